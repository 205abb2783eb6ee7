import { sql } from 'kysely'
import type { InstanceState } from '#engine'
import type { LineDetail } from '../execution/timeline.ts'
import { prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
import { countPass, countStanding, type Figures, noFigures, type Standing, standingOf } from './count-case.ts'

/** Cases in one transaction: a moment's work, so that nobody waits for it. */
const casesAtOnce = 50
const rowsAtOnce = 50
/** Names the lock among PostgreSQL's advisory locks: one node counts at a time, so that none waits for another. */
const foldLock = 330684

/**
 * Counts what has happened in cases since they were counted last, and where they stand now. A case says by itself that
 * it is to be counted: its step has a higher version than the one counted, and its new lines of history begin after
 * those counted. So nothing is counted twice or left out, whenever a node is killed, and a step pays nothing for it.
 *
 * Gives the number of cases counted, 0 where there are none or another node counts.
 */
export async function fold(store: Store): Promise<number> {
  const waiting = await store.db
    .selectFrom('instance')
    .select('case_id')
    .whereRef('counted_version', '<', 'version')
    .limit(1)
    .executeTakeFirst()
  return waiting ? store.write(foldSome) : 0
}

/** Counts until nothing is left to count, or `most` transactions were made. */
export async function foldAll(store: Store, most = Number.POSITIVE_INFINITY): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) if ((await fold(store)) < casesAtOnce) return
}

/** Forgets all figures and counts the whole history again. What was never kept in it (history level none) is not counted. */
export async function rebuildStatistics(store: Store, progress: (cases: number) => void = () => {}): Promise<void> {
  await store.write(async ({ db }) => {
    await db.deleteFrom('element_day').execute()
    await db.deleteFrom('element_standing').execute()
    await db.updateTable('instance').set({ counted_version: 0, counted_lines: 0, counted_standing: null }).execute()
  })
  let cases = 0
  for (let counted = await fold(store); counted > 0; counted = await fold(store)) {
    cases += counted
    progress(cases)
  }
}

const markCounted = prepared(
  (
    db,
    { caseId, version, lines, standing }: { caseId: string; version: number; lines: number; standing: string | null },
  ) =>
    db
      .updateTable('instance')
      .set({ counted_version: version, counted_lines: lines, counted_standing: standing })
      .where('case_id', '=', caseId),
)

/** Counts one case at once, in the transaction that takes it away: what it did stays in the figures, and it stands nowhere. */
export async function foldOne(tx: Tx, caseId: string): Promise<void> {
  const one = uncounted(tx).where('instance.case_id', '=', caseId)
  await count(tx, await (tx.dialect === 'postgres' ? one.forUpdate(['instance']) : one).execute())
}

async function foldSome(tx: Tx): Promise<number> {
  if (!(await mayFold(tx))) return 0
  const some = uncounted(tx).limit(casesAtOnce)
  const cases = await (tx.dialect === 'postgres' ? some.forUpdate(['instance']).skipLocked() : some).execute()
  await count(tx, cases)
  return cases.length
}

type Uncounted = Awaited<ReturnType<ReturnType<typeof uncounted>['execute']>>

