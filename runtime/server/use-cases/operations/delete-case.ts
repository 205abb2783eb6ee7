import type { DeletionGround } from '#runtime/api'
import type { Deps } from '../../deps.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { areasOf } from '../../permissions/region-code.ts'
import { type RefusalCode, RefusedError } from '../../refused-error.ts'
import { foldOne } from '../../statistics/fold.ts'
import { writeAudit } from '../../store/audit.ts'
import { entities } from '../../store/entities/index.ts'
import type { Db, Tables, Tx } from '../../store/store.ts'
import { retainedUntil } from './retention.ts'

export interface DeleteCase {
  readonly user: SignedIn
  readonly caseId: string
  readonly ground: DeletionGround
  /** The case number, typed once more. */
  readonly number: string
  readonly reason: string
}

export interface DeletableCase {
  readonly status: string
  readonly endedAt: number | null
  readonly held: boolean
  /** Whether somebody completed a task of it. */
  readonly worked: boolean
}

/** What keeps a case from being deleted on this ground at this moment; undefined where nothing does. */
export function deletionObstacle(
  { status, endedAt, held, worked }: DeletableCase,
  ground: DeletionGround,
  at: number,
): Extract<RefusalCode, 'case-open' | 'case-held' | 'case-retained'> | undefined {
  if (status === 'open' || endedAt === null) return 'case-open'
  if (held) return 'case-held'
  if (ground === 'ordered' || retainedUntil(endedAt) <= at) return undefined
  return ground === 'entered-by-mistake' && status === 'cancelled' && !worked ? undefined : 'case-retained'
}

/**
 * Deletes a case wholly: its answers, files, history and all else that is kept of it. The audit log stays and says that
 * it was deleted, by whom and on what ground, without its contents.
 * @throws {RefusedError} `not-found`, `forbidden`, `number-differs`, `case-open`, `case-held`, `case-retained`.
 */
export function deleteCase({ store, clock }: Deps) {
  return async ({ user, caseId, ground, number, reason }: DeleteCase): Promise<undefined> => {
    await store.write(async (tx) => {
      const of = await lockedCase(tx, caseId)
      if (!of) throw new RefusedError('not-found')
      requireOperator(user, of.region)
      if (of.number !== number.trim()) throw new RefusedError('number-differs')
      const at = clock.now()
      const obstacle = deletionObstacle(await deletable(tx.db, of), ground, at)
      if (obstacle) throw new RefusedError(obstacle)
      await foldOne(tx, caseId)
      await deleteAllOf(tx.db, of)
      const entry = { at, actor: user.id, action: 'delete-case', subject: `${caseId} ${of.number} ${ground}` }
      await writeAudit(tx, { ...entry, stream: `case:${caseId}`, subject: `${entry.subject} ${reason}` })
      await writeAudit(tx, { ...entry, stream: `region:${of.region}` })
    })
    return undefined
  }
}

async function lockedCase({ db, dialect }: Tx, caseId: string) {
  const row = db
    .selectFrom('cases')
    .select(['id', 'number', 'region', 'status', 'started_at', 'ended_at'])
    .where('id', '=', caseId)
  return (dialect === 'postgres' ? row.forUpdate() : row).executeTakeFirst()
}

/** What decides whether a case may be deleted. */
export async function deletable(
  db: Db,
  { id, status, ended_at }: { readonly id: string; readonly status: string; readonly ended_at: number | null },
): Promise<DeletableCase> {
  const [hold, done] = await Promise.all([
    db.selectFrom('case_hold').select('case_id').where('case_id', '=', id).executeTakeFirst(),
    db
      .selectFrom('task')
      .select('id')
      .where('case_id', '=', id)
      .where('status', '=', 'completed')
      .limit(1)
      .executeTakeFirst(),
  ])
  return { status, endedAt: ended_at, held: hold !== undefined, worked: done !== undefined }
}

/** Every table that names cases: with a new one, its rows go as well. `case_area` is found by its whole key. */
const tablesOfCases = entities
  .filter(({ meta }) => 'caseId' in meta.properties && meta.tableName !== 'case_area')
  .map(({ meta }) => meta.tableName as keyof Tables)

/** Every table that names files. */
const tablesOfFiles = entities
  .filter(({ meta }) => 'fileId' in meta.properties)
  .map(({ meta }) => meta.tableName as keyof Tables)

interface WholeCase {
  readonly id: string
  readonly region: string
  readonly started_at: number
}

async function deleteAllOf(db: Db, { id: caseId, region, started_at }: WholeCase): Promise<void> {
  const files = await db.selectFrom('file').select('id').where('case_id', '=', caseId).execute()
  for (const { id } of files) for (const table of tablesOfFiles) await deleteWhere(db, table, 'file_id', id)
  for (const table of tablesOfCases) await deleteWhere(db, table, 'case_id', caseId)
  await db
    .deleteFrom('case_area')
    .where('area', 'in', areasOf(region))
    .where('started_at', '=', started_at)
    .where('case_id', '=', caseId)
    .execute()
  await db.deleteFrom('cases').where('id', '=', caseId).execute()
}

/** The tables are ours and have that column: the types of the query cannot follow a name that is a value. */
function deleteWhere(db: Db, table: keyof Tables, column: 'case_id' | 'file_id', id: string) {
  return (db as unknown as UntypedDb).deleteFrom(table).where(column, '=', id).execute()
}

interface UntypedDb {
  readonly deleteFrom: (table: string) => {
    readonly where: (column: string, is: '=', id: string) => { readonly execute: () => Promise<unknown> }
  }
}
