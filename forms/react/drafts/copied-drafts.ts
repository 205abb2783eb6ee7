import type { Draft, DraftContent, DraftStore } from './draft-store.ts'

/** What the copy holds besides the answers: the server's version they were typed over, and whether the server has them. */
interface CopiedContent extends DraftContent {
  readonly over?: number
  readonly sent?: boolean
}

/**
 * The server's drafts with a copy on this device, which is written first: what is typed while there is no connection, or
 * in the moment a tab is closed, is there when the form is opened again, and goes to the server then.
 */
export function copiedDrafts(server: DraftStore, copy: DraftStore): DraftStore {
  let copyVersion = 0

  /** Gives what another tab of this browser has kept meanwhile, and then keeps nothing. */
  async function keep(content: CopiedContent): Promise<Draft | undefined> {
    try {
      const kept = await copy.save(content, copyVersion)
      if (!kept.saved) return kept.other
      copyVersion = kept.version
    } catch {
      // A full or locked store of the browser must not keep the server from saving.
    }
    return undefined
  }

  return {
    load: async () => {
      const [there, here] = await Promise.allSettled([server.load(), copy.load()])
      const copied = here.status === 'fulfilled' ? (here.value as (Draft & CopiedContent) | undefined) : undefined
      copyVersion = copied?.version ?? 0
      const unsent = copied && !copied.sent
      if (unsent) return { ...contentOf(copied), version: copied.over ?? 0, savedAt: copied.savedAt, onlyHere: true }
      if (there.status === 'fulfilled') return there.value
      if (!copied) throw there.reason
      return { ...contentOf(copied), version: copied.over ?? 0, savedAt: copied.savedAt }
    },
    save: async (content, over) => {
      const other = await keep({ ...content, over })
      if (other) {
        copyVersion = other.version
        return { saved: false, other: { ...other, version: (other as Draft & CopiedContent).over ?? over } }
      }
      try {
        const saved = await server.save(content, over)
        if (saved.saved) await keep({ ...content, over: saved.version, sent: true })
        return saved
      } catch (error) {
        if (copyVersion === 0) throw error
        return { saved: true, version: over, savedAt: new Date().toISOString(), onlyHere: true }
      }
    },
    discard: async () => {
      copyVersion = 0
      await Promise.all([server.discard(), copy.discard().catch(() => undefined)])
    },
    watch: (listener) => {
      const stops = [server.watch?.(listener), copy.watch?.(listener)]
      return () => {
        for (const stop of stops) stop?.()
      }
    },
  }
}

function contentOf({ answers, definition, form }: DraftContent): DraftContent {
  return { answers, definition, form }
}
