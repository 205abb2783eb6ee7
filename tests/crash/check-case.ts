import { isDeepStrictEqual } from 'node:util'
import type { Process } from '#engine'
import { failing } from './errand.ts'
import { lineAt } from './played-case.ts'
import { type Replayed, replay } from './replay.ts'
import type { StoredCase, StoredMessage } from './stored.ts'

/** What is wrong with one stored case: its rows must be exactly what its history led to. `messages` are all there are. */
export function faultsOfCase(
  processOf: (id: string) => Process,
  of: StoredCase,
  messages: readonly StoredMessage[],
): CheckedCase {
  const name = `Case ${of.number}`
  if (!of.instance) return { faults: [`${name} has no engine state.`], sent: [] }
  let replayed: Replayed
  try {
    replayed = replay(processOf, of, messages)
  } catch (error) {
    return { faults: [`${name} cannot be played again: ${error instanceof Error ? error.message : error}`], sent: [] }
  }
  const faults: string[] = []
  const same = (what: string, stored: unknown, expected: unknown) => {
    if (isDeepStrictEqual(stored, expected)) return
    faults.push(`${name}: ${what} is ${JSON.stringify(stored)}, and should be ${JSON.stringify(expected)}.`)
  }
  const sorted = (ids: readonly string[]) => [...ids].sort()
  const full = (ids: readonly string[]) => sorted(ids.map((id) => `${of.id}.${id}`))
  const { tasks, instance } = of
  const [own, ...called] = [...replayed.instances.values()]
  const status = own?.state.status
  const ended = status !== 'active'
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

  same('its engine state', JSON.parse(instance.state), plain(own?.state))
  same(
    'what it called',
    of.called.map(({ case_id: _, state, ...row }) => ({ ...row, state: JSON.parse(state) as unknown })),
    called.map(({ number, process, caller, callId, depth, state }) => ({
      ...{ number, process_id: process.id, caller, call_id: callId, depth },
      ...{ active: state.status === 'active' ? 1 : 0, state: plain(state) },
    })),
  )
  same('the number of its steps', instance.version, replayed.steps)
  same('its status', of.status, ended ? status : 'open')
  same('its end', of.ended_at !== null, ended)
  same('its history', of.history.map(lineOf), replayed.history)
  same(
    'the numbering of its history',
    of.history.map(({ seq }) => seq),
    of.history.map((_, at) => at + 1),
  )
  same('the count of its history', instance.history_count, of.history.length)
  const withStatus = (status: string) => tasks.filter((task) => task.status === status)
  same('its open tasks', sorted(withStatus('open').map(({ id }) => id)), full([...replayed.tasks.keys()]))
  same('its queued jobs', sorted(of.jobs.map(({ job_id }) => job_id)), sorted([...replayed.jobs.keys()]))
  same(
    'its timers',
    new Map(of.timers.map(({ timer_id, due }) => [timer_id, due])),
    new Map([...replayed.timers].map(([id, { due }]) => [id, due])),
  )
  same(
    'its subscriptions',
    new Map(
      of.subscriptions.map((row) => [row.subscription_id, [row.element_id, row.kind, row.name, row.correlation_key]]),
    ),
    new Map([...replayed.subscriptions].map(([id, one]) => [id, [one.elementId, one.kind, one.name, one.key]])),
  )
  const openIncidents = of.incidents.filter(({ closed_at }) => closed_at === null)
  same(
    'its incidents',
    sorted(openIncidents.map(({ incident_id }) => incident_id)),
    sorted([...replayed.incidents.keys()]),
  )
  const odd = openIncidents.find(({ element_id }) => element_id !== failing)
  if (odd) faults.push(`${name} has an incident: ${odd.message}`)
  const completed = withStatus('completed')
  same('the number of its tasks', tasks.length, replayed.history.filter((line) => line.startsWith('taskOpened')).length)
  const completions = replayed.history.filter((line) => line.startsWith('taskCompleted')).length
  same('the number of its completed tasks', completed.length, completions)
  for (const task of tasks) {
    const whole = task.status !== 'open' && task.closed_at !== null
    if (task.status === 'completed') same(`task ${task.id} whole`, whole && task.answers !== null, true)
    const offers = task.status === 'open' ? (JSON.parse(task.roles) as string[]).length * of.areas.length : 0
    same(`the number of offers of task ${task.id}`, task.offers.length, offers)
  }
  same('the number of its areas', of.areas.length, areaCounts[of.region.length])
  faults.push(...faultsOfNotices(name, of, replayed), ...faultsOfAudit(name, of))
  return { faults, sent: replayed.sent }
}

export interface CheckedCase {
  readonly faults: readonly string[]
  /** The messages that the case must have sent. */
  readonly sent: Replayed['sent']
}

/** How many areas contain a county, and a grid. */
const areaCounts: Readonly<Record<number, number>> = { 6: 3, 15: 6 }

/** A job that is done has left its notice once; one that was cut off, until it was taken for failed, may have left it already. */
function faultsOfNotices(name: string, { id, notices }: StoredCase, { done, failed, jobs }: Replayed): string[] {
  const there = new Set(notices.map((notice) => notice.id))
  const may = new Set([...done, ...failed, ...jobs.keys()].map((job) => `${id}.${job}`))
  return [
    ...done.filter((job) => !there.has(`${id}.${job}`)).map((job) => `${name}: job ${job} is done without its notice.`),
    ...[...there].filter((notice) => !may.has(notice)).map((notice) => `${name}: notice ${notice} comes from no job.`),
  ]
}

function faultsOfAudit(name: string, { id, started_by, tasks, audit }: StoredCase): string[] {
  const changes = audit.filter(({ action }) => action === 'start-case' || action === 'complete-task')
  const expected = [
    `start-case ${started_by} ${id}`,
    ...tasks
      .filter(({ status }) => status === 'completed')
      .map((task) => `complete-task ${task.completed_by} ${task.id}`),
  ]
  const found = changes.map(({ action, actor, subject }) => `${action} ${actor} ${subject}`)
  return isDeepStrictEqual(found.sort(), expected.sort())
    ? []
    : [`${name}: its audit says ${JSON.stringify(found)}, and should say ${JSON.stringify(expected)}.`]
}

function lineOf({ what, element_id, detail }: StoredCase['history'][number]): string {
  const { call = 0 } = JSON.parse(detail ?? '{}') as { call?: number }
  return lineAt(call, element_id === null ? what : `${what} ${element_id}`)
}
