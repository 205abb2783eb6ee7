import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLocalize, useWords } from '#runtime/client'
import { completionsAt, type OfferedName } from '../cell-names.ts'
import styles from '../decision-editor.module.css'
import { decisionWords } from '../decision-words.ts'

export interface FeelTextProps {
  readonly label: string
  readonly value: string
  readonly names: readonly OfferedName[]
  readonly problem: string | undefined
  readonly onType: (text: string) => void
  /** A key that the text itself does not take: Enter, Tab, Escape. True where it was used. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly onLeave: () => void
}

/** The text of one cell while it is typed, with names offered below it: arrows choose, Enter or Tab takes. */
export function FeelText({ label, value, names, problem, onType, onKey, onLeave }: FeelTextProps) {
  const words = useWords(decisionWords)
  const say = useLocalize()
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [offer, setOffer] = useState<{
    readonly from: number
    readonly names: readonly OfferedName[]
    readonly at: number
  }>()

  useEffect(() => {
    const area = field.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])

  const look = (text: string, caret: number) => {
    const { from, names: found } = completionsAt(names, text.slice(0, caret))
    setOffer(found.length > 0 ? { from, names: found, at: 0 } : undefined)
  }
  const take = (name: OfferedName) => {
    const area = field.current
    if (!area || !offer) return
    const caret = offer.from + name.text.length
    onType(value.slice(0, offer.from) + name.text + value.slice(area.selectionStart))
    setOffer(undefined)
    requestAnimationFrame(() => area.setSelectionRange(caret, caret))
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (offer) {
      const { length } = offer.names
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? length - 1 : 0
      const takes = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && offer.at >= 0
      if (step > 0) setOffer({ ...offer, at: (offer.at + step) % length })
      else if (event.key === 'Escape') setOffer(undefined)
      else if (takes) take(offer.names[offer.at]!)
      if (step > 0 || event.key === 'Escape' || takes) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
    }
    if (onKey(event)) event.preventDefault()
    event.stopPropagation()
  }

  return (
    <span className={styles.typing}>
      <textarea
        ref={field}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${list}-problem` : undefined}
        aria-autocomplete="list"
        aria-controls={offer ? list : undefined}
        aria-activedescendant={offer ? `${list}-${offer.at}` : undefined}
        spellCheck={false}
        rows={1}
        value={value}
        onChange={(event) => {
          onType(event.target.value)
          look(event.target.value, event.target.selectionStart)
        }}
        onKeyDown={keys}
        onBlur={() => {
          setOffer(undefined)
          onLeave()
        }}
      />
      {problem && (
        <span id={`${list}-problem`} className={styles.cellProblem} role="alert">
          {problem}
        </span>
      )}
      {offer && (
        <span
          id={list}
          role="listbox"
          aria-label={words.names}
          className={styles.offers}
          style={belowField(field.current)}
        >
          {offer.names.map((name, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: chosen by the text's keys
            // biome-ignore lint/a11y/useKeyWithClickEvents: chosen by the text's keys
            <span
              key={`${name.from} ${name.text}`}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === offer.at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              <code>{name.text}</code>
              <small>{name.title ? say(name.title) : words[name.from]}</small>
            </span>
          ))}
        </span>
      )}
    </span>
  )
}

/** Over everything else: what scrolls around the cell would cut it off. */
function belowField(area: HTMLElement | null) {
  const box = area?.getBoundingClientRect()
  return box ? { top: box.bottom + 6, left: Math.max(8, Math.min(box.left, innerWidth - 380)) } : undefined
}
