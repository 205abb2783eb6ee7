import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Choice } from '../../data/choices.ts'
import { useOpenForm, useText } from '../form-context.ts'
import { icons } from '../icons.tsx'
import { findChoices } from './find-choices.ts'
import { ListPopup } from './list-popup.tsx'

export interface ComboboxProps {
  readonly id: string
  readonly accessible: Readonly<Record<string, unknown>>
  readonly choices: readonly Choice[]
  readonly value: unknown
  readonly isClearable: boolean
  readonly disabled: boolean
  readonly placeholder?: string
  readonly onChange: (value: string | undefined) => void
  readonly onBlur: () => void
}

/**
 * One of many, found by typing its words, code or pinyin initials. Keyboard as in the combobox pattern of the ARIA
 * practices: arrows open and walk, Enter takes, Escape leaves it as it was.
 */
export function Combobox(props: ComboboxProps) {
  const { id, accessible, choices, value, isClearable, disabled, placeholder, onChange, onBlur } = props
  const { words } = useOpenForm()
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string>()
  const [isComposing, setComposing] = useState(false)
  const [active, setActive] = useState(0)
  const chosen = useMemo(() => choices.find((choice) => choice.value === value), [choices, value])
  const found = useMemo(
    () => (isComposing ? choices : findChoices(choices, typed ?? '')),
    [choices, typed, isComposing],
  )
  const shown = chosen ? text(chosen.title) : typeof value === 'string' ? value : ''

  const open = () => {
    if (isOpen || disabled) return
    setOpen(true)
    setActive(Math.max(0, chosen ? choices.indexOf(chosen) : 0))
  }
  const close = () => {
    setOpen(false)
    setTyped(undefined)
  }
  const take = (choice: Choice | undefined) => {
    close()
    if (choice && choice.value !== value) onChange(choice.value)
  }
  const move = (to: number) => {
    if (isOpen) setActive(Math.max(0, Math.min(found.length - 1, to)))
    else open()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isOpen) take(found[active])
      else open()
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') close()
  }

  useEffect(() => {
    if (disabled) setOpen(false)
  }, [disabled])

  return (
    <span className="gz-combo">
      <input
        ref={input}
        {...accessible}
        id={id}
        type="text"
        role="combobox"
        className="gz-input"
        value={typed ?? shown}
        placeholder={placeholder ?? words.choose}
        autoComplete="off"
        disabled={disabled}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && found.length > 0 ? `${id}-${active}` : undefined}
        onClick={open}
        onKeyDown={onKeyDown}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onBlur={() => {
          close()
          onBlur()
        }}
      />
      {isClearable && value !== undefined && !disabled ? (
        <button
          type="button"
          className="gz-inside-button gz-combo-clear"
          aria-label={words.clear}
          title={words.clear}
          onClick={() => {
            onChange(undefined)
            input.current?.focus()
          }}
        >
          {icons.clear}
        </button>
      ) : (
        <span className="gz-combo-arrow">{icons.open}</span>
      )}
      {isOpen ? (
        <ListPopup
          id={id}
          anchor={input}
          choices={found}
          active={active}
          chosen={value}
          empty={words.nothingFound}
          onTake={take}
        />
      ) : null}
    </span>
  )
}
