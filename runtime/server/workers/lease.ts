import { randomUUID } from 'node:crypto'
import { endOf } from '../execution/correlation.ts'
import type { Tx } from '../store/store.ts'

/** A job under a lease: nobody else gets it before the lease ends. */
export interface LeasedJob {
  readonly caseId: string
  readonly jobId: string
  readonly lease: string
}

export interface TakenJob extends LeasedJob {
  readonly type: string
  readonly elementId: string
  readonly processId: string
  readonly region: string
  readonly release: string
  readonly headers: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, unknown>>
  readonly retriesLeft: number
  /** Counts from 1. */
  readonly attempt: number
  readonly leaseUntil: number
}

export interface TakeJobs {
  /** In the order they are looked through. */
  readonly types: readonly string[]
  readonly max: number
  /** Milliseconds. */
  readonly leaseFor: number
  readonly now: number
  /** The external worker that takes them, and where it may work. */
  readonly worker?: { readonly id: string; readonly region: string }
}

/** The same for the same job, however often it is tried: what was done under it need not be done again. */
export const idempotencyKey = ({ caseId, jobId }: Pick<LeasedJob, 'caseId' | 'jobId'>): string => `${caseId}.${jobId}`

/** Puts jobs that are due under a lease. Several may take at once: each job goes to one of them. */
export async function takeJobs(tx: Tx, { types, max, leaseFor, now, worker }: TakeJobs): Promise<TakenJob[]> {
  const taken: TakenJob[] = []
  for (const type of types) {
    if (taken.length >= max) break
    for (const row of await due(tx, type, max - taken.length, now, worker?.region)) {
      const lease = randomUUID()
      const leaseUntil = now + leaseFor
      await tx.db
        .updateTable('job')
        .set({ run_at: leaseUntil, lease, worker: worker?.id ?? null })
        .where('case_id', '=', row.case_id)
        .where('job_id', '=', row.job_id)
        .execute()
      taken.push({
        caseId: row.case_id,
        jobId: row.job_id,
        lease,
        leaseUntil,
        type,
        elementId: row.element_id,
        processId: row.process_id,
        region: row.region,
        release: row.release,
        headers: JSON.parse(row.headers) as TakenJob['headers'],
        variables: JSON.parse(row.variables) as TakenJob['variables'],
        retriesLeft: row.retries_left,
        attempt: row.attempts + 1,
      })
    }
  }
  return taken
}

function due({ db, dialect }: Tx, type: string, max: number, now: number, region: string | undefined) {
  let query = db
    .selectFrom('job')
    .innerJoin('cases', 'cases.id', 'job.case_id')
    .select(['job.case_id', 'job_id', 'element_id', 'headers', 'variables', 'retries_left', 'attempts'])
    .select(['region', 'release', 'process_id'])
    .where('type', '=', type)
    .where('job.suspended', '=', 0)
    .where('run_at', '<=', now)
    // A lease that has ended without a result is first counted as a try that failed.
    .where('lease', 'is', null)
  if (region !== undefined) query = query.where('region', '>=', region).where('region', '<', endOf(region))
  const first = query.orderBy('run_at').limit(max)
  return (dialect === 'postgres' ? first.forUpdate(['job']).skipLocked() : first).execute()
}

/** Lets a job be held for longer. Gives the new end, or undefined where the lease has ended. */
export async function extendLease(
  { db }: Tx,
  { caseId, jobId, lease }: LeasedJob,
  { now, by, worker }: { readonly now: number; readonly by: number; readonly worker?: string },
): Promise<number | undefined> {
  let query = db
    .updateTable('job')
    .set({ run_at: now + by })
    .where('case_id', '=', caseId)
    .where('job_id', '=', jobId)
    .where('lease', '=', lease)
    .where('run_at', '>', now)
  if (worker !== undefined) query = query.where('worker', '=', worker)
  const held = await query.returning('run_at').executeTakeFirst()
  return held?.run_at
}
