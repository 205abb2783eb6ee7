import type { Finding, LocalizedText } from '#findings'
import type { CaseOutcome, CaseVerdict, MigratedCase, MigrationDetail, MigrationRun } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import type { Run } from '../../migration/run-migration.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import type { Db } from '../../store/store.ts'
import { readCursor, writeCursor } from '../cursor.ts'

export interface ReadMigration {
  readonly user: SignedIn
  readonly migrationId: string
}

/** A migration the user may see. @throws {RefusedError} `not-found`, `forbidden`. */
export async function operatedRun({ store }: Pick<Deps, 'store'>, { user, migrationId }: ReadMigration): Promise<Run> {
  const run = await store.db.selectFrom('migration_run').selectAll().where('id', '=', migrationId).executeTakeFirst()
  if (!run) throw new RefusedError('not-found')
  requireOperator(user, run.region)
  return run
}

/** A migration and how far it is. */
export function readRun(deps: Pick<Deps, 'store' | 'regions'>) {
  return async (asked: ReadMigration): Promise<MigrationDetail> => {
    const run = await operatedRun(deps, asked)
    const names = await deps.regions.names([run.region])
    const findings: Finding[] = []
    return {
      ...(await shown(deps.store.db, run, names)),
      migration: run.migration === null ? null : (JSON.parse(run.migration) as unknown),
      findings,
    }
  }
}

export interface ListMigrations {
  readonly user: SignedIn
  readonly region: string
  readonly cursor?: string
  readonly limit?: number
}

/** The migrations of a region and of those in it, newest first. */
export function listMigrations({ store, regions }: Deps) {
  return async ({
    user,
    region,
    cursor,
    limit = 20,
  }: ListMigrations): Promise<{ items: MigrationRun[]; next?: string }> => {
    requireOperator(user, region)
    const after = readCursor(cursor)
    let query = store.db
      .selectFrom('migration_run')
      .selectAll()
      .where('region', '>=', region)
      .where('region', '<', endOf(region))
    if (after) query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id)))
    const rows = await query
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const names = await regions.names(page.map((row) => row.region))
    const items = await Promise.all(page.map((run) => shown(store.db, run, names)))
    const last = page.at(-1)
    return rows.length > limit && last ? { items, next: writeCursor({ at: last.at, id: last.id }) } : { items }
  }
}

async function shown(db: Db, run: Run, names: ReadonlyMap<string, string>): Promise<MigrationRun> {
  const outcomes = await db
    .selectFrom('migrated_case')
    .select(['outcome', 'verdict'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('run_id', '=', run.id)
    .groupBy(['outcome', 'verdict'])
    .execute()
  return {
    id: run.id,
    region: run.region,
    regionName: names.get(run.region) ?? run.region,
    ...(run.from_release !== null && { from: run.from_release }),
    to: run.to_release,
    state: run.state,
    by: run.by_name,
    at: iso(run.at),
    ...(run.ended_at !== null && { endedAt: iso(run.ended_at) }),
    reason: run.reason,
    total: run.total,
    outcomes: outcomes.map(({ outcome, verdict, count }) => ({
      outcome,
      ...(verdict !== null && { verdict }),
      count: Number(count),
    })),
  }
}

export interface ListMigratedCases extends ReadMigration {
  readonly outcome?: CaseOutcome
  readonly verdict?: CaseVerdict
  readonly cursor?: string
  readonly limit?: number
}

/** The cases of a migration with verdict and reasons. */
export function listMigratedCases(deps: Deps) {
  return async (asked: ListMigratedCases): Promise<{ items: MigratedCase[]; next?: string }> => {
    const { limit = 20 } = asked
    const run = await operatedRun(deps, asked)
    const after = readCursor(asked.cursor)
    let query = casesOfRun(deps.store.db, run.id)
    if (asked.outcome !== undefined) query = query.where('outcome', '=', asked.outcome)
    if (asked.verdict !== undefined) query = query.where('verdict', '=', asked.verdict)
    if (after) query = query.where('migrated_case.case_id', '>', after.id)
    const rows = await query.limit(limit + 1).execute()
    const page = rows.slice(0, limit)
    const names = await deps.regions.names(page.map(({ region }) => region))
    const items = page.map((row) => migratedCase(row, names))
    const last = page.at(-1)
    return rows.length > limit && last ? { items, next: writeCursor({ at: 0, id: last.case_id }) } : { items }
  }
}

/** The cases of a run, by id. */
export function casesOfRun(db: Db, runId: string) {
  return db
    .selectFrom('migrated_case')
    .innerJoin('cases', 'cases.id', 'migrated_case.case_id')
    .select(['migrated_case.case_id', 'outcome', 'verdict', 'reasons'])
    .select(['cases.number', 'cases.title', 'cases.process_title', 'cases.region'])
    .where('run_id', '=', runId)
    .orderBy('migrated_case.case_id')
}

type CaseRow = Awaited<ReturnType<ReturnType<typeof casesOfRun>['execute']>>[number]

export function migratedCase(row: CaseRow, names: ReadonlyMap<string, string>): MigratedCase {
  return {
    caseId: row.case_id,
    number: row.number,
    title: row.title,
    processTitle: JSON.parse(row.process_title) as LocalizedText,
    region: row.region,
    regionName: names.get(row.region) ?? row.region,
    outcome: row.outcome,
    ...(row.verdict !== null && { verdict: row.verdict }),
    reasons: JSON.parse(row.reasons) as MigratedCase['reasons'],
  }
}
