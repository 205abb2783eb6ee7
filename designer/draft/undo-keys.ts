import type { KeyboardEvent } from 'react'

export interface Undoable {
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y for an editor. A text field that is being typed in has an undo of its own. */
export function undoKeys(event: KeyboardEvent, { undo, redo }: Undoable): void {
  const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea')
  if (typing || event.nativeEvent.isComposing || !(event.ctrlKey || event.metaKey)) return
  const key = event.key.toLowerCase()
  const does = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined
  if (!does) return
  event.preventDefault()
  does()
}
