import { memo } from 'react'
import { useText } from '../form-context.ts'
import { accessible } from './accessible.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 数字. What cannot be read as a number stays as it was typed, so that the person is told rather than robbed of it. */
export const NumberWidget = memo(function NumberWidget(props: WidgetProps) {
  const { node, value, disabled, readonly, onChange, onBlur } = props
  const text = useText()
  const { unit, placeholder } = node.node
  const typed = useTypedText(value === undefined || value === null ? '' : String(value), (next) => {
    const answer = readNumber(next)
    if (!Object.is(answer, value)) onChange(answer)
  })
  const input = (
    <input
      {...typed}
      {...accessible(props)}
      type="text"
      className="gz-input"
      inputMode={node.schema.type === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      disabled={disabled}
      readOnly={readonly}
      placeholder={placeholder && text(placeholder)}
      onBlur={onBlur}
    />
  )
  return unit ? (
    <span className="gz-with-unit">
      {input}
      <span className="gz-unit">{text(unit)}</span>
    </span>
  ) : (
    input
  )
})

/** A number as people type it, full-width digits and thousands' commas included; the text itself where it is none. */
export function readNumber(text: string): number | string | undefined {
  const plain = text.normalize('NFKC').replaceAll('。', '.').trim()
  if (plain === '') return undefined
  const digits = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : text
}
