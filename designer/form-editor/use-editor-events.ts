import { type RefObject, useEffect, useRef } from 'react'

export interface EditorEvents {
  readonly keydown: (event: KeyboardEvent) => void
  readonly copy: (event: ClipboardEvent) => void
  readonly cut: (event: ClipboardEvent) => void
  readonly paste: (event: ClipboardEvent) => void
}

/**
 * Hears keys and the clipboard for an editor: those in it, and those at nothing in particular, as when what had the
 * focus is gone or the page has just been opened. What happens in a dialog over it is the dialog's.
 */
export function useEditorEvents(root: RefObject<HTMLElement | null>, events: EditorEvents): void {
  const latest = useRef(events)
  latest.current = events
  useEffect(() => {
    const heard = (event: Event): boolean => {
      const { target } = event
      const editor = root.current
      return target instanceof Node && editor !== null && (editor.contains(target) || target.contains(editor))
    }
    const listeners: EditorEvents = {
      keydown: (event) => heard(event) && latest.current.keydown(event),
      copy: (event) => heard(event) && latest.current.copy(event),
      cut: (event) => heard(event) && latest.current.cut(event),
      paste: (event) => heard(event) && latest.current.paste(event),
    }
    const names = Object.keys(listeners) as (keyof EditorEvents)[]
    for (const name of names) document.addEventListener(name, listeners[name] as EventListener)
    return () => {
      for (const name of names) document.removeEventListener(name, listeners[name] as EventListener)
    }
  }, [root])
}
