import { memo } from 'react'
import { isObject } from '../../definition/shape.ts'
import { useOpenForm } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { readDay } from './days.ts'
import { MomentBox } from './moment-box.tsx'
import type { WidgetProps } from './widgets.ts'

/** 起止日期; 长期 where the field allows that there is no end. */
export const DateRangeWidget = memo(function DateRangeWidget(props: WidgetProps) {
  const { id, node, value, disabled, readonly, required, invalid, onChange, onBlur } = props
  const { words, today } = useOpenForm()
  const { earliest, latest, openEnd } = node.node
  const range: { readonly from?: unknown; readonly to?: unknown } = isObject(value) ? value : {}
  const min = earliest === 'today' ? today : earliest
  const max = latest === 'today' ? today : latest
  const change = (part: 'from' | 'to', day: string | undefined) => {
    const { [part]: _before, ...rest } = range
    const next = day === undefined ? rest : { ...rest, [part]: day }
    onChange(Object.keys(next).length === 0 ? undefined : next)
  }
  const box = (part: 'from' | 'to', label: string) => (
    <MomentBox
      type="date"
      value={range[part]}
      read={(text) => readDay(text, today)}
      min={part === 'to' && typeof range.from === 'string' ? range.from : min}
      max={max}
      disabled={disabled}
      readonly={readonly}
      placeholder={label}
      pickLabel={`${label} ${words.chooseDate}`}
      onChange={(day) => change(part, day)}
      onBlur={onBlur}
      accessible={{
        id: part === 'from' ? id : `${id}-to`,
        'aria-label': label,
        'aria-required': required,
        'aria-invalid': invalid,
      }}
    />
  )
  return (
    <div className="gz-range" {...accessibleGroup(props)}>
      {box('from', words.from)}
      <span aria-hidden="true">–</span>
      {box('to', openEnd ? words.toOrOpen : words.to)}
    </div>
  )
})
