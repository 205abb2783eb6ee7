import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { browserDrafts, canKeepDrafts, copiedDrafts, type DraftStore } from '#forms/react'
import { useSession } from '#runtime/client'
import { type DraftPlace, serverDrafts } from './server-drafts.ts'

/** The draft of a form that is open: the server's, with an encrypted copy in this browser for when there is no network. */
export function useDraftStore(place: DraftPlace): DraftStore {
  const { me, api } = useSession()
  const queries = useQueryClient()
  const [store] = useState(() => {
    const server = telling(serverDrafts(api, place), () => void queries.invalidateQueries({ queryKey: ['drafts'] }))
    return canKeepDrafts() ? copiedDrafts(server, browserDrafts({ account: me.id, id: place.id })) : server
  })
  return store
}

/** Calls back once something was saved or discarded: a list of drafts may be on its way at the same moment. */
function telling(store: DraftStore, changed: () => void): DraftStore {
  return {
    ...store,
    save: async (content, over) => {
      const saved = await store.save(content, over)
      changed()
      return saved
    },
    discard: async () => {
      await store.discard()
      changed()
    },
  }
}
