import { createHash, randomBytes } from 'node:crypto'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import { newId } from '../store/id.ts'
import type { Queries, Store } from '../store/store.ts'

/** A worker whose token was good. */
export interface KnownWorker {
  readonly id: string
  readonly name: string
  readonly types: readonly string[]
  readonly region: string
}

export interface AddWorker {
  readonly name: string
  readonly types: readonly string[]
  readonly region: string
  /** Id of the user, or `command-line`. */
  readonly by: string
  readonly now: number
  /** Types that plugins offer: their jobs never leave the server. */
  readonly served: readonly string[]
}

const prefix = 'gzw_'
const seenEvery = 60_000

/**
 * Registers a worker. Its token is told this once: only its hash is stored.
 * @throws {RefusedError} `worker-name-taken`; `job-type-served` where a plugin does such jobs.
 */
export async function addWorker(
  store: Store,
  { name, types, region, by, now, served }: AddWorker,
): Promise<{ readonly id: string; readonly token: string }> {
  const taken = types.filter((type) => served.includes(type))
  if (taken.length > 0) throw new RefusedError('job-type-served', { reason: taken.join(', ') })
  const id = newId(now)
  const token = prefix + randomBytes(32).toString('base64url')
  await store.write(async (tx) => {
    const added = await tx.db
      .insertInto('worker')
      .values({
        id,
        name: name.trim(),
        token_hash: hashOf(token),
        types: JSON.stringify(types),
        region,
        created_at: now,
        created_by: by,
        seen_at: null,
        revoked_at: null,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new RefusedError('worker-name-taken')
    await writeAudit(tx, { stream: `worker:${id}`, at: now, actor: by, action: 'add-worker', subject: name.trim() })
  })
  return { id, token }
}

/** Refuses the worker's token from now on. Jobs that it holds are given to others when their leases end. */
export async function revokeWorker(
  store: Store,
  { id, by, now }: { readonly id: string; readonly by: string; readonly now: number },
): Promise<void> {
  await store.write(async (tx) => {
    const revoked = await tx.db
      .updateTable('worker')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!revoked) return
    await writeAudit(tx, { stream: `worker:${id}`, at: now, actor: by, action: 'revoke-worker', subject: revoked.name })
  })
}

export interface ListedWorker extends KnownWorker {
  readonly createdAt: number
  readonly createdBy: string
  readonly seenAt: number | null
  readonly revokedAt: number | null
}

/** All workers, by name; those revoked come last. */
export async function listWorkers({ db }: Queries): Promise<ListedWorker[]> {
  const rows = await db
    .selectFrom('worker')
    .select(['id', 'name', 'types', 'region', 'created_at', 'created_by', 'seen_at', 'revoked_at'])
    .orderBy('name')
    .execute()
  const workers = rows.map((row) => ({
    id: row.id,
    name: row.name,
    types: JSON.parse(row.types) as string[],
    region: row.region,
    createdAt: row.created_at,
    createdBy: row.created_by,
    seenAt: row.seen_at,
    revokedAt: row.revoked_at,
  }))
  return workers.sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null))
}

/** Whose token it is, or undefined where it is none or was revoked. */
export async function workerOfToken(store: Store, token: string, now: number): Promise<KnownWorker | undefined> {
  const row = await store.db
    .selectFrom('worker')
    .select(['id', 'name', 'types', 'region', 'seen_at'])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.seen_at === null || now - row.seen_at >= seenEvery) {
    await store.write(({ db }) => db.updateTable('worker').set({ seen_at: now }).where('id', '=', row.id).execute())
  }
  return { id: row.id, name: row.name, types: JSON.parse(row.types) as string[], region: row.region }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
