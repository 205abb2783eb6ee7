import { memo } from 'react'
import { useOpenForm, useText } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { Combobox } from './combobox.tsx'
import type { WidgetProps } from './widgets.ts'

/** More than this are looked for by typing; what is chosen stands above. */
const manyChoices = 24

/** 多选: every choice a line of its own, answered in the order they are offered. */
export const MultipleChoiceWidget = memo(function MultipleChoiceWidget(props: WidgetProps) {
  const { id, node, value, choices = [], disabled, readonly, invalid, onChange, onBlur } = props
  const { words } = useOpenForm()
  const text = useText()
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const isFixed = disabled || readonly
  const toggle = (picked: string, isChosen: boolean) => {
    const next = choices
      .map((choice) => choice.value)
      .filter((entry) => (entry === picked ? isChosen : chosen.includes(entry)))
    onChange(next.length > 0 ? next : undefined)
  }
  const isSearched =
    node.node.appearance === 'search' || (node.node.appearance !== 'buttons' && choices.length > manyChoices)
  if (isSearched)
    return (
      <div {...accessibleGroup(props)}>
        <ul className="gz-chosen">
          {choices
            .filter((choice) => chosen.includes(choice.value))
            .map((choice) => (
              <li key={choice.value}>
                {text(choice.title)}
                {isFixed ? null : (
                  <button
                    type="button"
                    className="gz-chip-button"
                    aria-label={words.remove(text(choice.title))}
                    onClick={() => toggle(choice.value, false)}
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
        </ul>
        {isFixed ? null : (
          <Combobox
            id={id}
            accessible={{ 'aria-labelledby': `${id}-label`, 'aria-invalid': invalid }}
            choices={choices.filter((choice) => !chosen.includes(choice.value))}
            value={undefined}
            isClearable={false}
            disabled={false}
            placeholder={words.addChoice}
            onChange={(picked) => picked !== undefined && toggle(picked, true)}
            onBlur={onBlur}
          />
        )}
      </div>
    )
  return (
    <div className="gz-choices gz-choices-list" data-invalid={invalid || undefined} {...accessibleGroup(props)}>
      {choices.map((choice) => (
        <label key={choice.value} className="gz-choice-label">
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            disabled={isFixed}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <span>{text(choice.title)}</span>
        </label>
      ))}
    </div>
  )
})
