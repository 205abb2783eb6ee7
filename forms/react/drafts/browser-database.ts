/** One row of the browser's store: a draft nobody can read without the account's key. */
export interface StoredDraft {
  readonly id: string
  readonly account: string
  readonly version: number
  readonly savedAt: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly text: ArrayBuffer
}

const name = 'gezhi-drafts'

export async function withDatabase<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const database = await opened()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** Resolves with what the last request of `requests` gives, once everything is written. */
export function transaction<T>(
  database: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  requests: (open: (store: string) => IDBObjectStore, give: (value: T) => void) => void,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const running = database.transaction([...stores], mode)
    let given: T | undefined
    running.oncomplete = () => resolve(given)
    running.onabort = () => reject(running.error)
    running.onerror = () => reject(running.error)
    requests(
      (store) => running.objectStore(store),
      (value) => {
        given = value
      },
    )
  })
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('keys', { keyPath: 'account' })
      request.result.createObjectStore('drafts', { keyPath: 'id' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('The browser keeps its drafts closed.'))
  })
}
