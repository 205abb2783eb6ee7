import { availableParallelism } from 'node:os'
import type { CheckAnswer, CheckQuestion } from './check-work.ts'
import { workerPool } from './worker-pool.ts'

/** Checks of definitions, which take long where somebody wants them to. */
export interface Checks {
  /**
   * `by` names who asks: each has a few questions under way at most.
   * @throws {RefusedError} `busy`, `too-many-requests`, `check-too-costly`.
   */
  readonly ask: (by: string, question: CheckQuestion) => Promise<CheckAnswer>
  readonly stop: () => Promise<void>
}

export interface CheckLimits {
  /** Milliseconds one check may take. */
  readonly atMost?: number
  /** Checks of one person that may be under way. */
  readonly each?: number
}

const threadsAtMost = 4

/** Checks in threads beside the server, which goes on with everything else meanwhile. */
export function checksInThreads({ atMost = 20_000, each = 8 }: CheckLimits = {}): Checks {
  const pool = workerPool({
    file: new URL('./check-worker.ts', import.meta.url),
    threads: Math.max(1, Math.min(threadsAtMost, availableParallelism() - 1)),
    atMost,
    memory: 512,
    each,
    all: 100,
  })
  return {
    ask: (by, question) => pool.ask(by, question) as Promise<CheckAnswer>,
    stop: pool.stop,
  }
}
