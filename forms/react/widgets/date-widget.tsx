import { memo } from 'react'
import { useOpenForm } from '../form-context.ts'
import { accessible } from './accessible.ts'
import { readDay, readTime } from './days.ts'
import { MomentBox } from './moment-box.tsx'
import type { WidgetProps } from './widgets.ts'

/** 日期 */
export const DateWidget = memo(function DateWidget(props: WidgetProps) {
  const { node, value, disabled, readonly, onChange, onBlur } = props
  const { words, today } = useOpenForm()
  const { earliest, latest } = node.node
  return (
    <MomentBox
      type="date"
      value={value}
      read={(text) => readDay(text, today)}
      min={earliest === 'today' ? today : earliest}
      max={latest === 'today' ? today : latest}
      disabled={disabled}
      readonly={readonly}
      placeholder={words.dateHint}
      pickLabel={words.chooseDate}
      onChange={onChange}
      onBlur={onBlur}
      accessible={accessible(props)}
    />
  )
})

/** 时间 */
export const TimeWidget = memo(function TimeWidget(props: WidgetProps) {
  const { value, disabled, readonly, onChange, onBlur } = props
  const { words } = useOpenForm()
  return (
    <MomentBox
      type="time"
      value={value}
      read={readTime}
      disabled={disabled}
      readonly={readonly}
      placeholder={words.timeHint}
      pickLabel={words.chooseTime}
      onChange={onChange}
      onBlur={onBlur}
      accessible={accessible(props)}
    />
  )
})
