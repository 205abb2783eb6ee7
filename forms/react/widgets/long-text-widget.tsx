import { memo } from 'react'
import { useOpenForm, useText } from '../form-context.ts'
import { accessible } from './accessible.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 多行文本 */
export const LongTextWidget = memo(function LongTextWidget(props: WidgetProps) {
  const { node, value, disabled, readonly, onChange, onBlur } = props
  const { words } = useOpenForm()
  const text = useText()
  const typed = useTypedText(typeof value === 'string' ? value : '', (next) => onChange(next === '' ? undefined : next))
  const limit = typeof node.schema.maxLength === 'number' ? node.schema.maxLength : undefined
  return (
    <>
      <textarea
        {...typed}
        {...accessible(props)}
        className="gz-input"
        rows={3}
        disabled={disabled}
        readOnly={readonly}
        placeholder={node.node.placeholder && text(node.node.placeholder)}
        maxLength={limit}
        onBlur={onBlur}
      />
      {limit !== undefined && typed.value.length > limit * 0.8 ? (
        <span className="gz-count">{words.characters(typed.value.length, limit)}</span>
      ) : null}
    </>
  )
})
