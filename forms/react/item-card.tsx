import { memo, type ReactNode, useState } from 'react'
import type { CompiledGroup } from '../data/compile-form.ts'
import { isUnanswered } from '../data/form-state.ts'
import { isObject } from '../definition/shape.ts'
import { elementId } from './element-id.ts'
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
  const [isAsking, setAsking] = useState(false)
  const remove = () => store.removeItem(property, index)
  const button = (label: string, icon: ReactNode, isDisabled: boolean, onClick: () => void) => (
    <button
      type="button"
      className="gz-button gz-button-icon"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      {icon}
    </button>
  )
  return (
    <fieldset className="gz-item" id={`${id}-field`} aria-labelledby={`${id}-title`}>
      <div className="gz-item-head">
        <h4 className="gz-item-title" id={`${id}-title`}>
          {named}
        </h4>
        {isFixed ? null : (
          <div className="gz-item-actions">
            {button(words.moveUp(named), icons.up, index === 0, () => store.moveItem(property, index, index - 1))}
            {button(words.moveDown(named), icons.down, index === count - 1, () =>
              store.moveItem(property, index, index + 1),
            )}
            {button(words.remove(named), icons.remove, isAsking, isFilled ? () => setAsking(true) : remove)}
          </div>
        )}
      </div>
      {isAsking ? (
        <p role="alert" className="gz-notice gz-notice-warning">
          {words.removeFilled(named)}{' '}
          <button type="button" className="gz-button gz-button-danger" onClick={remove}>
            {words.remove(what)}
          </button>{' '}
          <button type="button" className="gz-button" onClick={() => setAsking(false)}>
            {words.cancel}
          </button>
        </p>
      ) : null}
      {children}
    </fieldset>
  )
})
