import { randomUUID } from 'node:crypto'
import type { PluginRegistry } from '#plugins'
import type { Deps } from '../deps.ts'
import type { Tx } from '../store/store.ts'
import { advance, asksTheMachine, loadInstance } from './advance.ts'
import { addressOf } from './element-address.ts'
import { stepFacts } from './step-facts.ts'
import { wakeable } from './wakeable.ts'

const second = 1000
/** How long a plugin may work before another node may take the job over. */
const leaseFor = 60 * second
const takenAtOnce = 10
const longestPause = 10 * 60 * second

interface TakenJob {
  readonly case_id: string
  readonly job_id: string
  readonly type: string
  readonly headers: string
  readonly variables: string
  readonly retries_left: number
  readonly attempts: number
  readonly lease: string
  readonly region: string
  readonly release: string
}

type JobDeps = Omit<Deps, 'wake'>

/** Does the queued jobs through plugins: each at least once, under a lease, tried again with growing pauses, then an incident. */
export function jobRunner(deps: JobDeps, plugins: PluginRegistry, timerMaySet: () => void) {
  const { store, clock, log } = deps
  return wakeable(
    2 * second,
    async () => {
      const nearest = await store.db
        .selectFrom('job')
        .innerJoin('instance', 'instance.case_id', 'job.case_id')
        .select('run_at')
        .where('instance.suspended', '=', 0)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst()
      if (!nearest || nearest.run_at > clock.now()) return nearest && nearest.run_at - clock.now()
      const jobs = await store.write((tx) => take(tx, clock.now()))
      await Promise.all(jobs.map((job) => work(deps, plugins, job)))
      if (jobs.length > 0) timerMaySet()
      return jobs.length > 0 ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'jobs could not be taken'),
  )
}

async function take({ db, dialect }: Tx, now: number): Promise<TakenJob[]> {
  const due = db
    .selectFrom('job')
    .innerJoin('cases', 'cases.id', 'job.case_id')
    .innerJoin('instance', 'instance.case_id', 'job.case_id')
    .select(['job.case_id', 'job_id', 'type', 'headers', 'variables', 'retries_left', 'attempts'])
    .select(['region', 'release'])
    .where('run_at', '<=', now)
    .where('instance.suspended', '=', 0)
    .orderBy('run_at')
    .limit(takenAtOnce)
  const jobs = await (dialect === 'postgres' ? due.forUpdate(['job']).skipLocked() : due).execute()
  const taken = jobs.map((job) => ({ ...job, lease: randomUUID() }))
  for (const { case_id, job_id, lease } of taken) {
    await db
      .updateTable('job')
      .set({ run_at: now + leaseFor, lease })
      .where('case_id', '=', case_id)
      .where('job_id', '=', job_id)
      .execute()
  }
  return taken
}

async function work(deps: JobDeps, plugins: PluginRegistry, job: TakenJob) {
  const { store, clock, log } = deps
  try {
    const result = await plugins.run(job.type, JSON.parse(job.variables) as Record<string, unknown>, {
      idempotencyKey: `${job.case_id}.${job.job_id}`,
      caseId: job.case_id,
      region: job.region,
      headers: JSON.parse(job.headers) as Record<string, string>,
      signal: AbortSignal.timeout(leaseFor - 5 * second),
    })
    await finish(deps, job, { type: 'completeJob', variables: result.variables }, result.said)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    log.warn({ jobType: job.type, attempt: job.attempts + 1, err: error }, 'job failed')
    const now = clock.now()
    if (job.retries_left <= 1) await finish(deps, job, { type: 'failJob', message: message.slice(0, 500) }, message)
    else await store.write((tx) => tryAgainLater(tx, job, now))
  }
}

function tryAgainLater({ db }: Tx, job: TakenJob, now: number) {
  const pause = Math.min(longestPause, 5 * second * 2 ** job.attempts)
  return db
    .updateTable('job')
    .set({ run_at: now + pause, lease: null, attempts: job.attempts + 1, retries_left: job.retries_left - 1 })
    .where('case_id', '=', job.case_id)
    .where('job_id', '=', job.job_id)
    .where('lease', '=', job.lease)
    .execute()
}

/** The case was suspended while the job was done: it is done again when the case is resumed. */
async function giveBack({ db }: Tx, job: TakenJob) {
  await db
    .updateTable('job')
    .set({ lease: null })
    .where('case_id', '=', job.case_id)
    .where('job_id', '=', job.job_id)
    .where('lease', '=', job.lease)
    .execute()
  return false
}

type Outcome =
  | { readonly type: 'completeJob'; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly type: 'failJob'; readonly message: string }

/** Tells the case, unless the lease was lost meanwhile: then another node tells it. */
async function finish({ store, clock, calendar, releases }: JobDeps, job: TakenJob, outcome: Outcome, said?: string) {
  const ready = await releases.ready(job.release)
  return store.write(async (tx) => {
    const loaded = await loadInstance(tx, job.case_id)
    const held = await tx.db
      .selectFrom('job')
      .select('job_id')
      .where('case_id', '=', job.case_id)
      .where('job_id', '=', job.job_id)
      .where('lease', '=', job.lease)
      .executeTakeFirst()
    if (!loaded || !held) return false
    if (loaded.suspended) return giveBack(tx, job)
    const at = clock.now()
    const { call, id } = addressOf(job.job_id)
    const { effects } = await advance(
      tx,
      loaded,
      { call, command: { ...outcome, at, jobId: id } },
      { ...stepFacts(ready, at, calendar), said },
    )
    return asksTheMachine(effects)
  })
}
