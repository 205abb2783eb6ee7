import type { PluginRegistry } from '#plugins'
import type { Deps } from '../deps.ts'
import { prepared } from '../store/prepared.ts'
import { extendLease, idempotencyKey, type TakenJob, takeJobs } from '../workers/lease.ts'
import { settleJob } from '../workers/settle-job.ts'
import { wakeable } from './wakeable.ts'

const second = 1000
/** How long a plugin may work before another node may take the job over, unless it asks for longer. */
const leaseFor = 60 * second
/** A plugin is told to stop so long before its lease ends. */
const toStop = 5 * second
const takenAtOnce = 10

type JobDeps = Omit<Deps, 'wake'>

const nearestOf = prepared((db, { type }: { type: string }) =>
  db
    .selectFrom('job')
    .innerJoin('instance', 'instance.case_id', 'job.case_id')
    .select('run_at')
    .where('type', '=', type)
    .where('instance.suspended', '=', 0)
    .orderBy('run_at')
    .limit(1),
)

/**
 * Does the queued jobs that plugins offer: each at least once, under a lease, tried again with growing pauses, then an
 * incident. The others wait for external workers.
 */
export function jobRunner(deps: JobDeps, plugins: PluginRegistry, timerMaySet: () => void) {
  const { store, clock, log } = deps
  const run = worker(deps, plugins)
  let turn = 0
  return wakeable(
    2 * second,
    async () => {
      const found = await Promise.all(plugins.jobTypes.map(async (type) => (await nearestOf(store, { type }))[0]))
      const nearest = Math.min(...found.map((row) => row?.run_at ?? Number.POSITIVE_INFINITY))
      if (nearest === Number.POSITIVE_INFINITY) return undefined
      if (nearest > clock.now()) return nearest - clock.now()
      turn += 1
      const types = turned(plugins.jobTypes, turn)
      const jobs = await store.write((tx) => takeJobs(tx, { types, max: takenAtOnce, leaseFor, now: clock.now() }))
      await Promise.all(jobs.map(run))
      if (jobs.length > 0) timerMaySet()
      return jobs.length > 0 ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'jobs could not be taken'),
  )
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
    const stopper = new AbortController()
    let ending = setTimeout(() => stopper.abort(), leaseFor - toStop)
    const extend = async (milliseconds: number) => {
      const until = await store.write((tx) => extendLease(tx, job, { now: clock.now(), by: milliseconds }))
      if (until === undefined) return false
      clearTimeout(ending)
      ending = setTimeout(() => stopper.abort(), Math.max(0, milliseconds - toStop))
      return true
    }
    try {
      const { type, variables, caseId, region, headers } = job
      const context = { idempotencyKey: idempotencyKey(job), caseId, region, headers, signal: stopper.signal }
      const result = await plugins.run(type, variables, { ...context, extendLease: extend })
      await settle(job, { type: 'completeJob', ...result })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log.warn({ jobType: job.type, attempt: job.attempt, err: error }, 'job failed')
      await settle(job, { type: 'failJob', message: message.slice(0, 500) })
    } finally {
      clearTimeout(ending)
    }
  }
}
