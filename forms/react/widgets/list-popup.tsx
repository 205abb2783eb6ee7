import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Choice } from '../../data/choices.ts'
import { useText } from '../form-context.ts'
import { isTouch } from './accessible.ts'

export interface ListPopupProps {
  /** Of the combobox; the list is `ID-list`, an option `ID-INDEX`. */
  readonly id: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly choices: readonly Choice[]
  readonly active: number
  readonly chosen: unknown
  readonly empty: string
  readonly onTake: (choice: Choice) => void
}

const rowsInSight = 8
const rowsAround = 4

/** The list of a combobox, over the page: only the rows in sight are rendered, so ten thousand cost what eight do. */
export function ListPopup({ id, anchor, choices, active, chosen, empty, onTake }: ListPopupProps) {
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place>()
  const [top, setTop] = useState(0)
  const row = isTouch() ? 44 : 36
  const height = Math.min(choices.length, rowsInSight) * row

  useLayoutEffect(() => {
    const settle = () => anchor.current && setPlace(placeOf(anchor.current, rowsInSight * row))
    settle()
    addEventListener('scroll', settle, true)
    addEventListener('resize', settle)
    return () => {
      removeEventListener('scroll', settle, true)
      removeEventListener('resize', settle)
    }
  }, [anchor, row])

  useLayoutEffect(() => {
    const element = list.current
    if (!element || !place) return
    if (active * row < element.scrollTop) element.scrollTop = active * row
    else if ((active + 1) * row > element.scrollTop + element.clientHeight)
      element.scrollTop = (active + 1) * row - element.clientHeight
    setTop(element.scrollTop)
  }, [active, row, place])

  if (!place || !anchor.current) return null
  const first = Math.max(0, Math.floor(top / row) - rowsAround)
  const shown = choices.slice(first, first + rowsInSight + 2 * rowsAround)
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: pressing it must not take the focus from the combobox
    <div className="gz-popup" style={place} onMouseDown={(event) => event.preventDefault()}>
      {choices.length === 0 ? <p className="gz-popup-empty">{empty}</p> : null}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-labelledby={`${id}-label`}
        tabIndex={-1}
        className="gz-popup-list"
        style={{ height }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="presentation" style={{ height: choices.length * row, position: 'relative' }}>
          {shown.map((choice, index) => {
            const at = first + index
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the combobox's input
              // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
              <div
                key={choice.value}
                id={`${id}-${at}`}
                role="option"
                aria-selected={choice.value === chosen}
                aria-setsize={choices.length}
                aria-posinset={at + 1}
                className={at === active ? 'gz-option gz-option-active' : 'gz-option'}
                style={{ top: at * row, height: row }}
                onClick={() => onTake(choice)}
              >
                {text(choice.title)}
              </div>
            )
          })}
        </div>
      </div>
    </div>,
    anchor.current.closest('dialog') ?? document.body,
  )
}

interface Place {
  readonly left: number
  readonly width: number
  readonly top?: number
  readonly bottom?: number
}

/** Below the anchor, or above it where there is more room; never beyond the window. */
function placeOf(anchor: HTMLElement, wanted: number): Place {
  const { left, top, bottom, width } = anchor.getBoundingClientRect()
  const broad = Math.max(width, Math.min(280, innerWidth - 16))
  const across = { left: Math.max(8, Math.min(left, innerWidth - broad - 8)), width: broad }
  return innerHeight - bottom < wanted && top > innerHeight - bottom
    ? { ...across, bottom: innerHeight - top + 4 }
    : { ...across, top: bottom + 4 }
}
