import { useState } from 'react'
import { browserDrafts, canKeepDrafts, copiedDrafts, type DraftStore } from '#forms/react'
import { useSession } from '#runtime/client'
import { type DraftPlace, serverDrafts } from './server-drafts.ts'

/** The draft of a form that is open: the server's, with an encrypted copy in this browser for when there is no network. */
export function useDraftStore(place: DraftPlace): DraftStore {
  const { me, api } = useSession()
  const [store] = useState(() => {
    const server = serverDrafts(api, place)
    return canKeepDrafts() ? copiedDrafts(server, browserDrafts({ account: me.id, id: place.id })) : server
  })
  return store
}
