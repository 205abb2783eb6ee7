import { sql } from 'kysely'
import type { Db } from './store.ts'
import { storeFailure } from './store-unavailable.ts'

interface Waiting {
  readonly work: (transaction: Db) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

const together = 64

/**
 * The one writer of SQLite. Work that waits shares a commit, each in a savepoint of its own: what fails takes only itself
 * back. Nobody is answered before the commit is on the disk.
 */
export function writeQueue(client: () => Db) {
  const queue: Waiting[] = []
  let busy = false

  const drain = async () => {
    busy = true
    while (queue.length > 0) await commitTogether(client(), queue.splice(0, together))
    busy = false
  }

  return <T>(work: (transaction: Db) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      // A moment later, so that what was asked for together is written together.
      if (!busy) {
        busy = true
        queueMicrotask(drain)
      }
    })
}

async function commitTogether(db: Db, batch: readonly Waiting[]) {
  try {
    const answers = await db.transaction().execute(async (transaction) => {
      const [first, ...others] = batch
      if (first && others.length === 0) return [await alone(transaction, first)]
      const each: (() => void)[] = []
      for (const waiting of batch) each.push(await inSavepoint(transaction, waiting))
      return each
    })
    for (const answer of answers) answer()
  } catch (error) {
    for (const { reject } of batch) reject(storeFailure(error) ?? error)
  }
}

/** One piece of work needs no savepoint: where it fails, the whole transaction is taken back. */
async function alone(transaction: Db, { work, resolve }: Waiting): Promise<() => void> {
  const value = await work(transaction)
  return () => resolve(value)
}

/** Resolves to what the caller is to be told once the commit has succeeded. Throws where the store itself failed. */
async function inSavepoint(transaction: Db, { work, resolve, reject }: Waiting): Promise<() => void> {
  await sql`savepoint work`.execute(transaction)
  try {
    const value = await work(transaction)
    await sql`release work`.execute(transaction)
    return () => resolve(value)
  } catch (error) {
    if (storeFailure(error)) throw error
    await sql`rollback to work`.execute(transaction)
    await sql`release work`.execute(transaction)
    return () => reject(error)
  }
}
