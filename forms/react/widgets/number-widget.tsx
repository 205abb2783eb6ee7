import { Input } from 'antd'
import { memo } from 'react'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 数字. What cannot be read as a number stays as it was typed, so that the person is told rather than robbed of it. */
export const NumberWidget = memo(function NumberWidget(props: WidgetProps) {
  const { id, node, value, disabled, readonly, invalid, required, describedBy, onChange, onBlur } = props
  const typed = useTypedText(value === undefined || value === null ? '' : String(value), (text) => {
    const answer = readNumber(text)
    if (!Object.is(answer, value)) onChange(answer)
  })
  return (
    <Input
      {...typed}
      id={id}
      inputMode={node.schema.type === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      disabled={disabled}
      readOnly={readonly}
      status={invalid ? 'error' : undefined}
      aria-required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onBlur={onBlur}
    />
  )
})

/** A number as people type it, full-width digits included; the text itself where it is none. */
export function readNumber(text: string): number | string | undefined {
  const plain = text.normalize('NFKC').replaceAll('。', '.').trim()
  if (plain === '') return undefined
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text
}
