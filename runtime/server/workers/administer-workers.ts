import { sql } from 'kysely'
import type { JobTypeStanding, Worker } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { endOf } from '../execution/correlation.ts'
import type { SignedIn } from '../permissions/access.ts'
import { operatorAreas, requireOperator } from '../permissions/operators.ts'
import { contains } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'
import { addWorker, type ListedWorker, listWorkers, revokeWorker } from './worker-tokens.ts'

interface Asked {
  readonly user: SignedIn
  readonly region?: string
}

type AdministerDeps = Pick<Deps, 'store' | 'clock' | 'regions' | 'jobTypes'>

/** Workers of the regions that the user administers. @throws {RefusedError} `forbidden`, `not-found`. */
export function workersOf({ store, regions }: AdministerDeps) {
  return async ({ user, region }: Asked): Promise<{ items: Worker[] }> => {
    const areas = operatorAreas(user, region)
    const workers = (await listWorkers(store)).filter((worker) => areas.some((area) => contains(area, worker.region)))
    const names = await regions.names(workers.map((worker) => worker.region))
    const people = await namesOf(
      store.db,
      workers.map(({ createdBy }) => createdBy),
    )
    return { items: workers.map((worker) => shown(worker, names, people)) }
  }
}

function shown(worker: ListedWorker, names: ReadonlyMap<string, string>, people: ReadonlyMap<string, string>): Worker {
  const { id, name, types, region, createdAt, createdBy, seenAt, revokedAt } = worker
  return {
    id,
    name,
    types: [...types],
    region,
    regionName: names.get(region) ?? region,
    createdAt: iso(createdAt),
    createdBy: people.get(createdBy) ?? createdBy,
    ...(seenAt !== null && { seenAt: iso(seenAt) }),
    ...(revokedAt !== null && { revokedAt: iso(revokedAt) }),
  }
}

async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('user_account').select(['id', 'display_name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, display_name }) => [id, display_name]))
}

/** Registers a worker in a region that the user administers. @throws {RefusedError} as `requireOperator`, `addWorker`. */
export function registerWorker(deps: AdministerDeps) {
  const { store, clock, regions, jobTypes = [] } = deps
  return async (asked: { user: SignedIn; name: string; types: readonly string[]; region: string }) => {
    const { user, name, types, region } = asked
    requireOperator(user, region)
    if (!(await regions.get(region))) throw new RefusedError('not-found')
    const { id, token } = await addWorker(store, {
      name,
      types,
      region,
      by: user.id,
      now: clock.now(),
      served: jobTypes,
    })
    const { items } = await workersOf(deps)({ user })
    const worker = items.find((one) => one.id === id)
    if (!worker) throw new Error(`Worker ${id} is not in the store.`)
    return { worker, token }
  }
}

/** @throws {RefusedError} `not-found`, `forbidden`. */
export function revokeOneWorker({ store, clock }: AdministerDeps) {
  return async ({ user, workerId }: { user: SignedIn; workerId: string }): Promise<undefined> => {
    const worker = (await listWorkers(store)).find(({ id }) => id === workerId)
    if (!worker) throw new RefusedError('not-found')
    requireOperator(user, worker.region)
    await revokeWorker(store, { id: workerId, by: user.id, now: clock.now() })
    return undefined
  }
}

const mostTypes = 200
const mostCounted = 1000

/** What waits for plugins and workers in the regions that the user administers, and what nobody serves. */
export function jobTypesWaiting({ store, clock, jobTypes = [] }: AdministerDeps) {
  return async ({ user, region }: Asked): Promise<{ items: JobTypeStanding[] }> => {
    const areas = operatorAreas(user, region)
    const now = clock.now()
    const workers = (await listWorkers(store)).filter(({ revokedAt }) => revokedAt === null)
    const items: JobTypeStanding[] = []
    for (const type of await storedTypes(store.db)) {
      const { waiting, held, since } = await standing(store.db, type, areas, now)
      if (waiting + held === 0) continue
      const serving = workers.filter(
        (worker) =>
          worker.types.includes(type) &&
          areas.some((area) => contains(area, worker.region) || contains(worker.region, area)),
      )
      const servedBy = jobTypes.includes(type) ? 'plugin' : serving.length > 0 ? 'worker' : 'nobody'
      const names = serving.map(({ name }) => name)
      items.push({ type, servedBy, workers: names, waiting, held, ...(since !== undefined && { since: iso(since) }) })
    }
    return { items }
  }
}

/** Steps from type to type in the index, however many jobs there are of each. */
async function storedTypes(db: Db): Promise<string[]> {
  const types: string[] = []
  let after = ''
  while (types.length < mostTypes) {
    const row = await db
      .selectFrom('job')
      .select('type')
      .where('type', '>', after)
      .orderBy('type')
      .limit(1)
      .executeTakeFirst()
    if (!row) break
    types.push(row.type)
    after = row.type
  }
  return types
}

async function standing(db: Db, type: string, areas: readonly string[], now: number) {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('job')
        .innerJoin('cases', 'cases.id', 'job.case_id')
        .select(['run_at', 'lease'])
        .where('type', '=', type)
        .where('job.suspended', '=', 0)
        .where((eb) => eb.or(areas.map((area) => eb.and([eb('region', '>=', area), eb('region', '<', endOf(area))]))))
        .orderBy('run_at')
        .limit(mostCounted)
        .as('some'),
    )
    .select((eb) => [
      eb.fn.count<number>(sql`1`).as('count'),
      eb.fn.min('run_at').as('since'),
      sql<number>`case when lease is not null and run_at > ${now} then 1 else 0 end`.as('is_held'),
    ])
    .groupBy('is_held')
    .execute()
  const of = (isHeld: number) => rows.find(({ is_held }) => Number(is_held) === isHeld)
  const since = of(0)?.since
  return {
    waiting: Number(of(0)?.count ?? 0),
    held: Number(of(1)?.count ?? 0),
    ...(typeof since === 'number' && since <= now && { since }),
  }
}
