import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { RefusedError } from '../refused-error.ts'
import type { Store, Tx } from '../store/store.ts'

const minute = 60_000

/** Failures that are forgiven, and how long the last one is remembered. After them each try waits twice as long. */
const limits = { pair: 5, account: 30, address: 60 } as const
const remembered = 15 * minute
const longestWait = 15 * minute

/**
 * Slows down guessing: by one address at one account, at one account from anywhere, by one address at any account.
 * A try counts before the password is looked at, so that many at once gain nothing.
 *
 * @throws {RefusedError} `too-many-attempts`, with the time to wait.
 */
export async function countAttempt(store: Store, account: string, address: string, now: number): Promise<void> {
  const wait = await store.write(async (tx) => {
    // One try at an account after the other: each sees the failures of those before it, on every node.
    if (tx.dialect === 'postgres')
      await sql`select pg_advisory_xact_lock(hashtextextended(${account}, 1))`.execute(tx.db)
    const waits = await Promise.all(keysOf(account, address).map(async ({ key, free }) => waitFor(tx, key, free, now)))
    const longest = Math.max(...waits)
    if (longest > 0) return longest
    for (const { key } of keysOf(account, address)) await addFailure(tx, key, now)
    return 0
  })
  if (wait > 0) throw new RefusedError('too-many-attempts', { retryAfterSeconds: Math.ceil(wait / 1000) })
}

/** The password was right: this address and this account start anew. */
export async function forgetAttempts({ db }: Tx, account: string, address: string, now: number): Promise<void> {
  const [pair, ofAccount, ofAddress] = keysOf(account, address).map(({ key }) => key) as [string, string, string]
  await db.deleteFrom('sign_in_attempt').where('key', 'in', [pair, ofAccount]).execute()
  await db
    .updateTable('sign_in_attempt')
    .set((eb) => ({ failures: eb('failures', '-', 1) }))
    .where('key', '=', ofAddress)
    .where('failures', '>', 0)
    .execute()
  await db
    .deleteFrom('sign_in_attempt')
    .where('last_at', '<', now - remembered)
    .execute()
}

/** Hashed: the table holds no names and no addresses. */
function keysOf(account: string, address: string) {
  const key = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return [
    { key: key('pair', account, address), free: limits.pair },
    { key: key('account', account), free: limits.account },
    { key: key('address', address), free: limits.address },
  ]
}

async function waitFor({ db }: Tx, key: string, free: number, now: number) {
  const row = await db
    .selectFrom('sign_in_attempt')
    .select(['failures', 'last_at'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row || row.failures < free || now - row.last_at > remembered) return 0
  const pause = Math.min(longestWait, 5_000 * 2 ** Math.min(20, row.failures - free))
  return Math.max(0, row.last_at + pause - now)
}

async function addFailure({ db }: Tx, key: string, now: number) {
  await db
    .insertInto('sign_in_attempt')
    .values({ key, failures: 1, last_at: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        failures: eb
          .case()
          .when('sign_in_attempt.last_at', '<', now - remembered)
          .then(1)
          .else(eb('sign_in_attempt.failures', '+', 1))
          .end(),
        last_at: now,
      })),
    )
    .execute()
}
