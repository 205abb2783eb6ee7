import type { TaskDetail } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { newerForm, takeNewerForm } from './newer-form.ts'
import { readTask } from './read-task.ts'

/**
 * Goes on with the newer form of an open task, where its bundle lets whoever does it choose.
 * @throws {RefusedError} `not-found`, `forbidden`, `task-not-open`; `wrong-state` where there is nothing to choose.
 */
export function chooseNewerForm(deps: Deps) {
  const read = readTask(deps)
  return async (asked: { readonly user: SignedIn; readonly taskId: string }): Promise<TaskDetail> => {
    const { user, taskId } = asked
    const task = await deps.store.db
      .selectFrom('task')
      .innerJoin('cases', 'cases.id', 'task.case_id')
      .select(['task.case_id', 'task.status', 'task.assignee', 'task.roles'])
      .select(['cases.region', 'cases.process_id', 'cases.release', 'cases.started_by'])
      .where('task.id', '=', taskId)
      .executeTakeFirst()
    if (!task) throw new RefusedError('not-found')
    const access = accessOf(user)
    const { region, case_id: caseId, process_id: processId, release } = task
    if (!access.mayDo({ region, assignee: task.assignee, roles: JSON.parse(task.roles) as string[] }))
      throw new RefusedError(access.maySeeCase({ region, startedBy: task.started_by }) ? 'forbidden' : 'not-found')
    if (task.status !== 'open') throw new RefusedError('task-not-open')
    const newer = await newerForm(deps, { caseId, region, processId, release })
    if (newer?.policy !== 'ask') throw new RefusedError('wrong-state')
    await takeNewerForm(deps, { caseId }, newer, user)
    return read(asked)
  }
}
