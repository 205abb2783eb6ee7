import { type StoredDraft, transaction, withDatabase } from './browser-database.ts'
import type { Draft, DraftContent, DraftStore } from './draft-store.ts'

/** Days after which a draft on a device is forgotten, so that a shared machine does not gather residents' data. */
const daysKept = 7

/**
 * Whether this browser can keep drafts: it encrypts them, which it does for pages from HTTPS or localhost only.
 * Where it cannot, the server's drafts are the only ones.
 */
export function canKeepDrafts(): boolean {
  return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined
}

/**
 * Drafts in this browser: of one account, `id` naming the task or new case. Encrypted with a key that scripts cannot
 * read out and that goes with the account's sign-out (`forgetDrafts`). Two tabs count versions together.
 */
export function browserDrafts({ account, id }: { readonly account: string; readonly id: string }): DraftStore {
  const row = `${account}\n${id}`
  return {
    load: async () => {
      const stored = await withDatabase((database) =>
        transaction<StoredDraft>(database, ['drafts'], 'readonly', (open, give) => {
          const request = open('drafts').get(row)
          request.onsuccess = () => give(request.result)
        }),
      )
      if (!stored || isOld(stored.savedAt)) return undefined
      return readable(stored)
    },
    save: async (content, over) => {
      const key = await keyOf(account)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const text = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv },
        key,
        new TextEncoder().encode(JSON.stringify(content)),
      )
      const savedAt = new Date().toISOString()
      const before = await withDatabase((database) =>
        transaction<StoredDraft>(database, ['drafts'], 'readwrite', (open, give) => {
          const request = open('drafts').get(row)
          request.onsuccess = () => {
            const current: StoredDraft | undefined = request.result
            if ((current?.version ?? 0) !== over && current) return give(current)
            open('drafts').put({ id: row, account, version: over + 1, savedAt, iv, text } satisfies StoredDraft)
          }
        }),
      )
      if (before) return { saved: false, other: await readable(before) }
      tellTabs(row)
      return { saved: true, version: over + 1, savedAt }
    },
    discard: async () => {
      await withDatabase((database) =>
        transaction(database, ['drafts'], 'readwrite', (open) => {
          open('drafts').delete(row)
        }),
      )
      tellTabs(row)
    },
    watch: (listener) => {
      const channel = new BroadcastChannel(channelName)
      channel.onmessage = ({ data }: MessageEvent<Saved>) => {
        if (data.row === row && data.tab !== thisTab) listener()
      }
      return () => channel.close()
    },
  }
}

/** Forgets what this browser keeps of everybody but `account`, and of everybody where none is given: at sign-out, and when another person signs in. */
export async function forgetDrafts(account?: string): Promise<void> {
  if (!canKeepDrafts()) return
  await withDatabase((database) =>
    transaction(database, ['drafts', 'keys'], 'readwrite', (open) => {
      for (const store of ['drafts', 'keys']) {
        const request = open(store).openCursor()
        request.onsuccess = () => {
          const cursor = request.result
          if (!cursor) return
          const { account: owner, savedAt } = cursor.value as StoredDraft
          if (owner !== account || (store === 'drafts' && isOld(savedAt))) cursor.delete()
          cursor.continue()
        }
      }
    }),
  )
}

async function readable({ account, iv, text, version, savedAt }: StoredDraft): Promise<Draft | undefined> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(account), text)
    return { ...(JSON.parse(new TextDecoder().decode(plain)) as DraftContent), version, savedAt }
  } catch {
    // Its key is gone, so it is as good as forgotten.
    return undefined
  }
}

async function keyOf(account: string): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const key = await withDatabase((database) =>
    transaction<CryptoKey>(database, ['keys'], 'readwrite', (open, give) => {
      const request = open('keys').get(account)
      request.onsuccess = () => {
        if (request.result) return give(request.result.key)
        open('keys').put({ account, key: fresh })
        give(fresh)
      }
    }),
  )
  return key ?? fresh
}

const channelName = 'gezhi-drafts'

interface Saved {
  readonly row: string
  readonly tab: string
}

const thisTab = Math.random().toString(36).slice(2)

function tellTabs(row: string) {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ row, tab: thisTab } satisfies Saved)
  channel.close()
}

function isOld(savedAt: string): boolean {
  return Date.now() - Date.parse(savedAt) > daysKept * 24 * 60 * 60 * 1000
}
