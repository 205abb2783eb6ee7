import { offeredToPerson, offeredToRole } from '../permissions/access.ts'
import { areasOf } from '../permissions/region-code.ts'
import { insertRows } from '../store/insert-rows.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'

/** Sorts after every due moment there can be. */
export const noDue = Number.MAX_SAFE_INTEGER

/** What says to whom a task is offered. */
export interface OfferedTask {
  readonly id: string
  readonly processId: string
  readonly region: string
  readonly due: number | null
  readonly assignee: string | null
  readonly roles: readonly string[]
}

const addOffers = insertRows('task_offer', ['offered_to', 'area', 'due_key', 'task_id', 'process_id'])

/** Under which keys an open task stands in `task_offer`. */
function offersOf(task: Pick<OfferedTask, 'region' | 'assignee' | 'roles'>) {
  const areas = areasOf(task.region)
  return task.assignee === null
    ? [...new Set(task.roles)].map((role) => ({ offeredTo: offeredToRole(role), areas }))
    : [{ offeredTo: offeredToPerson(task.assignee), areas: ['', ...areas] }]
}

/** Offers an open task to those it is for, before the transaction ends. */
export function offerTask(tx: Tx, task: OfferedTask): void {
  const { due, id, processId } = task
  const place = { due_key: due ?? noDue, task_id: id, process_id: processId }
  const rows = offersOf(task).flatMap(({ offeredTo, areas }) =>
    areas.map((area) => ({ offered_to: offeredTo, area, ...place })),
  )
  tx.soon(addOffers(tx, rows))
}

/** Takes the offers of a task away, before the transaction ends. */
export function withdrawTask(tx: Tx, task: Omit<OfferedTask, 'processId'>): void {
  for (const { offeredTo, areas } of offersOf(task)) {
    tx.soon(deleteOffers(tx, { taskId: task.id, dueKey: task.due ?? noDue, offeredTo, ...areaValues(areas) }))
  }
}

/** A region lies in six others at most, itself included, and the whole country. */
type Areas = Record<'area0' | 'area1' | 'area2' | 'area3' | 'area4' | 'area5' | 'area6', string>

function areaValues(areas: readonly string[]): Areas {
  const [area0 = '', area1 = area0, area2 = area0, area3 = area0, area4 = area0, area5 = area0, area6 = area0] = areas
  return { area0, area1, area2, area3, area4, area5, area6 }
}

/** The offers are found by their whole key: the table has no other index. */
const deleteOffers = prepared((db, values: Areas & { taskId: string; dueKey: number; offeredTo: string }) => {
  const { taskId, dueKey, offeredTo, area0, area1, area2, area3, area4, area5, area6 } = values
  return db
    .deleteFrom('task_offer')
    .where('task_id', '=', taskId)
    .where('due_key', '=', dueKey)
    .where('offered_to', '=', offeredTo)
    .where('area', 'in', [area0, area1, area2, area3, area4, area5, area6])
})
