import { RefusedError } from '../refused-error.ts'

/** The two halves of `CASE.TASK`. @throws {RefusedError} `not-found`: no task has such an id. */
export function splitTaskId(taskId: string): { readonly caseId: string; readonly engineTaskId: string } {
  const dot = taskId.indexOf('.')
  if (dot <= 0) throw new RefusedError('not-found')
  return { caseId: taskId.slice(0, dot), engineTaskId: taskId.slice(dot + 1) }
}
