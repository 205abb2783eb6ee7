import { TimerNotSetError } from '#engine'
import type { Deps } from '../deps.ts'
import { advance, loadInstance } from './advance.ts'
import { addressOf } from './element-address.ts'
import { fireStartTimer, readyToStart, type StartTrigger } from './start-triggers.ts'
import { stepFacts } from './step-facts.ts'
import { triggerNotSuspended } from './suspended-process.ts'
import { wakeable } from './wakeable.ts'

const second = 1000
const lookedAtOnce = 50
/** After a timer that could not fire. */
const pause = 60 * second

type TimerDeps = Omit<Deps, 'wake'>

/** Fires the timers that are due, the oldest first. Waiting ones cost nothing: one wake-up for the nearest of them. */
export function timerRunner(deps: TimerDeps, fired: () => void) {
  const { store, clock, log } = deps
  return wakeable(
    5 * second,
    async () => {
      const due = await store.db
        .selectFrom('timer')
        .innerJoin('cases', 'cases.id', 'timer.case_id')
        .select(['timer.case_id', 'timer_id', 'cases.release'])
        .where('timer.suspended', '=', 0)
        .where('due', '<=', clock.now())
        .orderBy('due')
        .limit(lookedAtOnce)
        .execute()
      const starts = await dueStarts(deps)
      for (const start of starts) await begin(deps, start)
      await fireInOrder(deps, due)
      if (due.length + starts.length > 0) {
        fired()
        return 0
      }
      const next = await store.db
        .selectFrom('timer')
        .select('due')
        .where('suspended', '=', 0)
        .orderBy('due')
        .limit(1)
        .executeTakeFirst()
      const start = await store.db
        .selectFrom('start_trigger')
        .select('due')
        .where('due', 'is not', null)
        .where(triggerNotSuspended)
        .orderBy('due')
        .limit(1)
        .executeTakeFirst()
      const nearest = Math.min(next?.due ?? Number.POSITIVE_INFINITY, start?.due ?? Number.POSITIVE_INFINITY)
      return Number.isFinite(nearest) ? nearest - clock.now() : undefined
    },
    (error) => log.error({ err: error }, 'timers could not be read'),
  )
}

interface DueTimer {
  readonly case_id: string
  readonly timer_id: string
  readonly release: string
}

/** On SQLite those of different cases share a commit, in which they are fired one after the other. */
async function fireInOrder(deps: TimerDeps, due: readonly DueTimer[]) {
  if (deps.store.dialect === 'postgres') {
    for (const timer of due) await fire(deps, timer)
    return
  }
  const byCase = Map.groupBy(due, ({ case_id }) => case_id)
  await Promise.all(
    [...byCase.values()].map(async (timers) => {
      for (const timer of timers) await fire(deps, timer)
    }),
  )
}

function dueStarts({ store, clock }: TimerDeps): Promise<StartTrigger[]> {
  return store.db
    .selectFrom('start_trigger')
    .selectAll()
    .where('due', '<=', clock.now())
    .where(triggerNotSuspended)
    .orderBy('due')
    .limit(lookedAtOnce)
    .execute()
}

/** Begins the case of a timer start event. One that cannot begin is tried again after a pause. */
async function begin(deps: TimerDeps, trigger: StartTrigger) {
  const { store, clock, log } = deps
  try {
    const start = await readyToStart(deps, trigger)
    await store.write((tx) => fireStartTimer(tx, deps, start, clock.now()))
  } catch (error) {
    const { region, number, due } = trigger
    log.error({ err: error, region, number }, 'start timer could not fire')
    await store.write(({ db }) =>
      db
        .updateTable('start_trigger')
        .set({ due: clock.now() + pause })
        .where('region', '=', region)
        .where('number', '=', number)
        .where('due', '=', due)
        .execute(),
    )
  }
}

async function fire(
  { store, clock, calendar, releases, log }: TimerDeps,
  { case_id: caseId, timer_id: timerId, release }: DueTimer,
) {
  try {
    const ready = await releases.ready(release)
    const { call, id } = addressOf(timerId)
    await store.write(async (tx) => {
      const loaded = await loadInstance(tx, caseId)
      const timer = tx.db
        .selectFrom('timer')
        .select('due')
        .where('case_id', '=', caseId)
        .where('timer_id', '=', timerId)
      const set = await timer.executeTakeFirst()
      const at = clock.now()
      // Another node may have fired it, or moved the case to another release, while this one waited for the case.
      if (!loaded || loaded.suspended || loaded.release !== release || !set || set.due > at) return
      await advance(
        tx,
        loaded,
        { call, command: { type: 'fireTimer', at, timerId: id } },
        stepFacts(ready, at, calendar),
      )
    })
  } catch (error) {
    log.error({ err: error, caseId, timerId }, 'timer could not fire')
    await store.write(async ({ db }) => {
      if (error instanceof TimerNotSetError) {
        await db.deleteFrom('timer').where('case_id', '=', caseId).where('timer_id', '=', timerId).execute()
        return
      }
      await db
        .updateTable('timer')
        .set({ due: clock.now() + pause })
        .where('case_id', '=', caseId)
        .where('timer_id', '=', timerId)
        .execute()
    })
  }
}
