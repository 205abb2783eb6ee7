import { useCallback, useMemo, useReducer } from 'react'

/** What was, what is, and what was undone, the nearest of each at the joint. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
}

export type HistoryStep<T> =
  | { readonly type: 'edit'; readonly next: T }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }

/** How many edits can be undone. */
const depth = 200

/** One stack of undo for everything done to a definition. */
export function useEditHistory<T>(opening: T) {
  const [{ past, present, future }, move] = useReducer(advance<T>, { past: [], present: opening, future: [] })
  const edit = useCallback((next: T) => move({ type: 'edit', next }), [])
  const undo = useCallback(() => move({ type: 'undo' }), [])
  const redo = useCallback(() => move({ type: 'redo' }), [])
  return useMemo(
    () => ({
      past,
      present,
      edit,
      undo: past.length > 0 ? undo : undefined,
      redo: future.length > 0 ? redo : undefined,
    }),
    [past, present, edit, undo, redo, future.length],
  )
}

/** One edit, or one step back or forth. An edit that changes nothing is none. */
export function advance<T>({ past, present, future }: History<T>, step: HistoryStep<T>): History<T> {
  switch (step.type) {
    case 'edit':
      return step.next === present
        ? { past, present, future }
        : { past: [...past, present].slice(-depth), present: step.next, future: [] }
    case 'undo':
      return past.length === 0
        ? { past, present, future }
        : { past: past.slice(0, -1), present: past.at(-1)!, future: [present, ...future] }
    case 'redo':
      return future.length === 0
        ? { past, present, future }
        : { past: [...past, present], present: future[0]!, future: future.slice(1) }
  }
}
