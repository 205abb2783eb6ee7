import type { SqliteConnection } from './sqlite-connection.ts'
import { storeFailure } from './store-unavailable.ts'

interface Waiting {
  readonly work: () => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

type Answer = () => void

const together = 64

/**
 * The one writer of SQLite. Work that waits shares a commit, and what fails takes only itself back. Nobody is answered
 * before the commit is on the disk.
 */
export function writeQueue(connection: SqliteConnection) {
  const queue: Waiting[] = []
  let busy = false

  const drain = async () => {
    await commitTogether(connection, queue.splice(0, together))
    if (queue.length > 0) setImmediate(drain)
    else busy = false
  }

  return <T>(work: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      if (busy) return
      busy = true
      // After all requests that have arrived by now, so that what was asked for together is written together.
      setImmediate(drain)
    })
}

/** Thrown within a transaction that has to be taken back because one of several pieces of work failed half-way. */
const halfDone = Symbol('half done')

async function commitTogether(connection: SqliteConnection, batch: readonly Waiting[]) {
  try {
    for (const answer of await answersOf(connection, batch)) answer()
  } catch (error) {
    for (const { reject } of batch) reject(storeFailure(error) ?? error)
  }
}

/**
 * Few fail after they have changed something: so first all are run without savepoints, and only where one has to be
 * taken back all are run again, each in a savepoint of its own.
 */
async function answersOf(connection: SqliteConnection, batch: readonly Waiting[]): Promise<Answer[]> {
  if (batch.length === 1) return inTransaction(connection, batch, alone)
  try {
    return await inTransaction(connection, batch, (waiting) => plainly(connection, waiting))
  } catch (error) {
    if (error !== halfDone) throw error
    return inTransaction(connection, batch, (waiting) => inSavepoint(connection, waiting))
  }
}

async function inTransaction(
  { run, inTransaction: stillIn }: SqliteConnection,
  batch: readonly Waiting[],
  each: (waiting: Waiting) => Promise<Answer>,
): Promise<Answer[]> {
  // Taking the lock at once is what keeps a second process from spoiling the transaction later.
  run('begin immediate', [])
  try {
    const answers: Answer[] = []
    for (const waiting of batch) answers.push(await each(waiting))
    run('commit', [])
    return answers
  } catch (error) {
    // A full disk has ended the transaction already (sqlite.org/lang_transaction.html, 3.1).
    if (stillIn()) run('rollback', [])
    throw error
  }
}

/** Where the only piece of work fails, the whole transaction is taken back. */
async function alone({ work, resolve }: Waiting): Promise<Answer> {
  const value = await work()
  return () => resolve(value)
}

/** Resolves to what the caller is to be told once the commit has succeeded. Throws where all has to be taken back. */
async function plainly({ changes }: SqliteConnection, { work, resolve, reject }: Waiting): Promise<Answer> {
  const before = changes()
  try {
    const value = await work()
    return () => resolve(value)
  } catch (error) {
    if (storeFailure(error)) throw error
    if (changes() === before) return () => reject(error)
    throw halfDone
  }
}

async function inSavepoint({ run }: SqliteConnection, { work, resolve, reject }: Waiting): Promise<Answer> {
  run('savepoint work', [])
  try {
    const value = await work()
    run('release work', [])
    return () => resolve(value)
  } catch (error) {
    if (storeFailure(error)) throw error
    run('rollback to work', [])
    run('release work', [])
    return () => reject(error)
  }
}
