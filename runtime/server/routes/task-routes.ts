import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { chooseNewerForm } from '../use-cases/choose-newer-form.ts'
import { completeTask } from '../use-cases/complete-task.ts'
import { listTasks } from '../use-cases/list-tasks.ts'
import { readTask } from '../use-cases/read-task.ts'

type TaskEndpoints =
  | 'GET /api/tasks'
  | 'GET /api/tasks/:taskId'
  | 'POST /api/tasks/:taskId/newer-form'
  | 'POST /api/tasks/:taskId/complete'

/** HTTP for tasks. Translates requests into use cases and back; decides nothing. */
export function taskRoutes(deps: Deps): Pick<Handlers, TaskEndpoints> {
  const list = listTasks(deps)
  const read = readTask(deps)
  const complete = completeTask(deps)
  const newer = chooseNewerForm(deps)

  return {
    'GET /api/tasks': ({ user, query }) => list({ user, ...query }),
    'GET /api/tasks/:taskId': ({ user, params }) => read({ user, ...params }),
    'POST /api/tasks/:taskId/newer-form': ({ user, params }) => newer({ user, ...params }),
    'POST /api/tasks/:taskId/complete': ({ user, params, body }) => complete({ user, ...params, ...body }),
  }
}
