import type { Finding } from '#findings'
import type { Answers, CodeList, FormDefinition, Problem } from '../definition/form-definition.ts'
import type { WorkerAnswer, WorkerQuestion } from './validation-messages.ts'

/** Judges answers off the page's thread. */
export interface Validation {
  /** @throws {ValidationUnavailableError} */
  readonly validate: (answers: Answers) => Promise<readonly Problem[]>
  readonly close: () => void
}

/** The worker could not be started, or broke. What is sent must be judged by the server alone. */
export class ValidationUnavailableError extends Error {
  readonly code = 'validation-unavailable'
}

export function openValidation(
  form: FormDefinition,
  codeLists: readonly CodeList[],
  context: { readonly caseVariables: Answers; readonly opened: Answers; readonly today?: string },
): Validation {
  const worker = workerOf()
  const opened = worker.ask({ type: 'open', form, codeLists })
  opened.catch(() => undefined)
  return {
    validate: async (answers) => {
      await opened
      return (await worker.ask({ type: 'validate', answers, ...context })).problems ?? []
    },
    close: worker.close,
  }
}

/**
 * `checkForm` where code may not be generated on the page itself: the designer.
 *
 * @throws {ValidationUnavailableError}
 */
export async function checkFormInWorker(
  form: FormDefinition,
  codeLists: readonly CodeList[],
): Promise<readonly Finding[]> {
  const worker = workerOf()
  try {
    return (await worker.ask({ type: 'check', form, codeLists })).findings ?? []
  } finally {
    worker.close()
  }
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never

function workerOf() {
  const waiting = new Map<number, { resolve: (answer: WorkerAnswer) => void; reject: (error: Error) => void }>()
  let lastId = 0
  let broken: Error | undefined
  let worker: Worker | undefined

  function fail(reason: string) {
    broken = new ValidationUnavailableError(`Answers cannot be checked in this browser: ${reason}`)
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }

  try {
    worker = new Worker(new URL('./validation-worker.ts', import.meta.url), {
      type: 'module',
      name: 'validation-worker',
    })
    worker.addEventListener('error', (event) => fail(event.message || 'its worker did not start'))
    worker.addEventListener('messageerror', () => fail('its worker was sent what it cannot read'))
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.failed === undefined) asked?.resolve(data)
      else asked?.reject(new ValidationUnavailableError(data.failed))
    })
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }

  return {
    ask: (question: Unnumbered<WorkerQuestion>) =>
      new Promise<WorkerAnswer>((resolve, reject) => {
        if (broken || !worker) return reject(broken)
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        worker.postMessage({ ...question, id: lastId })
      }),
    close: () => worker?.terminate(),
  }
}
