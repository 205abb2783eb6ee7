import { Input } from 'antd'
import { memo } from 'react'
import { useOpenForm } from '../form-context.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 多行文本 */
export const LongTextWidget = memo(function LongTextWidget(props: WidgetProps) {
  const { id, node, value, disabled, readonly, invalid, required, describedBy, onChange, onBlur } = props
  const { words } = useOpenForm()
  const typed = useTypedText(typeof value === 'string' ? value : '', (text) => onChange(text === '' ? undefined : text))
  const limit = typeof node.schema.maxLength === 'number' ? node.schema.maxLength : undefined
  return (
    <div className="gz-long-text">
      <Input.TextArea
        {...typed}
        id={id}
        rows={3}
        disabled={disabled}
        readOnly={readonly}
        status={invalid ? 'error' : undefined}
        maxLength={limit}
        aria-required={required}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onBlur={onBlur}
      />
      {limit !== undefined && typed.value.length > limit * 0.8 ? (
        <span className="gz-count">{words.characters(typed.value.length, limit)}</span>
      ) : null}
    </div>
  )
})
