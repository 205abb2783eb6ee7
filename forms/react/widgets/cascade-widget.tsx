import { memo } from 'react'
import { type Choice, choicesBelow, pathTo } from '../../data/choices.ts'
import { useOpenForm, useText } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { Combobox } from './combobox.tsx'
import type { WidgetProps } from './widgets.ts'

/** 级联: a box for each level of the code list; the answer is the code chosen last. */
export const CascadeWidget = memo(function CascadeWidget(props: WidgetProps) {
  const { choices = [], value, onChange } = props
  return (
    <div className="gz-cascade" {...accessibleGroup(props)}>
      <CascadeBoxes {...props} choices={choices} value={value} onChange={onChange} />
    </div>
  )
})

/** The boxes alone. */
export function CascadeBoxes({
  id,
  node,
  choices,
  value,
  required,
  disabled,
  readonly,
  invalid,
  onChange,
  onBlur,
}: WidgetProps & { readonly choices: readonly Choice[] }) {
  const { words } = useOpenForm()
  const text = useText()
  const path = pathTo(choices, value)
  const levels = [undefined, ...path.map((choice) => choice.value)]
    .map((above, level) => ({ level, above, offered: choicesBelow(choices, above) }))
    .filter(({ offered }) => offered.length > 0)
  return levels.map(({ level, above, offered }) => (
    <Combobox
      key={above ?? ''}
      id={level === 0 ? id : `${id}-level-${level}`}
      accessible={{
        'aria-label': words.level(text(node.node.title), level + 1),
        'aria-required': required,
        'aria-invalid': invalid,
      }}
      choices={offered}
      value={path[level]?.value}
      isClearable={!required || level > 0}
      disabled={disabled || readonly}
      onChange={(picked) => onChange(deepestOf(choices, picked ?? above))}
      onBlur={onBlur}
    />
  ))
}

/** Goes on down as long as there is but one way. */
function deepestOf(choices: readonly Choice[], value: string | undefined): string | undefined {
  let at = value
  for (let steps = 0; at !== undefined && steps < 10; steps += 1) {
    const below = choicesBelow(choices, at)
    if (below.length !== 1) return at
    at = below[0]?.value
  }
  return at
}
