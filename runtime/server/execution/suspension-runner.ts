import { type Selectable, sql } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Tables } from '../store/store.ts'
import { heldBack, holdBack, letGoOn } from '../use-cases/operations/hold-back.ts'
import { carryOutIntent } from '../use-cases/operations/operate.ts'
import { loadInstance } from './advance.ts'
import { endOf } from './correlation.ts'
import { wakeable } from './wakeable.ts'

const second = 1000
const atOnce = 50

type Suspension = Selectable<Tables['process_suspension']>
type RunnerDeps = Omit<Deps, 'wake'>

/**
 * Holds back the open cases of suspended processes and lets them go on again, one in a transaction. It may be killed
 * between any two and run on several nodes at once: each case is looked at again under its lock.
 */
export function suspensionRunner(deps: RunnerDeps, changed: () => void) {
  const { store, log } = deps
  return wakeable(
    5 * second,
    async () => {
      const rows = await store.db
        .selectFrom('process_suspension')
        .selectAll()
        .where('state', '!=', 'held')
        .orderBy('at')
        .execute()
      let worked = 0
      for (const row of rows) worked += await (row.state === 'holding' ? holdSome(deps, row) : letSomeGoOn(deps, row))
      if (worked > 0) changed()
      return worked > 0 ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'suspended processes could not be carried out'),
  )
}

async function holdSome(deps: RunnerDeps, row: Suspension): Promise<number> {
  const cases = await casesOf(deps, row).where('instance.suspended', '=', 0).execute()
  for (const { id, release } of cases) {
    const ready = await deps.releases.ready(release)
    await deps.store.write(async (tx) => {
      const loaded = await loadInstance(tx, id)
      if (loaded?.status !== 'open' || loaded.suspended || loaded.release !== release) return
      const operating = { tx, loaded, at: deps.clock.now() }
      const intent = await holdBack(operating, 'withProcess')
      await carryOutIntent(operating, { ready, calendar: deps.calendar }, because(row), intent)
    })
  }
  if (cases.length === 0) await settle(deps, row)
  return cases.length
}

async function letSomeGoOn(deps: RunnerDeps, row: Suspension): Promise<number> {
  // Another suspension may hold the same cases.
  const cases = await casesOf(deps, row)
    .where('instance.suspended', '=', heldBack.withProcess)
    .where(
      sql<boolean>`not exists (select 1 from process_suspension as s where s.process_id = cases.process_id
        and s.state <> 'resuming' and s.cases_too = 1 and substr(cases.region, 1, length(s.region)) = s.region)`,
    )
    .execute()
  for (const { id, release } of cases) {
    const ready = await deps.releases.ready(release)
    await deps.store.write(async (tx) => {
      const loaded = await loadInstance(tx, id)
      if (loaded?.status !== 'open' || !loaded.suspended || loaded.release !== release) return
      const operating = { tx, loaded, at: deps.clock.now() }
      const intent = await letGoOn(operating)
      await carryOutIntent(operating, { ready, calendar: deps.calendar }, because(row), intent)
    })
  }
  if (cases.length === 0) await settle(deps, row)
  return cases.length
}

function because({ by_id, by_name, reason }: Suspension) {
  return { by: { id: by_id, displayName: by_name }, reason }
}

function casesOf({ store }: RunnerDeps, { region, process_id }: Suspension) {
  return store.db
    .selectFrom('cases')
    .innerJoin('instance', 'instance.case_id', 'cases.id')
    .select(['cases.id', 'cases.release'])
    .where('cases.status', '=', 'open')
    .where('cases.region', '>=', region)
    .where('cases.region', '<', endOf(region))
    .where('cases.process_id', '=', process_id)
    .limit(atOnce)
}

/** No case is left to hold back or to let go on. */
async function settle({ store }: RunnerDeps, { region, process_id, state, at }: Suspension): Promise<void> {
  await store.write(async ({ db }) => {
    if (state === 'resuming') {
      await db
        .deleteFrom('process_suspension')
        .where('region', '=', region)
        .where('process_id', '=', process_id)
        .where('state', '=', state)
        .where('at', '=', at)
        .execute()
      return
    }
    await db
      .updateTable('process_suspension')
      .set({ state: 'held' })
      .where('region', '=', region)
      .where('process_id', '=', process_id)
      .where('state', '=', state)
      .where('at', '=', at)
      .execute()
  })
}
