import { useRef, useState } from 'react'
import { icons } from '../icons.tsx'
import { isTouch } from './accessible.ts'
import { useTypedText } from './typed-text.ts'

export interface MomentBoxProps {
  readonly type: 'date' | 'time'
  readonly value: unknown
  /** Of the answer itself, or `undefined`. */
  readonly read: (text: string) => string | undefined
  readonly min?: string
  readonly max?: string
  readonly disabled: boolean
  readonly readonly: boolean
  readonly placeholder: string
  /** Names the button that opens the browser's picker. */
  readonly pickLabel: string
  readonly onChange: (value: string | undefined) => void
  readonly onBlur: () => void
  /** What tells assistive technology about the input. */
  readonly accessible: Readonly<Record<string, unknown>>
}

/**
 * A day or a time: typed as people write it, or picked. Where a finger points it is the device's own input; at a desk the
 * browser's picker opens from a button beside the text.
 */
export function MomentBox(props: MomentBoxProps) {
  const { type, value, read, min, max, disabled, readonly, placeholder, pickLabel, onChange, onBlur, accessible } =
    props
  const picker = useRef<HTMLInputElement>(null)
  const settled = typeof value === 'string' ? value : ''
  const [draft, setDraft] = useState<string>()
  const typed = useTypedText(draft ?? settled, (next) => {
    setDraft(next)
    const answer = read(next)
    // What is not whole yet is no answer: it becomes one, right or wrong, when the field is left.
    if (answer === undefined || answer !== next || isWhole(type, next)) onChange(answer)
  })
  if (!readonly && isTouch())
    return (
      <input
        {...accessible}
        type={type}
        className="gz-input"
        value={isWhole(type, settled) ? settled : ''}
        min={min}
        max={max}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={onBlur}
      />
    )
  return (
    <span className="gz-moment">
      <input
        {...typed}
        {...accessible}
        type="text"
        className="gz-input"
        placeholder={readonly ? undefined : placeholder}
        autoComplete="off"
        disabled={disabled}
        readOnly={readonly}
        onBlur={() => {
          if (draft !== undefined && read(draft) !== value) onChange(read(draft))
          setDraft(undefined)
          onBlur()
        }}
      />
      {readonly || disabled ? null : (
        <>
          <input
            ref={picker}
            className="gz-picker"
            type={type}
            tabIndex={-1}
            aria-hidden="true"
            value={isWhole(type, settled) ? settled : ''}
            min={min}
            max={max}
            onChange={(event) => {
              setDraft(undefined)
              onChange(event.target.value || undefined)
            }}
          />
          <button
            type="button"
            className="gz-inside-button"
            tabIndex={-1}
            aria-label={pickLabel}
            title={pickLabel}
            onClick={() => picker.current?.showPicker?.()}
          >
            {type === 'date' ? icons.calendar : icons.clock}
          </button>
        </>
      )}
    </span>
  )
}

function isWhole(type: 'date' | 'time', text: string): boolean {
  return (type === 'date' ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{2}:\d{2}$/).test(text)
}
