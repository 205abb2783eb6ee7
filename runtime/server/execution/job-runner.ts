import type { PluginRegistry } from '#plugins'
import type { Deps } from '../deps.ts'
import { prepared } from '../store/prepared.ts'
import { extendLease, idempotencyKey, type TakenJob, takeJobs } from '../workers/lease.ts'
import { settleJob } from '../workers/settle-job.ts'
import { type Wakeable, wakeable } from './wakeable.ts'

const second = 1000
/** How long a plugin may work before another node may take the job over, unless it asks for longer. */
const leaseFor = 60 * second
/** A plugin is told to stop so long before its lease ends. */
const toStop = 5 * second
/** Jobs that plugins of this node do at the same time. */
const places = 10

type JobDeps = Omit<Deps, 'wake'>

const nearestOf = prepared((db, { type }: { type: string }) =>
  db
    .selectFrom('job')
    .select('run_at')
    .where('type', '=', type)
    .where('suspended', '=', 0)
    .where('lease', 'is', null)
    .orderBy('run_at')
    .limit(1),
)

/**
 * Does the queued jobs that plugins offer: each at least once, under a lease, tried again with growing pauses, then an
 * incident. The others wait for external workers. A job that takes long keeps only its own place.
 */
export function jobRunner(deps: JobDeps, plugins: PluginRegistry, timerMaySet: () => void): Wakeable {
  const { store, clock, log } = deps
  const run = worker(deps, plugins)
  const underWay = new Set<Promise<void>>()
  let turn = 0

  const begin = (job: TakenJob) => {
    const work = run(job)
      .catch((error) => log.error({ err: error, jobType: job.type }, 'what became of a job could not be stored'))
      .finally(() => {
        underWay.delete(work)
        timerMaySet()
      })
    underWay.add(work)
  }

  const taking = wakeable(
    2 * second,
    async () => {
      const free = places - underWay.size
      if (free === 0) return undefined
      const found = await Promise.all(plugins.jobTypes.map(async (type) => (await nearestOf(store, { type }))[0]))
      const nearest = Math.min(...found.map((row) => row?.run_at ?? Number.POSITIVE_INFINITY))
      if (nearest === Number.POSITIVE_INFINITY) return undefined
      if (nearest > clock.now()) return nearest - clock.now()
      turn += 1
      const types = turned(plugins.jobTypes, turn)
      const jobs = await store.write((tx) => takeJobs(tx, { types, max: free, leaseFor, now: clock.now() }))
      for (const job of jobs) begin(job)
      return jobs.length > 0 ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'jobs could not be taken'),
  )

  return {
    wake: taking.wake,
    stop: async () => {
      await taking.stop()
      await Promise.all(underWay)
    },
  }
}

/** Another type comes first each time, so that none waits for ever behind the others. */
function turned(types: readonly string[], turn: number): readonly string[] {
  const first = turn % Math.max(1, types.length)
  return [...types.slice(first), ...types.slice(0, first)]
}

function worker(deps: JobDeps, plugins: PluginRegistry) {
  const { store, clock, log } = deps
  const settle = settleJob(deps)

  return async (job: TakenJob) => {
    const time = leaseTime(leaseFor)
    const extend = async (milliseconds: number) => {
      const until = await store.write((tx) => extendLease(tx, job, { now: clock.now(), by: milliseconds }))
      if (until === undefined) return false
      time.lasts(milliseconds)
      return true
    }
    try {
      const { type, variables, caseId, region, headers } = job
      const context = { idempotencyKey: idempotencyKey(job), caseId, region, headers, signal: time.nearlyUp }
      const work = plugins.run(type, variables, { ...context, extendLease: extend })
      const result = await Promise.race([work, time.up])
      await settle(job, { type: 'completeJob', ...result })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log.warn({ jobType: job.type, attempt: job.attempt, err: error }, 'job failed')
      await settle(job, { type: 'failJob', message: message.slice(0, 500) })
    } finally {
      time.end()
    }
  }
}

/** Tells a plugin when to stop, and gives its place to others when it has not. */
function leaseTime(first: number) {
  const stopper = new AbortController()
  const { promise: up, reject } = Promise.withResolvers<never>()
  up.catch(() => {})
  let timers: NodeJS.Timeout[] = []
  const end = () => {
    for (const timer of timers) clearTimeout(timer)
  }
  const lasts = (milliseconds: number) => {
    end()
    timers = [
      setTimeout(() => stopper.abort(), Math.max(0, milliseconds - toStop)),
      setTimeout(() => reject(new Error('The lease ended before the plugin had a result.')), milliseconds),
    ]
  }
  lasts(first)
  return { nearlyUp: stopper.signal, up, lasts, end }
}
