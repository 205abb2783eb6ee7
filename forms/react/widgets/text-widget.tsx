import { Input } from 'antd'
import { memo } from 'react'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** What the phone's keyboard and the browser's memory should offer, by the format of the answer. */
const hints: Readonly<
  Record<string, { readonly inputMode?: 'tel' | 'email' | 'numeric'; readonly autoComplete: string }>
> = {
  'mobile-phone': { inputMode: 'tel', autoComplete: 'off' },
  phone: { inputMode: 'tel', autoComplete: 'off' },
  email: { inputMode: 'email', autoComplete: 'off' },
  'region-code': { inputMode: 'numeric', autoComplete: 'off' },
}

/** Codes whose letters are capitals: what was meant is not in doubt, so it is put right when the field is left. */
const capitals = ['citizen-id', 'uscc']

/** 单行文本 */
export const TextWidget = memo(function TextWidget(props: WidgetProps) {
  const { id, node, value, disabled, readonly, invalid, required, describedBy, onChange, onBlur } = props
  const format = String(node.schema.format)
  const shown = typeof value === 'string' ? value : value === undefined ? '' : String(value)
  const typed = useTypedText(shown, (text) => onChange(text === '' ? undefined : text))
  const leave = () => {
    const tidy = capitals.includes(format) ? shown.trim().toUpperCase() : shown.trim()
    if (tidy !== shown) onChange(tidy === '' ? undefined : tidy)
    onBlur()
  }
  return (
    <Input
      {...typed}
      id={id}
      disabled={disabled}
      readOnly={readonly}
      status={invalid ? 'error' : undefined}
      maxLength={typeof node.schema.maxLength === 'number' ? node.schema.maxLength : undefined}
      {...(hints[format] ?? { autoComplete: 'off' })}
      aria-required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onBlur={leave}
    />
  )
})
