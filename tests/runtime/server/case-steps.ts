import type { CaseSummary, TaskSummary } from '#runtime/api'
import { type Client, eventually } from '../../support/server.ts'
import { grid, registration } from './rental-answers.ts'

let requests = 0

/** Starts a rental case as `who` and gives it back. */
export async function startRental(who: Client, answers: object = registration, region = grid): Promise<CaseSummary> {
  requests += 1
  const requestId = `request-${process.pid}-${requests}`
  const { status, body } = await who.post<CaseSummary>('/api/cases', {
    processId: 'rental-housing',
    region,
    answers,
    requestId,
  })
  if (status !== 200) throw new Error(`The case was not started: ${status} ${JSON.stringify(body)}`)
  return body
}

/** The task of a case that stands in the inbox of `who`, as soon as it does. */
export function taskOf(who: Client, caseId: string, elementId?: string): Promise<TaskSummary> {
  return eventually(async () => {
    const { body } = await who.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')
    return body.items.find((task) => task.caseId === caseId && (!elementId || task.elementId === elementId))
  })
}

/** Completes the task that `who` has in a case. */
export async function complete(who: Client, caseId: string, elementId: string, answers: object): Promise<void> {
  const task = await taskOf(who, caseId, elementId)
  const { status, body } = await who.post(`/api/tasks/${task.id}/complete`, { answers })
  if (status !== 200) throw new Error(`${elementId} was not completed: ${status} ${JSON.stringify(body)}`)
}
