import type { Effect } from '#engine'
import type { Tx } from '../store/store.ts'
import type { EffectCase } from './store-effects.ts'
import { offerTask, withdrawTask } from './task-offers.ts'

/** Shows an open task otherwise, and to others where its people have changed. When it is due stays. */
export async function changeTask(
  tx: Tx,
  of: EffectCase,
  taskId: string,
  task: Extract<Effect, { type: 'changeTask' }>,
): Promise<void> {
  const id = `${of.id}.${taskId}`
  const before = await tx.db
    .selectFrom('task')
    .select(['due', 'assignee', 'roles', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (before?.status !== 'open') throw new Error(`Task ${id} is not open in the store.`)
  const { due } = before
  const assignee = task.assignee ?? null
  const roles = task.candidateRoles
  const named = { element_id: task.elementId, name: JSON.stringify(task.name), form_id: task.formId ?? null }
  await tx.db
    .updateTable('task')
    .set({ ...named, assignee, roles: JSON.stringify(roles), priority: task.priority })
    .where('id', '=', id)
    .execute()
  const { region, processId } = of
  withdrawTask(tx, { id, region, due, assignee: before.assignee, roles: JSON.parse(before.roles) as string[] })
  offerTask(tx, { id, region, processId, due, assignee, roles })
}
