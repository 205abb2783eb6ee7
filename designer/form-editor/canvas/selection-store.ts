/** How a node is selected: not at all, among others, or as the one whose properties are shown. */
export type SelectionMark = 'none' | 'among' | 'first'

/** Tells each drawn node whether it is selected, so that a click draws only the nodes it is about. */
export interface SelectionStore {
  readonly subscribe: (changed: () => void) => () => void
  readonly markOf: (id: string) => SelectionMark
  /** The node the keyboard comes to by Tab. */
  readonly isEntry: (id: string) => boolean
  /** The node whose title is written in its place. */
  readonly isEdited: (id: string) => boolean
  readonly set: (state: SelectionState) => void
}

export interface SelectionState {
  readonly selected: readonly string[]
  readonly entry: string | undefined
  readonly edited: string | undefined
}

export function selectionStore(): SelectionStore {
  const listeners = new Set<() => void>()
  let state: SelectionState = { selected: [], entry: undefined, edited: undefined }
  let all: ReadonlySet<string> = new Set()
  return {
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    markOf: (id) => (state.selected.at(-1) === id ? 'first' : all.has(id) ? 'among' : 'none'),
    isEntry: (id) => state.entry === id,
    isEdited: (id) => state.edited === id,
    set: (next) => {
      state = next
      all = new Set(next.selected)
      for (const changed of listeners) changed()
    },
  }
}
