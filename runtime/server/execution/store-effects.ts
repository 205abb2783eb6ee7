import type { Effect, OpenTask } from '#engine'
import { dueOf, type WorkingCalendar } from '../calendar/due.ts'
import { offeredToPerson, offeredToRole } from '../permissions/access.ts'
import { areasOf } from '../permissions/region-code.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { Line } from './timeline.ts'

/** The case whose step made the effects. */
export interface EffectCase {
  readonly id: string
  readonly region: string
  readonly processId: string
}

export interface StepFacts {
  readonly at: number
  readonly calendar: WorkingCalendar
  /** Who completed which task with what, where a person did the step. */
  readonly completion?: { readonly userId: string; readonly userName: string; readonly answers: object }
  /** What a job or an incident has to say on the timeline. */
  readonly said?: string
}

/** The process asks for something that this server does not do; the step that asked is not stored. */
export class UnsupportedEffectError extends Error {
  readonly code = 'unsupported-effect'

  constructor(effect: string) {
    super(`The process asks for "${effect}", which this server does not carry out. Take it out of the process.`)
  }
}

/** Sorts after every due moment there can be. */
export const noDue = Number.MAX_SAFE_INTEGER

/** Stores what a step asks for, in the order it asked, and gives back the lines of history. */
export async function storeEffects(
  tx: Tx,
  of: EffectCase,
  effects: readonly Effect[],
  facts: StepFacts,
): Promise<Line[]> {
  const lines: Line[] = []
  for (const effect of effects) lines.push(...(await storeEffect(tx, of, effect, facts)))
  return lines
}

async function storeEffect(tx: Tx, of: EffectCase, effect: Effect, facts: StepFacts): Promise<Line[]> {
  const { db } = tx
  switch (effect.type) {
    case 'openTask':
      return [await openTask(tx, of, effect, facts)]
    case 'closeTask':
      return [await closeTask(tx, of, effect, facts)]
    case 'queueJob': {
      const { jobId, elementId, jobType, retries, headers, variables } = effect
      await db
        .insertInto('job')
        .values({
          case_id: of.id,
          job_id: jobId,
          element_id: elementId,
          type: jobType,
          headers: JSON.stringify(headers),
          variables: JSON.stringify(variables),
          retries_left: Math.max(1, retries),
          attempts: 0,
          run_at: facts.at,
          lease: null,
        })
        .execute()
      return []
    }
    case 'dropJob': {
      const gone = await db
        .deleteFrom('job')
        .where('case_id', '=', of.id)
        .where('job_id', '=', effect.jobId)
        .returning('element_id')
        .executeTakeFirst()
      if (effect.reason === 'cancelled') return []
      const what = effect.reason === 'completed' ? 'jobCompleted' : 'jobFailed'
      return [
        { what, elementId: gone?.element_id, detail: facts.said === undefined ? undefined : { text: facts.said } },
      ]
    }
    case 'setTimer':
      await db
        .insertInto('timer')
        .values({ case_id: of.id, timer_id: effect.timerId, element_id: effect.elementId, due: effect.due })
        .execute()
      return []
    case 'clearTimer': {
      const gone = await db
        .deleteFrom('timer')
        .where('case_id', '=', of.id)
        .where('timer_id', '=', effect.timerId)
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
          incident_id: incidentId,
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
        .where('incident_id', '=', effect.incidentId)
        .returning('element_id')
        .executeTakeFirst()
      return [{ what: 'incidentClosed', elementId: closed?.element_id }]
    }
    case 'history':
      return [{ what: effect.what, elementId: effect.elementId }]
    case 'ended':
      await db.updateTable('cases').set({ status: effect.reason, ended_at: facts.at }).where('id', '=', of.id).execute()
      return [{ what: 'ended' }]
    default:
      throw new UnsupportedEffectError(effect.type)
  }
}

async function openTask({ db }: Tx, of: EffectCase, task: OpenTask, { at, calendar }: StepFacts): Promise<Line> {
  const id = `${of.id}.${task.taskId}`
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
  const offers = offersOf({ region: of.region, assignee, roles: task.candidateRoles })
  if (offers.length > 0) {
    await db
      .insertInto('task_offer')
      .values(
        offers.map(({ offeredTo, area }) => ({
          offered_to: offeredTo,
          area,
          due_key: due ?? noDue,
          task_id: id,
          process_id: of.processId,
        })),
      )
      .execute()
  }
  return {
    what: 'taskOpened',
    elementId: task.elementId,
    detail: { offeredTo: task.candidateRoles, due: due ?? undefined, name: task.name },
  }
}

async function closeTask(
  { db }: Tx,
  of: EffectCase,
  { taskId, reason }: Extract<Effect, { type: 'closeTask' }>,
  { at, completion }: StepFacts,
): Promise<Line> {
  const id = `${of.id}.${taskId}`
  const by = reason === 'completed' ? completion : undefined
  const [task] = await closeTaskRow(db, {
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
        deleteOffers(db, {
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

/** Under which keys an open task stands in `task_offer`. */
function offersOf(task: { region: string; assignee: string | null; roles: readonly string[] }) {
  const areas = areasOf(task.region)
  return task.assignee === null
    ? [...new Set(task.roles)].flatMap((role) => areas.map((area) => ({ offeredTo: offeredToRole(role), area })))
    : ['', ...areas].map((area) => ({ offeredTo: offeredToPerson(task.assignee as string), area }))
}

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
