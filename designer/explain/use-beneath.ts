import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useDeferredValue } from 'react'
import { adaptedNodes, inherited } from '#definitions'
import { useApi, useWords } from '#runtime/client'
import type { Draft } from '../draft/use-draft.ts'
import { explainWords } from './explain-words.ts'

/** What a region did to a node: changed what it inherits, or added it itself. */
export type Adaptation = 'changed' | 'added'

export interface BeneathDraft {
  /** The text below the region's own changes; nothing while it is not known, or where the region made the definition. */
  readonly content: string | undefined
  /** Nodes that the region may not touch, nor anything in them. */
  readonly locked: readonly string[]
  /** By node, as patches address them; what was read last while the text cannot be read. */
  readonly adapted: ReadonlyMap<string, Adaptation>
  /** The edited text with a node as it lies below. Says so, and gives nothing, where that cannot be. */
  readonly inherit: (node: string, options?: { readonly deep?: boolean }) => Promise<string | undefined>
}

const none: ReadonlyMap<string, Adaptation> = new Map()
const unlocked: readonly string[] = []

/** What lies below a definition that is being edited. `write` gives its text as it stands. */
export function useBeneath({ region, definition }: Draft, write: () => string, edited: unknown): BeneathDraft {
  const api = useApi()
  const words = useWords(explainWords)
  const { message } = App.useApp()
  const { kind, id } = definition
  const { data } = useQuery({
    queryKey: ['beneath', region, kind, id],
    queryFn: () => api('GET /api/definitions/:kind/:id/beneath', { params: { kind, id }, query: { region } }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  const shown = useDeferredValue(edited)
  const content = data?.content
  const { data: adapted } = useQuery({
    // The text itself would be long as a key; each edit is an object of its own.
    queryKey: ['adapted', region, kind, id, content?.length, keyOf(shown)],
    queryFn: async () => (content === undefined ? none : adaptedNodes(kind, content, write())),
    enabled: content !== undefined,
    gcTime: 0,
    placeholderData: (before) => before,
    retry: false,
  })
  const inherit = useCallback(
    async (node: string, options?: { readonly deep?: boolean }) => {
      const text = content === undefined ? undefined : await inherited(kind, content, write(), node, options)
      if (text === undefined) message.error(words.inheritFailed)
      return text
    },
    [kind, content, write, message, words],
  )
  return { content, locked: data?.locked ?? unlocked, adapted: adapted ?? none, inherit }
}

const keys = new WeakMap<object, number>()
let made = 0

/** A number for each object, the same as long as it is the same object. */
function keyOf(edited: unknown): number | string {
  if (typeof edited !== 'object' || edited === null) return String(edited)
  const known = keys.get(edited)
  if (known !== undefined) return known
  made += 1
  keys.set(edited, made)
  return made
}
