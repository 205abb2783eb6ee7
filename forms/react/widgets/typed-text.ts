import { type ChangeEvent, type CompositionEvent, useRef, useState } from 'react'

/**
 * The text of an input whose answer is only taken when it is whole: while Chinese (or any other) text is being composed,
 * what is typed is shown and nothing else happens.
 */
export function useTypedText(shown: string, onText: (text: string) => void) {
  const [text, setText] = useState(shown)
  const [before, setBefore] = useState(shown)
  const composing = useRef(false)
  if (shown !== before) {
    // Another answer came, by typing or from elsewhere: taken up before anything is drawn.
    setBefore(shown)
    if (!composing.current && shown !== text) setText(shown)
  }

  const take = (next: string) => {
    setText(next)
    if (!composing.current) onText(next)
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
