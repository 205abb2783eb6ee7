import { offeredToPerson, offeredToRole } from '../permissions/access.ts'
import { areasOf } from '../permissions/region-code.ts'
import type { Db } from '../store/store.ts'

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

/** Under which keys an open task stands in `task_offer`. */
export function offersOf(task: Pick<OfferedTask, 'region' | 'assignee' | 'roles'>) {
  const areas = areasOf(task.region)
  return task.assignee === null
    ? [...new Set(task.roles)].flatMap((role) => areas.map((area) => ({ offeredTo: offeredToRole(role), area })))
    : ['', ...areas].map((area) => ({ offeredTo: offeredToPerson(task.assignee as string), area }))
}

/** Offers an open task to those it is for. */
export async function offerTask(db: Db, task: OfferedTask): Promise<void> {
  const offers = offersOf(task)
  if (offers.length === 0) return
  await db
    .insertInto('task_offer')
    .values(
      offers.map(({ offeredTo, area }) => ({
        offered_to: offeredTo,
        area,
        due_key: task.due ?? noDue,
        task_id: task.id,
        process_id: task.processId,
      })),
    )
    .execute()
}

/** Takes the offers of a task away. They are found by their whole key: the table has no other index. */
export async function withdrawTask(db: Db, task: Omit<OfferedTask, 'processId'>): Promise<void> {
  const byWhom = Map.groupBy(offersOf(task), ({ offeredTo }) => offeredTo)
  for (const [offeredTo, offers] of byWhom) {
    await db
      .deleteFrom('task_offer')
      .where('offered_to', '=', offeredTo)
      .where(
        'area',
        'in',
        offers.map(({ area }) => area),
      )
      .where('due_key', '=', task.due ?? noDue)
      .where('task_id', '=', task.id)
      .execute()
  }
}
