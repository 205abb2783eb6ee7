import { Button, Radio } from 'antd'
import { memo } from 'react'
import { useOpenForm, useText } from '../form-context.ts'
import type { WidgetProps } from './widgets.ts'

/** 单选: few choices, all in sight. */
export const ChoiceWidget = memo(function ChoiceWidget(props: WidgetProps) {
  const { id, value, choices = [], disabled, readonly, invalid, required, describedBy, onChange } = props
  const { words } = useOpenForm()
  const text = useText()
  return (
    <div className="gz-choice">
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
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value}>
            {text(choice.title)}
          </Radio>
        ))}
      </Radio.Group>
      {value === undefined || required || disabled || readonly ? null : (
        <Button type="link" size="small" onClick={() => onChange(undefined)}>
          {words.clear}
        </Button>
      )}
    </div>
  )
})
