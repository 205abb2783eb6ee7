import { availableParallelism } from 'node:os'
import type { Resolver } from '../releases/resolver.ts'
import type { StoreLocation } from '../store/store.ts'
import type { CheckAnswers, CheckQuestions } from './check-work.ts'
import { workerPool } from './worker-pool.ts'

/** Work on definitions, which takes long where somebody wants it to. */
export interface Checks {
  /**
   * `by` names who asks: each has a few questions under way at most.
   * @throws {RefusedError} `busy`, `too-many-requests`, `check-too-costly`, and whatever the work itself refuses.
   */
  readonly ask: <T extends keyof CheckQuestions>(
    by: string,
    question: { readonly type: T } & CheckQuestions[T],
  ) => Promise<CheckAnswers[T]>
  /** Resolves regions for whom it names, under the same limits. @throws {RefusedError} as `ask`. */
  readonly resolverFor: (by: string) => Resolver
  readonly stop: () => Promise<void>
}

export interface CheckLimits {
  /** Milliseconds one check may take. */
  readonly atMost?: number
  /** Checks of one person that may be under way. */
  readonly each?: number
}

const threadsAtMost = 4

/** Checks in threads beside the server, which goes on with everything else meanwhile and comes first where both want the processor. */
export function checksInThreads(location: StoreLocation, { atMost = 20_000, each = 8 }: CheckLimits = {}): Checks {
  const pool = workerPool({
    file: new URL('./check-worker.ts', import.meta.url),
    data: { location },
    threads: Math.max(1, Math.min(threadsAtMost, availableParallelism() - 1)),
    atMost,
    memory: 512,
    each,
    all: 100,
  })
  const ask: Checks['ask'] = (by, question) => pool.ask(by, question) as Promise<CheckAnswers[typeof question.type]>
  return {
    ask,
    resolverFor: (by) => ({
      resolve: (region, asked = {}) => ask(by, { type: 'resolve', region, asked }),
      startsOf: (digest, at) => ask(by, { type: 'starts', digest, at }),
    }),
    stop: pool.stop,
  }
}
