import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { FieldControl } from './property-field.tsx'

export interface CommittedTextProps extends FieldControl {
  readonly value: string
  /** Called once per edit: when the field is left, on Enter, or after a pause. */
  readonly onCommit: (value: string) => void
  readonly onTyping?: (value: string) => void
  readonly rows?: number
  readonly mono?: boolean
  readonly disabled?: boolean
  readonly 'aria-label'?: string
  readonly placeholder?: string
}

const pause = 700

/** A text that is taken over as a whole, so that undo goes back by edits and not by letters. */
export function CommittedText({ value, onCommit, onTyping, rows, mono = false, ...control }: CommittedTextProps) {
  const [typed, setTyped] = useState(value)
  const latest = useRef({ typed, value, onCommit })
  latest.current = { typed, value, onCommit }
  const composing = useRef(false)

  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => !composing.current && commitLatest(latest.current), pause)
    return () => clearTimeout(timer)
  }, [typed, value])
  useEffect(() => () => commitLatest(latest.current), [])

  const shared = {
    ...control,
    value: typed,
    spellCheck: false,
    onBlur: () => commitLatest(latest.current),
    onCompositionStart: () => {
      composing.current = true
    },
    onCompositionEnd: () => {
      composing.current = false
    },
    ...(control['aria-invalid'] ? { status: 'error' as const } : {}),
    ...(mono ? { style: { fontFamily: 'ui-monospace, Consolas, monospace' } } : {}),
  }
  const type = (text: string) => {
    setTyped(text)
    onTyping?.(text)
  }
  return rows ? (
    <Input.TextArea
      {...shared}
      autoSize={{ minRows: rows, maxRows: 10 }}
      onChange={(event) => type(event.target.value)}
    />
  ) : (
    <Input
      {...shared}
      onChange={(event) => type(event.target.value)}
      onPressEnter={(event) => !event.nativeEvent.isComposing && commitLatest(latest.current)}
    />
  )
}

function commitLatest({ typed, value, onCommit }: { typed: string; value: string; onCommit: (value: string) => void }) {
  if (typed !== value) onCommit(typed)
}
