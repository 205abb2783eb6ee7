import type { Effect, OpenTask, Process } from '#engine'
import type { WorkingCalendar } from '#feel'
import { dueOf } from '../calendar/due.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { changeTask } from './change-task.ts'
import { storedId } from './element-address.ts'
import { eventKey, optionalEventKey } from './event-key.ts'
import { messageOf } from './messages.ts'
import { noDue, offersOf, offerTask } from './task-offers.ts'
import type { Line } from './timeline.ts'

/** The case whose step made the effects. */
export interface EffectCase {
  readonly id: string
  readonly region: string
  readonly processId: string
  /** How many cases have begun each other before this one. */
  readonly hops: number
}

export interface StepFacts {
  readonly at: number
  /** The processes of the case's release. */
  readonly processes: ReadonlyMap<string, Process>
  /** 发布区域: the region of the release; messages and signals of its cases stay within it. */
  readonly area: string
  readonly calendar: WorkingCalendar
  /** Who completed which task with what, where a person did the step. */
  readonly completion?: { readonly userId: string; readonly userName: string; readonly answers: object }
  /** Name of the external worker that did the job. */
  readonly workerName?: string
  /** What a job or an incident has to say on the timeline. */
  readonly said?: string
}

/** Stores what a step of the case's process, or of one that it called, asks for; gives back the lines of history. */
export async function storeEffect(
  tx: Tx,
  of: EffectCase,
  call: number,
  effect: Effect,
  facts: StepFacts,
): Promise<Line[]> {
  const { db } = tx
  const stored = (id: string) => storedId({ call, id })
  switch (effect.type) {
    case 'openTask':
      return [await openTask(tx, of, stored(effect.taskId), effect, facts)]
    case 'changeTask':
      await changeTask(tx, of, stored(effect.taskId), effect)
      return []
    case 'closeTask':
      return [await closeTask(tx, of, stored(effect.taskId), effect, facts)]
    case 'queueJob': {
      const { jobId, elementId, jobType, retries, pauses, headers, variables } = effect
      await db
        .insertInto('job')
        .values({
          case_id: of.id,
          job_id: stored(jobId),
          element_id: elementId,
          type: jobType,
          headers: JSON.stringify(headers),
          variables: JSON.stringify(variables),
          retries_left: Math.max(1, retries),
          attempts: 0,
          run_at: facts.at,
          lease: null,
          worker: null,
          pauses: pauses ? JSON.stringify(pauses) : null,
        })
        .execute()
      return []
    }
    case 'dropJob': {
      const gone = await db
        .deleteFrom('job')
        .where('case_id', '=', of.id)
        .where('job_id', '=', stored(effect.jobId))
        .returning('element_id')
        .executeTakeFirst()
      if (effect.reason === 'cancelled') return []
      const what = effect.reason === 'completed' ? 'jobCompleted' : 'jobFailed'
      return [
        {
          what,
          elementId: gone?.element_id,
          byName: facts.workerName,
          detail: facts.said === undefined ? undefined : { text: facts.said },
        },
      ]
    }
    case 'setTimer':
      await db
        .insertInto('timer')
        .values({ case_id: of.id, timer_id: stored(effect.timerId), element_id: effect.elementId, due: effect.due })
        .execute()
      return []
    case 'clearTimer': {
      const gone = await db
        .deleteFrom('timer')
        .where('case_id', '=', of.id)
        .where('timer_id', '=', stored(effect.timerId))
        .returning('element_id')
        .executeTakeFirst()
      return effect.reason === 'fired' ? [{ what: 'timerFired', elementId: gone?.element_id }] : []
    }
    case 'raiseIncident': {
      const { incidentId, elementId, code, message } = effect
      await db
        .insertInto('incident')
        .values({
          case_id: of.id,
          incident_id: stored(incidentId),
          element_id: elementId,
          code,
          message,
          raised_at: facts.at,
          closed_at: null,
        })
        .execute()
      return [{ what: 'incident', elementId, detail: { text: message } }]
    }
    case 'closeIncident': {
      const closed = await db
        .updateTable('incident')
        .set({ closed_at: facts.at })
        .where('case_id', '=', of.id)
        .where('incident_id', '=', stored(effect.incidentId))
        .returning('element_id')
        .executeTakeFirst()
      return [{ what: 'incidentClosed', elementId: closed?.element_id }]
    }
    case 'history':
      return [{ what: effect.what, elementId: effect.elementId }]
    case 'subscribe': {
      const { subscriptionId, elementId, kind, name, correlationKey } = effect
      await db
        .insertInto('subscription')
        .values({
          case_id: of.id,
          subscription_id: stored(subscriptionId),
          element_id: elementId,
          kind,
          name: eventKey(name),
          correlation_key: optionalEventKey(correlationKey),
          region: of.region,
          fresh: kind === 'message' ? 1 : 0,
          opened_at: facts.at,
        })
        .execute()
      return []
    }
    case 'unsubscribe': {
      const gone = await db
        .deleteFrom('subscription')
        .where('case_id', '=', of.id)
        .where('subscription_id', '=', stored(effect.subscriptionId))
        .returning(['element_id', 'kind'])
        .executeTakeFirst()
      if (effect.reason !== 'delivered') return []
      return [{ what: gone?.kind === 'signal' ? 'signalReceived' : 'messageReceived', elementId: gone?.element_id }]
    }
    case 'sendMessage':
    case 'broadcastSignal':
      await db
        .insertInto('message')
        .values(messageOf(of, effect, facts))
        .execute()
      return []
    case 'startCall':
    case 'endCall':
    case 'throwToCaller':
      return [] // Carried out within the case: see `carryOut`.
    case 'ended':
      if (call !== 0) return []
      await db.updateTable('cases').set({ status: effect.reason, ended_at: facts.at }).where('id', '=', of.id).execute()
      return [{ what: 'ended' }]
  }
}

