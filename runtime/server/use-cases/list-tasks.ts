import type { TaskSummary } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { type Access, accessOf, type Offer, type SignedIn } from '../permissions/access.ts'
import type { Db } from '../store/store.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { type TaskRow, taskColumns, taskSummary } from './task-summary.ts'

export interface ListTasks {
  readonly user: SignedIn
  readonly region?: string
  readonly processId?: string
  readonly overdue?: boolean
  readonly cursor?: string
  readonly limit?: number
}

interface Found {
  readonly task_id: string
  readonly due_key: number
}

/** The open tasks the user may do, the most urgent first: one walk of the index of offers for each of the user's areas. */
export function listTasks({ store, regions, clock }: Deps) {
  return async ({ user, limit = 20, ...asked }: ListTasks): Promise<{ items: TaskSummary[]; next?: string }> => {
    const access: Access = accessOf(user)
    const after = readCursor(asked.cursor)
    const now = clock.now()
    const walks = access
      .taskOffers(asked.region)
      .map((offer) => walk(store.db, offer, { ...asked, after, now, count: limit + 1 }))
    const found = merged((await Promise.all(walks)).flat()).slice(0, limit + 1)
    const page = found.slice(0, limit)
    const rows = await tasksById(
      store.db,
      page.map(({ task_id }) => task_id),
    )
    const names = await regions.names(rows.values().map(({ region }) => region))
    const items = page.flatMap(({ task_id }) => {
      const row = rows.get(task_id)
      return row ? [taskSummary(row, names, now)] : []
    })
    const last = page.at(-1)
    return found.length > limit && last
      ? { items, next: writeCursor({ at: last.due_key, id: last.task_id }) }
      : { items }
  }
}

interface Walk extends Pick<ListTasks, 'processId' | 'overdue'> {
  readonly after?: Cursor
  readonly now: number
  readonly count: number
}

function walk(db: Db, { offeredTo, area }: Offer, { processId, overdue, after, now, count }: Walk): Promise<Found[]> {
  let query = db
    .selectFrom('task_offer')
    .select(['due_key', 'task_id'])
    .where('offered_to', '=', offeredTo)
    .where('area', '=', area)
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('due_key', 'task_id'), '>', eb.tuple(after.at, after.id)))
  }
  if (processId !== undefined) query = query.where('process_id', '=', processId)
  if (overdue === true) query = query.where('due_key', '<', now)
  if (overdue === false) query = query.where('due_key', '>=', now)
  return query.orderBy('due_key').orderBy('task_id').limit(count).execute()
}

function merged(found: readonly Found[]): Found[] {
  const distinct = new Map(found.map((one) => [one.task_id, one]))
  return [...distinct.values()].sort(
    (a, b) => a.due_key - b.due_key || (a.task_id < b.task_id ? -1 : a.task_id > b.task_id ? 1 : 0),
  )
}

async function tasksById(db: Db, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .select(taskColumns)
    .where('task.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
