import { createContext, use, useSyncExternalStore } from 'react'
import type { Locale } from '#findings'
import type { FormLibrary } from '#forms'
import type { SelectionMark, SelectionStore } from './selection-store.ts'

/** What is done with a node on the canvas. */
export interface CanvasActions {
  readonly moveUp: (id: string) => void
  readonly moveDown: (id: string) => void
  readonly duplicate: () => void
  readonly copy: () => void
  readonly wrap: () => void
  readonly remove: (id: string) => void
  readonly edit: (id: string | undefined) => void
  /** Takes over a title; `undefined` leaves it. The focus goes back to the node. */
  readonly rename: (id: string, title: string | undefined) => void
  /** Shows its properties, where they are not beside the canvas. */
  readonly properties: ((id: string) => void) | undefined
}

/** Never changes while the canvas is open, but for language and forms used. */
export interface CanvasSurroundings {
  readonly store: SelectionStore
  readonly actions: CanvasActions
  readonly locale: Locale
  readonly library: FormLibrary
  /** Ids of what is dragged with a node: all that is selected with it. */
  readonly draggedWith: (id: string) => readonly string[]
}

export const CanvasContext = createContext<CanvasSurroundings | undefined>(undefined)

export function useCanvas(): CanvasSurroundings {
  const canvas = use(CanvasContext)
  if (!canvas) throw new Error('A node is drawn inside a canvas.')
  return canvas
}

export interface NodeSelection {
  readonly mark: SelectionMark
  readonly isEntry: boolean
  readonly isEdited: boolean
}

export function useNodeSelection(id: string): NodeSelection {
  const { store } = useCanvas()
  const mark = useSyncExternalStore(store.subscribe, () => store.markOf(id))
  const isEntry = useSyncExternalStore(store.subscribe, () => store.isEntry(id))
  const isEdited = useSyncExternalStore(store.subscribe, () => store.isEdited(id))
  return { mark, isEntry, isEdited }
}
