import { Button, Popconfirm } from 'antd'
import { memo, type ReactNode } from 'react'
import type { CompiledGroup } from '../data/compile-form.ts'
import { isUnanswered } from '../data/form-state.ts'
import { isObject } from '../definition/shape.ts'
import { elementId } from './answer-field.tsx'
import { useForm, useOpenForm } from './form-context.ts'
import { itemsOf } from './form-store.ts'
import { icons } from './icons.tsx'

export interface ItemCardProps {
  readonly group: CompiledGroup
  readonly index: number
  readonly count: number
  /** What one item is called. */
  readonly what: string
  /** Items may be neither added, moved nor removed. */
  readonly isFixed: boolean
  readonly children: ReactNode
}

/** One item of a repeated group. What is filled in is never removed without asking. */
export const ItemCard = memo(function ItemCard({ group, index, count, what, isFixed, children }: ItemCardProps) {
  const { store, words, prefix } = useOpenForm()
  const { property } = group
  const isFilled = useForm(({ typed }) => {
    const item = itemsOf(typed, property)[index]
    return isObject(item) && Object.values(item).some((value) => !isUnanswered(value))
  })
  const named = `${what} ${index + 1}`
  const id = elementId(prefix, `/${property}/${index}`)
  const remove = () => store.removeItem(property, index)
  const removeButton = (
    <Button
      type="text"
      danger
      icon={icons.remove}
      aria-label={words.remove(named)}
      title={words.remove(named)}
      onClick={isFilled ? undefined : remove}
    />
  )
  return (
    <fieldset className="gz-item" aria-labelledby={`${id}-title`}>
      <div className="gz-item-head">
        <h4 className="gz-item-title" id={`${id}-title`}>
          {named}
        </h4>
        {isFixed ? null : (
          <div className="gz-item-actions">
            <Button
              type="text"
              icon={icons.up}
              aria-label={words.moveUp(named)}
              title={words.moveUp(named)}
              disabled={index === 0}
              onClick={() => store.moveItem(property, index, index - 1)}
            />
            <Button
              type="text"
              icon={icons.down}
              aria-label={words.moveDown(named)}
              title={words.moveDown(named)}
              disabled={index === count - 1}
              onClick={() => store.moveItem(property, index, index + 1)}
            />
            {isFilled ? (
              <Popconfirm
                title={words.removeFilled(named)}
                okText={words.remove(what)}
                cancelText={words.cancel}
                okButtonProps={{ danger: true }}
                onConfirm={remove}
              >
                {removeButton}
              </Popconfirm>
            ) : (
              removeButton
            )}
          </div>
        )}
      </div>
      {children}
    </fieldset>
  )
})
