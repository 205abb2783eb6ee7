import { memo } from 'react'
import { useText } from '../form-context.ts'
import { Radios } from './radios.tsx'
import type { WidgetProps } from './widgets.ts'

/** 单选: few choices, all in sight. */
export const ChoiceWidget = memo(function ChoiceWidget(props: WidgetProps) {
  const text = useText()
  const { choices = [] } = props
  return <Radios {...props} options={choices.map(({ value, title }) => ({ value, label: text(title) }))} />
})
