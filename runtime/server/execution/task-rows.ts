import { dueOf } from '#definitions'
import type { Effect, OpenTask } from '#engine'
import type { WorkingCalendar } from '#feel'
import { insertRows } from '../store/insert-rows.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { EffectCase, StepFacts } from './store-effects.ts'
import { offerTask, withdrawTask } from './task-offers.ts'
import type { Line } from './timeline.ts'

const addTask = insertRows('task', [
  'id',
  'case_id',
  'element_id',
  'name',
  'form_id',
  'assignee',
  'roles',
  'due',
  'priority',
  'status',
  'opened_at',
])

/** Stores an open task and offers it to those it is for. */
export function openTask(tx: Tx, of: EffectCase, taskId: string, task: OpenTask, { at, calendar }: StepFacts): Line {
  const id = `${of.id}.${taskId}`
  const due = dueOfTask(task, at, calendar)
  const assignee = task.assignee ?? null
  const { region, processId } = of
  const row = {
    id,
    case_id: of.id,
    element_id: task.elementId,
    name: JSON.stringify(task.name),
    form_id: task.formId ?? null,
    assignee,
    roles: JSON.stringify(task.candidateRoles),
    due,
    priority: task.priority,
    status: 'open' as const,
    opened_at: at,
  }
  tx.soon(addTask(tx, [row]))
  offerTask(tx, { id, region, processId, due, assignee, roles: task.candidateRoles })
  return {
    what: 'taskOpened',
    elementId: task.elementId,
    detail: { offeredTo: task.candidateRoles, due: due ?? undefined, name: task.name },
  }
}

/** Closes a task and takes it out of the inboxes. */
export async function closeTask(
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
  const { assignee, due } = task
  withdrawTask(tx, { id, region: of.region, due, assignee, roles: JSON.parse(task.roles) as string[] })
  const what = reason === 'completed' ? 'taskCompleted' : 'taskCancelled'
  return { what, elementId: task.element_id, byName: by?.userName }
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