async function count(tx: Tx, cases: Uncounted): Promise<void> {
  if (cases.length === 0) return
  const ids = cases.map(({ case_id }) => case_id)
  const [lines, called] = await Promise.all([newLines(tx, ids), calledOf(tx, ids)])
  const figures = noFigures()
  for (const row of cases) {
    const of = { release: row.release, region: row.region }
    const calls = called.get(row.case_id) ?? []
    const processOf = (call: number | undefined) =>
      call === undefined ? row.process_id : calls.find(({ number }) => number === call)?.process_id
    for (const { at, element_id, detail } of lines.get(row.case_id) ?? []) {
      const { call, since } = detail === null ? ({} as LineDetail) : (JSON.parse(detail) as LineDetail)
      const processId = processOf(call)
      if (processId && element_id) countPass(figures, { ...of, processId }, { elementId: element_id, at, since })
    }
    const before = row.counted_standing === null ? [] : (JSON.parse(row.counted_standing) as Standing[])
    const now = [{ process_id: row.process_id, state: row.state }, ...calls.filter(({ active }) => active === 1)].map(
      ({ process_id, state }) => standingOf({ ...of, processId: process_id }, JSON.parse(state) as InstanceState),
    )
    const stands = now.filter(({ elements }) => elements.length > 0)
    for (const standing of before) countStanding(figures, standing, -1)
    for (const standing of stands) countStanding(figures, standing, 1)
    const standing = stands.length > 0 ? JSON.stringify(stands) : null
    await markCounted(tx, { caseId: row.case_id, version: row.version, lines: row.history_count, standing })
  }
  await addFigures(tx, figures)
}

async function mayFold({ db, dialect }: Tx): Promise<boolean> {
  if (dialect === 'sqlite') return true
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${foldLock}) as mine`.execute(db)
  return rows[0]?.mine === true
}

function uncounted({ db }: Tx) {
  return db
    .selectFrom('instance')
    .innerJoin('cases', 'cases.id', 'instance.case_id')
    .select(['case_id', 'version', 'state', 'history_count', 'counted_standing'])
    .select(['release', 'region', 'process_id'])
    .whereRef('counted_version', '<', 'version')
}

async function newLines({ db }: Tx, ids: readonly string[]) {
  const rows = await db
    .selectFrom('history')
    .innerJoin('instance', 'instance.case_id', 'history.case_id')
    .select(['history.case_id', 'at', 'element_id', 'detail'])
    .where('history.case_id', 'in', ids)
    .where('what', '=', 'left')
    .whereRef('seq', '>', 'counted_lines')
    .execute()
  return Map.groupBy(rows, ({ case_id }) => case_id)
}

async function calledOf({ db }: Tx, ids: readonly string[]) {
  const rows = await db
    .selectFrom('called_instance')
    .select(['case_id', 'number', 'process_id', 'active', 'state'])
    .where('case_id', 'in', ids)
    .execute()
  return Map.groupBy(rows, ({ case_id }) => case_id)
}

async function addFigures({ db }: Tx, { passed, stands }: Figures): Promise<void> {
  const days = inOrder(passed).map(([key, { count, total }]) => {
    const [process_id, release, area, day, element_id, bucket] = JSON.parse(key) as [
      string,
      string,
      string,
      number,
      string,
      number,
    ]
    return { process_id, release, area, day, element_id, bucket, count, total }
  })
  for (const rows of inParts(days)) {
    await db
      .insertInto('element_day')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['process_id', 'release', 'area', 'day', 'element_id', 'bucket']).doUpdateSet((eb) => ({
          count: eb('element_day.count', '+', eb.ref('excluded.count')),
          total: eb('element_day.total', '+', eb.ref('excluded.total')),
        })),
      )
      .execute()
  }
  const standing = inOrder(stands)
    .filter(([, { waiting, incidents }]) => waiting !== 0 || incidents !== 0)
    .map(([key, change]) => {
      const [process_id, release, area, element_id] = JSON.parse(key) as [string, string, string, string]
      return { process_id, release, area, element_id, ...change }
    })
  for (const rows of inParts(standing)) {
    await db
      .insertInto('element_standing')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['process_id', 'release', 'area', 'element_id']).doUpdateSet((eb) => ({
          waiting: eb('element_standing.waiting', '+', eb.ref('excluded.waiting')),
          incidents: eb('element_standing.incidents', '+', eb.ref('excluded.incidents')),
        })),
      )
      .execute()
  }
}

/** Always the same: two that count at once wait for each other and never in a circle. */
const inOrder = <T>(figures: ReadonlyMap<string, T>): (readonly [string, T])[] =>
  [...figures].sort(([a], [b]) => (a < b ? -1 : 1))

const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, part) =>
    rows.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  )