async function openTask(
  { db }: Tx,
  of: EffectCase,
  taskId: string,
  task: OpenTask,
  { at, calendar }: StepFacts,
): Promise<Line> {
  const id = `${of.id}.${taskId}`
  const due = dueOfTask(task, at, calendar)
  const assignee = task.assignee ?? null
  await db
    .insertInto('task')
    .values({
      id,
      case_id: of.id,
      element_id: task.elementId,
      name: JSON.stringify(task.name),
      form_id: task.formId ?? null,
      assignee,
      roles: JSON.stringify(task.candidateRoles),
      due,
      priority: task.priority,
      status: 'open',
      opened_at: at,
      closed_at: null,
      completed_by: null,
      completed_by_name: null,
      answers: null,
    })
    .execute()
  const { region, processId } = of
  await offerTask(db, { id, region, processId, due, assignee, roles: task.candidateRoles })
  return {
    what: 'taskOpened',
    elementId: task.elementId,
    detail: { offeredTo: task.candidateRoles, due: due ?? undefined, name: task.name },
  }
}

async function closeTask(
  tx: Tx,
  of: EffectCase,
  taskId: string,
  { reason }: Extract<Effect, { type: 'closeTask' }>,
  { at, completion }: StepFacts,
): Promise<Line> {
  const id = `${of.id}.${taskId}`
  const by = reason === 'completed' ? completion : undefined
  const [task] = await closeTaskRow(tx, {
    id,
    status: reason,
    closedAt: at,
    by: by?.userId ?? null,
    byName: by?.userName ?? null,
    answers: by ? JSON.stringify(by.answers) : null,
  })
  if (!task) throw new Error(`Task ${id} is not in the store.`)
  const offers = offersOf({ region: of.region, assignee: task.assignee, roles: JSON.parse(task.roles) as string[] })
  if (offers.length > 0) {
    await Promise.all(
      [...Map.groupBy(offers, ({ offeredTo }) => offeredTo)].map(([offeredTo, areas]) =>
        deleteOffers(tx, {
          taskId: id,
          dueKey: task.due ?? noDue,
          offeredTo,
          ...areaValues(areas.map(({ area }) => area)),
        }),
      ),
    )
  }
  return {
    what: reason === 'completed' ? 'taskCompleted' : 'taskCancelled',
    elementId: task.element_id,
    byName: by?.userName,
  }
}

interface ClosedTask {
  readonly id: string
  readonly status: 'completed' | 'cancelled'
  readonly closedAt: number
  readonly by: string | null
  readonly byName: string | null
  readonly answers: string | null
}

const closeTaskRow = prepared((db, { id, status, closedAt, by, byName, answers }: ClosedTask) =>
  db
    .updateTable('task')
    .set({ status, closed_at: closedAt, completed_by: by, completed_by_name: byName, answers })
    .where('id', '=', id)
    .returning(['element_id', 'assignee', 'roles', 'due']),
)

/** A region lies in six others at most, itself included, and the whole country. */
type Areas = Record<'area0' | 'area1' | 'area2' | 'area3' | 'area4' | 'area5' | 'area6', string>

function areaValues(areas: readonly string[]): Areas {
  const [area0 = '', area1 = '', area2 = '', area3 = '', area4 = '', area5 = '', area6 = ''] = areas
  return { area0, area1, area2, area3, area4, area5, area6 }
}

const deleteOffers = prepared((db, values: Areas & { taskId: string; dueKey: number; offeredTo: string }) => {
  const { taskId, dueKey, offeredTo, area0, area1, area2, area3, area4, area5, area6 } = values
  return db
    .deleteFrom('task_offer')
    .where('task_id', '=', taskId)
    .where('due_key', '=', dueKey)
    .where('offered_to', '=', offeredTo)
    .where('area', 'in', [area0, area1, area2, area3, area4, area5, area6])
})

function dueOfTask({ dueDate, timeLimit }: OpenTask, at: number, calendar: WorkingCalendar): number | null {
  const said = dueDate === undefined ? Number.NaN : Date.parse(dueDate)
  if (!Number.isNaN(said)) return said
  if (timeLimit === undefined) return null
  try {
    return dueOf(timeLimit, at, calendar)
  } catch {
    return null // A limit nobody can meet or count is no limit; the task must still reach its people.
  }
}
