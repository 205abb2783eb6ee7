import { type ChangeEvent, type CompositionEvent, useEffect, useRef, useState } from 'react'

/**
 * The text of an input whose answer is only taken when it is whole: while Chinese (or any other) text is being composed,
 * what is typed is shown and nothing else happens.
 */
export function useTypedText(shown: string, onText: (text: string) => void) {
  const [text, setText] = useState(shown)
  const composing = useRef(false)
  const lastShown = useRef(shown)

  useEffect(() => {
    if (shown === lastShown.current) return
    lastShown.current = shown
    if (!composing.current) setText(shown)
  }, [shown])

  const take = (next: string) => {
    setText(next)
    if (composing.current) return
    lastShown.current = next
    onText(next)
  }
  return {
    value: text,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => take(event.target.value),
    onCompositionStart: () => {
      composing.current = true
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      composing.current = false
      take(event.currentTarget.value)
    },
  }
}
