import { Radio } from 'antd'
import { memo } from 'react'
import { useOpenForm } from '../form-context.ts'
import type { WidgetProps } from './widgets.ts'

/** 是否 */
export const YesNoWidget = memo(function YesNoWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, invalid, required, describedBy, onChange } = props
  const { words } = useOpenForm()
  return (
    <Radio.Group
      className="gz-choices gz-choices-row"
      name={id}
      value={value}
      disabled={disabled || readonly}
      aria-labelledby={`${id}-label`}
      aria-required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
    >
      <Radio value={true}>{words.yes}</Radio>
      <Radio value={false}>{words.no}</Radio>
    </Radio.Group>
  )
})
