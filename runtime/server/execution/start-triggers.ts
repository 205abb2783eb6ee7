import type { Selectable } from 'kysely'
import type { CompiledRelease } from '#definitions'
import { type EventStart, eventStarts, nextTime } from '#engine'
import type { Deps } from '../deps.ts'
import { areasOf } from '../permissions/region-code.ts'
import { newId } from '../store/id.ts'
import type { Tables, Tx } from '../store/store.ts'
import { eventKey } from './event-key.ts'
import { openCase } from './open-case.ts'

/** Cases may begin each other by messages and signals no longer than this; it stops those that would never end. */
export const mostHops = 30

const machine = { id: 'system', displayName: '系统' }

/**
 * Arms what begins cases of the release by itself, in place of what the release before it had armed for the region. A timer
 * that a wider region has armed already, in the same rhythm, begins the cases of both: a street that adapts a form does not
 * get the county's yearly round a second time.
 */
export async function armStartTriggers(
  { db }: Tx,
  region: string,
  release: string,
  starts: readonly ProcessStart[],
): Promise<void> {
  await db.deleteFrom('start_trigger').where('region', '=', region).execute()
  const wider = await db
    .selectFrom('start_trigger')
    .select(['process_id', 'element_id', 'every'])
    .where('kind', '=', 'timer')
    .where('region', 'in', areasOf(region))
    .execute()
  const isWider = (processId: string, start: EventStart) =>
    start.kind === 'timer' &&
    wider.some(
      ({ process_id, element_id, every }) =>
        process_id === processId && element_id === start.elementId && every === (start.every ?? null),
    )
  const armed = starts.filter(({ processId, start }) => !isWider(processId, start))
  for (const [at, { processId, start }] of armed.entries()) {
    await db
      .insertInto('start_trigger')
      .values({
        region,
        number: at + 1,
        release,
        process_id: processId,
        element_id: start.elementId,
        kind: start.kind,
        ...timesOf(start),
      })
      .execute()
  }
}

/** What begins cases of a process by itself. Plain data. */
export interface ProcessStart {
  readonly processId: string
  readonly start: EventStart
}

/** What begins cases of the release by itself, from `now` on. */
export function startsIn({ processes }: CompiledRelease, now: number): ProcessStart[] {
  return [...processes].flatMap(([processId, process]) =>
    eventStarts(process, now).map((start) => ({ processId, start })),
  )
}

function timesOf(start: EventStart) {
  if (start.kind !== 'timer') return { name: eventKey(start.name), due: null, every: null, remaining: null }
  return { name: null, due: start.due, every: start.every ?? null, remaining: start.left ?? null }
}

export type StartTrigger = Selectable<Tables['start_trigger']>

type StartDeps = Pick<Deps, 'calendar' | 'releases'>

/** What is needed of a trigger before the transaction in which it begins a case. */
export async function readyToStart({ releases }: StartDeps, trigger: StartTrigger) {
  const ready = await releases.ready(trigger.release)
  return { trigger, ready, process: await releases.process(trigger.release, trigger.process_id) }
}

type ReadyToStart = Awaited<ReturnType<typeof readyToStart>>

/** Begins a case in the region of the release, unless the trigger was disarmed meanwhile; false then. */
export async function startByTrigger(
  tx: Tx,
  { calendar }: StartDeps,
  { trigger, ready, process }: ReadyToStart,
  event: { readonly at: number; readonly variables: Readonly<Record<string, unknown>>; readonly hops: number },
): Promise<boolean> {
  if (!(await stillArmed(tx, trigger))) return false
  const { at, variables, hops } = event
  const id = newId(at)
  const which = placeOf(trigger, eventStarts(process, at))
  const start = {
    type: 'start' as const,
    at,
    instanceId: id,
    variables,
    startEventId: trigger.element_id,
    trigger: which,
  }
  await openCase(tx, { id, region: trigger.region, ready, process, start, by: machine, hops }, calendar)
  return true
}

/** Of a start event that needs several events: which of them the trigger stands for. */
function placeOf({ element_id, kind, name }: StartTrigger, starts: readonly EventStart[]): number | undefined {
  return starts.find(
    (start) =>
      start.elementId === element_id &&
      start.kind === kind &&
      (start.kind === 'timer' || eventKey(start.name) === name),
  )?.trigger
}

async function stillArmed({ db, dialect }: Tx, { region, number, release, due }: StartTrigger): Promise<boolean> {
  const row = db.selectFrom('start_trigger').select(['release', 'due']).where('region', '=', region)
  const one = row.where('number', '=', number)
  const found = await (dialect === 'postgres' ? one.forUpdate() : one).executeTakeFirst()
  return found?.release === release && found.due === due
}

/** Begins the case of a timer that is due, and sets the timer to its next time that has not passed. */
export async function fireStartTimer(tx: Tx, deps: StartDeps, start: ReadyToStart, at: number): Promise<void> {
  if (!(await startByTrigger(tx, deps, start, { at, variables: {}, hops: 0 }))) return
  const { region, number, due, every, remaining } = start.trigger
  const again = nextTime({ due: due ?? at, every: every ?? undefined, left: remaining ?? undefined }, at)
  const next = again && again.due > (due ?? at) ? again : undefined
  await tx.db
    .updateTable('start_trigger')
    .set({ due: next?.due ?? null, remaining: next?.left ?? null })
    .where('region', '=', region)
    .where('number', '=', number)
    .execute()
}
