import type { Deps } from '../deps.ts'
import { wakeable } from '../execution/wakeable.ts'
import { RefusedError } from '../refused-error.ts'
import { prepared } from '../store/prepared.ts'
import { type TakenJob, takeJobs } from './lease.ts'
import type { KnownWorker } from './worker-tokens.ts'

export interface FetchJobs {
  readonly worker: KnownWorker
  readonly types: readonly string[]
  readonly max: number
  /** Milliseconds. */
  readonly lease: number
  /** Milliseconds to wait for a job where there is none. */
  readonly wait: number
  /** Aborts when the worker has hung up. */
  readonly signal: AbortSignal
}

export interface WaitingWorkers {
  /** @throws {RefusedError} `too-many-requests` where too many wait already. */
  readonly fetch: (asked: FetchJobs) => Promise<readonly TakenJob[]>
  /** There may be jobs now. */
  readonly wake: () => void
  /** Sends all who wait away with nothing. */
  readonly stop: () => Promise<void>
}

interface Waiter {
  readonly asked: FetchJobs
  readonly answer: (jobs: readonly TakenJob[]) => void
}

const lookEvery = 1000
/** Requests that wait at once on this node, and of one worker. */
const mostWaiting = 200
const mostOfOne = 10

const firstDue = prepared((db, { type, now }: { type: string; now: number }) =>
  db
    .selectFrom('job')
    .select('job_id')
    .where('type', '=', type)
    .where('suspended', '=', 0)
    .where('run_at', '<=', now)
    .where('lease', 'is', null)
    .limit(1),
)

/**
 * Hands jobs to workers that ask for them, and keeps those waiting for whom there are none yet. All who wait share one
 * look a second at the types they wait for, so that waiting costs next to nothing.
 */
export function waitingWorkers({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): WaitingWorkers {
  const waiters = new Set<Waiter>()
  let stopped = false

  const take = ({ worker, types, max, lease }: FetchJobs) =>
    store.write((tx) => takeJobs(tx, { types, max, leaseFor: lease, now: clock.now(), worker }))

  const dueAmong = async (types: Iterable<string>): Promise<Set<string>> => {
    const now = clock.now()
    const found = await Promise.all(
      [...new Set(types)].map(async (type) => ((await firstDue(store, { type, now })).length > 0 ? [type] : [])),
    )
    return new Set(found.flat())
  }

  const looking = wakeable(
    lookEvery,
    async () => {
      if (waiters.size === 0) return undefined
      const due = await dueAmong([...waiters].flatMap(({ asked }) => asked.types))
      for (const waiter of [...waiters]) {
        if (!waiters.has(waiter) || !waiter.asked.types.some((type) => due.has(type))) continue
        const jobs = await take(waiter.asked)
        if (jobs.length > 0) waiter.answer(jobs)
      }
      return undefined
    },
    (error) => log.error({ err: error }, 'jobs could not be handed to workers'),
  )

  const wait = (asked: FetchJobs): Promise<readonly TakenJob[]> => {
    const ofSame = [...waiters].filter(({ asked: { worker } }) => worker.id === asked.worker.id)
    if (waiters.size >= mostWaiting || ofSame.length >= mostOfOne) {
      throw new RefusedError('too-many-requests', { retryAfterSeconds: 1 })
    }
    return new Promise((resolve) => {
      const answer = (jobs: readonly TakenJob[]) => {
        waiters.delete(waiter)
        clearTimeout(ending)
        asked.signal.removeEventListener('abort', leave)
        resolve(jobs)
      }
      const leave = () => answer([])
      const ending = setTimeout(leave, asked.wait)
      const waiter: Waiter = { asked, answer }
      asked.signal.addEventListener('abort', leave)
      waiters.add(waiter)
      looking.wake()
    })
  }

  return {
    fetch: async (asked) => {
      const jobs = (await dueAmong(asked.types)).size > 0 ? await take(asked) : []
      if (jobs.length > 0 || asked.wait === 0 || asked.signal.aborted || stopped) return jobs
      return wait(asked)
    },
    wake: () => {
      if (waiters.size > 0) looking.wake()
    },
    stop: async () => {
      stopped = true
      await looking.stop()
      for (const { answer } of waiters) answer([])
    },
  }
}
