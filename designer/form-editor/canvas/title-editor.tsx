import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { focusNow } from '../focus-node.ts'

export interface TitleEditorProps {
  readonly value: string
  readonly label: string
  /** Called once: with the text that was written, or nothing where it stays as it was. */
  readonly onDone: (title: string | undefined) => void
  readonly multiline?: boolean
}

/** A title written where it stands. Enter and leaving take it over, Escape does not; nothing happens while composing. */
export function TitleEditor({ value, label, onDone, multiline = false }: TitleEditorProps) {
  const [typed, setTyped] = useState(value)
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    if (!field.current) return
    focusNow(field.current)
    field.current.select()
  }, [])
  const finish = (isKept: boolean) => {
    if (isDone.current) return
    isDone.current = true
    const title = typed.trim()
    onDone(isKept && title !== '' && title !== value ? title : undefined)
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const isEnd = event.key === 'Enter' && !(multiline && event.shiftKey)
    if (!isEnd && event.key !== 'Escape') return
    event.preventDefault()
    finish(isEnd)
  }
  const shared = {
    ref: field,
    value: typed,
    'aria-label': label,
    'data-title-editor': true,
    spellCheck: false,
    onChange: (event: { readonly target: { readonly value: string } }) => setTyped(event.target.value),
    onKeyDown: keys,
    onBlur: () => finish(true),
    onDoubleClick: (event: { stopPropagation: () => void }) => event.stopPropagation(),
  }
  return multiline ? <textarea {...shared} rows={3} /> : <input type="text" {...shared} />
}
