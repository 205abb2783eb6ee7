import { memo, useState } from 'react'
import { useOpenForm } from '../form-context.ts'
import { accessible } from './accessible.ts'
import { readMoney, shownMoney } from './money.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 金额: typed in yuan, answered in 分; thousands are parted when the field is left. */
export const MoneyWidget = memo(function MoneyWidget(props: WidgetProps) {
  const { value, disabled, readonly, onChange, onBlur } = props
  const { words } = useOpenForm()
  const [draft, setDraft] = useState<string>()
  const settled = typeof value === 'number' ? shownMoney(value) : value === undefined ? '' : String(value)
  const typed = useTypedText(draft ?? settled, (next) => {
    setDraft(next)
    const answer = readMoney(next)
    if (!Object.is(answer, value)) onChange(answer)
  })
  return (
    <span className="gz-with-unit">
      <input
        {...typed}
        {...accessible(props)}
        type="text"
        className="gz-input gz-amount"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        readOnly={readonly}
        onFocus={(event) => {
          if (readonly || typeof value !== 'number') return
          setDraft(settled.replaceAll(',', '').replace(/\.00$/, ''))
          const input = event.currentTarget
          requestAnimationFrame(() => input.select())
        }}
        onBlur={() => {
          setDraft(undefined)
          onBlur()
        }}
      />
      <span className="gz-unit">{words.yuan}</span>
    </span>
  )
})
