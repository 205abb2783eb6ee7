import type { Variables } from '#engine'
import type { Deps } from '../deps.ts'
import { advance, asksTheMachine, loadInstance } from '../execution/advance.ts'
import { addressOf } from '../execution/element-address.ts'
import { stepFacts } from '../execution/step-facts.ts'
import { writeAudit } from '../store/audit.ts'
import type { Tx } from '../store/store.ts'
import { pauseAfter } from './back-off.ts'
import { idempotencyKey, type LeasedJob } from './lease.ts'

/** What became of a job. */
export type Outcome =
  | { readonly type: 'completeJob'; readonly variables: Variables; readonly said?: string }
  /** A BPMN error: the process decides what follows from it. */
  | { readonly type: 'throwError'; readonly code: string; readonly message?: string; readonly variables: Variables }
  | {
      readonly type: 'failJob'
      readonly message: string
      /** One less than before where left out; with none left the token stops with an incident. */
      readonly retriesLeft?: number
      /** Milliseconds; what the definition says where left out. */
      readonly retryAfter?: number
    }

/** Nothing was heard before the lease ended: a try that failed, of which only the machine itself can tell. */
interface NothingHeard {
  readonly type: 'endLease'
  readonly message: string
}

/** The external worker that says so; plugins go without. */
export interface ByWorker {
  readonly id: string
  readonly name: string
}

export type Settled =
  | { readonly how: 'settled'; readonly forTheMachine: boolean }
  | { readonly how: 'again'; readonly retriesLeft: number; readonly at: number }
  /** The lease has ended, or was never this one: somebody else does the job, or has done it. */
  | { readonly how: 'late' }
  /** The case was suspended meanwhile: the job is done again when it is resumed. */
  | { readonly how: 'suspended' }

export type SettleDeps = Pick<Deps, 'store' | 'clock' | 'calendar' | 'releases'>

/** Tells a case what became of its job; for plugins and external workers alike. In one transaction, once. */
export function settleJob(deps: SettleDeps): (job: LeasedJob, outcome: Outcome, by?: ByWorker) => Promise<Settled> {
  return settling(deps)
}

/** Tells a case that the lease of its job has ended without a result. A job that was settled meanwhile is left alone. */
export function endLease(deps: SettleDeps): (job: LeasedJob, message: string) => Promise<Settled> {
  const settle = settling(deps)
  return (job, message) => settle(job, { type: 'endLease', message })
}

function settling({ store, clock, calendar, releases }: SettleDeps) {
  return async (job: LeasedJob, outcome: Outcome | NothingHeard, by?: ByWorker): Promise<Settled> => {
    const of = await store.db.selectFrom('cases').select('release').where('id', '=', job.caseId).executeTakeFirst()
    if (!of) return { how: 'late' }
    const ready = await releases.ready(of.release)
    return store.write(async (tx): Promise<Settled> => {
      const loaded = await loadInstance(tx, job.caseId)
      const at = clock.now()
      const held = await heldJob(tx, job, { at, ended: outcome.type === 'endLease', by })
      if (!loaded || !held) return { how: 'late' }
      if (loaded.suspended) {
        await giveBack(tx, job)
        return { how: 'suspended' }
      }
      if (outcome.type === 'failJob' || outcome.type === 'endLease') {
        const { retriesLeft = held.retries_left - 1, retryAfter } = outcome.type === 'failJob' ? outcome : {}
        if (retriesLeft > 0) return tryAgain(tx, job, held, { retriesLeft, retryAfter }, at)
      }
      const { call, id } = addressOf(job.jobId)
      const command = { ...commandOf(outcome), at, jobId: id }
      const facts = { ...stepFacts(ready, at, calendar), said: saidOf(outcome), workerName: by?.name }
      const { effects } = await advance(tx, loaded, { call, command }, facts)
      if (by) {
        const entry = { stream: `case:${job.caseId}`, at, actor: `worker:${by.id}` }
        await writeAudit(tx, { ...entry, action: actions[outcome.type], subject: idempotencyKey(job) })
      }
      return { how: 'settled', forTheMachine: asksTheMachine(effects) }
    })
  }
}

const actions = {
  completeJob: 'complete-job',
  throwError: 'throw-job-error',
  failJob: 'fail-job',
  endLease: 'end-lease',
} as const

function commandOf(outcome: Outcome | NothingHeard) {
  switch (outcome.type) {
    case 'completeJob':
      return { type: outcome.type, variables: outcome.variables }
    case 'throwError': {
      const { type, code, message, variables } = outcome
      return { type, code, message, variables }
    }
    case 'failJob':
    case 'endLease':
      return { type: 'failJob' as const, message: outcome.message }
  }
}

function saidOf(outcome: Outcome | NothingHeard): string | undefined {
  if (outcome.type === 'completeJob') return outcome.said
  if (outcome.type !== 'throwError') return outcome.message
  return outcome.message === undefined ? outcome.code : `${outcome.code}：${outcome.message}`
}

interface Held {
  readonly at: number
  /** Whether the lease is to have ended; else it lasts. */
  readonly ended: boolean
  readonly by?: ByWorker
}

/** The job where it is still under this lease; on PostgreSQL nobody makes the lease longer until the transaction ends. */
async function heldJob({ db, dialect }: Tx, { caseId, jobId, lease }: LeasedJob, { at, ended, by }: Held) {
  let query = db
    .selectFrom('job')
    .select(['retries_left', 'attempts', 'pauses'])
    .where('case_id', '=', caseId)
    .where('job_id', '=', jobId)
    .where('lease', '=', lease)
    .where('run_at', ended ? '<=' : '>', at)
  if (by) query = query.where('worker', '=', by.id)
  return (dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

async function giveBack({ db }: Tx, { caseId, jobId, lease }: LeasedJob) {
  await db
    .updateTable('job')
    .set({ lease: null, worker: null })
    .where('case_id', '=', caseId)
    .where('job_id', '=', jobId)
    .where('lease', '=', lease)
    .execute()
}

async function tryAgain(
  { db }: Tx,
  { caseId, jobId, lease }: LeasedJob,
  { attempts, pauses }: { readonly attempts: number; readonly pauses: string | null },
  { retriesLeft, retryAfter }: { readonly retriesLeft: number; readonly retryAfter?: number },
  now: number,
): Promise<Settled> {
  const said = pauses === null ? undefined : (JSON.parse(pauses) as number[])
  const at = now + (retryAfter ?? pauseAfter(attempts + 1, said))
  await db
    .updateTable('job')
    .set({ run_at: at, lease: null, worker: null, attempts: attempts + 1, retries_left: retriesLeft })
    .where('case_id', '=', caseId)
    .where('job_id', '=', jobId)
    .where('lease', '=', lease)
    .execute()
  return { how: 'again', retriesLeft, at }
}
