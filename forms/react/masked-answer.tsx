import { useOpenForm } from './form-context.ts'
import { type AnswerPath, pointerOf } from './form-store.ts'

export interface MaskedAnswerProps {
  readonly id: string
  readonly path: AnswerPath
  readonly value: unknown
  readonly isFixed: boolean
  readonly onChange: (value: unknown) => void
}

/** What came masked: kept as it is, answered anew, or shown to whoever may see it. */
export function MaskedAnswer({ id, path, value, isFixed, onChange }: MaskedAnswerProps) {
  const { words, onReveal } = useOpenForm()
  return (
    <div className="gz-masked">
      <output id={id} className="gz-masked-value">
        {typeof value === 'string' ? value : words.masked}
      </output>
      <span className="gz-locked">{words.masked}</span>
      {onReveal ? (
        <button type="button" className="gz-button gz-button-link" onClick={() => onReveal(pointerOf(path))}>
          {words.reveal}
        </button>
      ) : null}
      {isFixed ? null : (
        <button
          type="button"
          className="gz-button gz-button-link"
          onClick={() => {
            onChange(undefined)
            requestAnimationFrame(() => document.getElementById(id)?.focus())
          }}
        >
          {words.answerAnew}
        </button>
      )}
    </div>
  )
}
