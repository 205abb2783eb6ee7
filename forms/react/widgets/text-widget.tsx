import { memo } from 'react'
import { useText } from '../form-context.ts'
import { accessible } from './accessible.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** What the phone's keyboard should offer, by the format of the answer. */
const keyboards: Readonly<Record<string, 'tel' | 'email' | 'numeric'>> = {
  'mobile-phone': 'tel',
  landline: 'tel',
  phone: 'tel',
  email: 'email',
  'region-code': 'numeric',
}

/** Codes whose letters are capitals: what was meant is not in doubt, so it is put right when the field is left. */
const capitals = ['citizen-id', 'uscc']

/** 单行文本, and 电话 with the telephone's keys. */
export const TextWidget = memo(function TextWidget(props: WidgetProps) {
  const { node, value, disabled, readonly, onChange, onBlur } = props
  const text = useText()
  const format = String(node.schema.format)
  const shown = typeof value === 'string' ? value : value === undefined ? '' : String(value)
  const typed = useTypedText(shown, (next) => onChange(next === '' ? undefined : next))
  const leave = () => {
    const tidy = tidied(shown, node.widget === 'phone', capitals.includes(format))
    if (tidy !== shown) onChange(tidy === '' ? undefined : tidy)
    onBlur()
  }
  return (
    <input
      {...typed}
      {...accessible(props)}
      type="text"
      className="gz-input"
      disabled={disabled}
      readOnly={readonly}
      placeholder={node.node.placeholder && text(node.node.placeholder)}
      maxLength={typeof node.schema.maxLength === 'number' ? node.schema.maxLength : undefined}
      inputMode={node.widget === 'phone' ? 'tel' : keyboards[format]}
      autoComplete="off"
      onBlur={leave}
    />
  )
})

/** As it was meant: full-width digits and the spaces of a number read out in groups are put right. */
function tidied(typed: string, isPhone: boolean, isCode: boolean): string {
  if (isPhone) return typed.normalize('NFKC').replaceAll(/[\s－—–]/g, (gap) => (gap.trim() === '' ? '' : '-'))
  return isCode ? typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase() : typed.trim()
}
