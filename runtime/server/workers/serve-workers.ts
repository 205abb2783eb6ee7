import type { FetchedJob } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { RefusedError } from '../refused-error.ts'
import { splitTaskId } from '../use-cases/task-id.ts'
import { extendLease, idempotencyKey, type LeasedJob, type TakenJob } from './lease.ts'
import { type Outcome, type Settled, settleJob } from './settle-job.ts'
import type { WaitingWorkers } from './waiting-workers.ts'
import type { KnownWorker } from './worker-tokens.ts'

export interface AskForJobs {
  readonly worker: KnownWorker
  /** All that the worker may fetch where left out. */
  readonly types?: readonly string[]
  readonly max?: number
  readonly lease?: number
  readonly wait?: number
  readonly signal: AbortSignal
}

const usualLease = 60_000

/** Jobs for a worker. @throws {RefusedError} `forbidden` where it asks for a type that is not its own, `too-many-requests`. */
export function fetchJobs({ jobTypes = [] }: Pick<Deps, 'jobTypes'>, waiting: WaitingWorkers) {
  return async ({ worker, types, max = 1, lease = usualLease, wait = 0, signal }: AskForJobs) => {
    const others = types?.filter((type) => !worker.types.includes(type)) ?? []
    if (others.length > 0) throw new RefusedError('forbidden', { reason: `job types ${others.join(', ')}` })
    const asked = [...new Set(types ?? worker.types)].filter((type) => !jobTypes.includes(type))
    const jobs = await waiting.fetch({ worker, types: asked, max, lease, wait, signal })
    return { items: jobs.map(handed) }
  }
}

function handed(job: TakenJob): FetchedJob {
  const { type, lease, leaseUntil, caseId, processId, elementId, region, headers, variables, retriesLeft, attempt } =
    job
  const where = { caseId, processId, elementId, region }
  const carried = { headers: { ...headers }, variables: { ...variables } }
  return {
    id: idempotencyKey(job),
    type,
    lease,
    leaseUntil: iso(leaseUntil),
    ...where,
    ...carried,
    retriesLeft,
    attempt,
  }
}

export interface SettleJob {
  readonly worker: KnownWorker
  /** `CASE.JOB` */
  readonly jobId: string
  readonly lease: string
  readonly outcome: Outcome
}

/** Characters of JSON that a result may have. */
const mostOfResult = 262_144

/** What a worker says of its job. @throws {RefusedError} `lease-expired`, `case-suspended`, `too-large`. */
export function settleWorkersJob(deps: Deps) {
  const settle = settleJob(deps)
  return async ({
    worker,
    jobId,
    lease,
    outcome,
  }: SettleJob): Promise<Exclude<Settled, { how: 'late' | 'suspended' }>> => {
    if ('variables' in outcome && JSON.stringify(outcome.variables).length > mostOfResult) {
      throw new RefusedError('too-large', { reason: `variables of at most ${mostOfResult} characters of JSON` })
    }
    const settled = await settle(leasedJob(jobId, lease), outcome, worker)
    if (settled.how === 'late') throw new RefusedError('lease-expired')
    if (settled.how === 'suspended') throw new RefusedError('case-suspended')
    if (settled.how === 'settled' && settled.forTheMachine) deps.wake()
    return settled
  }
}

export interface Heartbeat {
  readonly worker: KnownWorker
  readonly jobId: string
  readonly lease: string
  readonly extend: number
}

/** Lets a worker hold its job for longer. @throws {RefusedError} `lease-expired`. */
export function heartbeat({ store, clock }: Pick<Deps, 'store' | 'clock'>) {
  return async ({ worker, jobId, lease, extend }: Heartbeat) => {
    const how = { now: clock.now(), by: extend, worker: worker.id }
    const until = await store.write((tx) => extendLease(tx, leasedJob(jobId, lease), how))
    if (until === undefined) throw new RefusedError('lease-expired')
    return { leaseUntil: iso(until) }
  }
}

function leasedJob(id: string, lease: string): LeasedJob {
  const { caseId, engineTaskId } = splitTaskId(id)
  return { caseId, jobId: engineTaskId, lease }
}
