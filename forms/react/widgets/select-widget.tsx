import { memo } from 'react'
import { useOpenForm, useText } from '../form-context.ts'
import { accessible, isTouch } from './accessible.ts'
import { Combobox } from './combobox.tsx'
import type { WidgetProps } from './widgets.ts'

/** More than this are easier found by typing than by the wheel of a phone. */
const fewForWheel = 40

/** 单选: many choices, found by typing; on a phone, where they are not too many, by its own wheel. */
export const SelectWidget = memo(function SelectWidget(props: WidgetProps) {
  const { id, node, value, choices = [], disabled, readonly, required, onChange, onBlur } = props
  const { words } = useOpenForm()
  const text = useText()
  if (isTouch() && choices.length <= fewForWheel && node.node.appearance !== 'search')
    return (
      <select
        {...accessible(props)}
        className="gz-input gz-select"
        value={typeof value === 'string' ? value : ''}
        disabled={disabled || readonly}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={onBlur}
      >
        <option value="">{words.choose}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {text(choice.title)}
          </option>
        ))}
      </select>
    )
  return (
    <Combobox
      id={id}
      accessible={accessible(props)}
      choices={choices}
      value={value}
      isClearable={!required}
      disabled={disabled || readonly}
      placeholder={node.node.placeholder && text(node.node.placeholder)}
      onChange={onChange}
      onBlur={onBlur}
    />
  )
})
