import type { Deps } from '../deps.ts'
import { type Wakeable, wakeable } from '../execution/wakeable.ts'
import type { LeasedJob } from './lease.ts'
import { endLease } from './settle-job.ts'

const second = 1000
const lookedAtOnce = 50
/** After a lease that could not be ended. */
const pause = 60 * second

type LeaseDeps = Omit<Deps, 'wake'>

/**
 * Ends the leases of those who were not heard of: their worker, or the server itself, may have died of the job. So it
 * counts as a try that failed, which is made again after the pause that the definition says, and then is an incident:
 * a job that kills whoever takes it is not taken for ever. `ended` is called where jobs may be taken again.
 */
export function leaseRunner(deps: LeaseDeps, ended: () => void): Wakeable {
  const { store, clock, log } = deps
  const end = endLease(deps)

  const endOne = async ({ worker, ...job }: EndedLease) => {
    try {
      const settled = await end(job, silence(worker))
      if (settled.how === 'again')
        log.warn({ ...job, retriesLeft: settled.retriesLeft }, 'lease ended without a result')
    } catch (error) {
      log.error({ err: error, ...job }, 'lease could not be ended')
      await putOff(deps, job, clock.now() + pause)
    }
  }

  return wakeable(
    2 * second,
    async () => {
      const rows = await store.db
        .selectFrom('job')
        .leftJoin('worker', 'worker.id', 'job.worker')
        .select(['case_id as caseId', 'job_id as jobId', 'lease', 'worker.name as worker'])
        .where('lease', 'is not', null)
        .where('run_at', '<=', clock.now())
        .orderBy('run_at')
        .limit(lookedAtOnce)
        .execute()
      for (const { lease, ...row } of rows) if (lease !== null) await endOne({ ...row, lease })
      if (rows.length > 0) ended()
      return rows.length === lookedAtOnce ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'leases could not be read'),
  )
}

interface EndedLease extends LeasedJob {
  /** Name of the external worker; null where a plugin held it. */
  readonly worker: string | null
}

function silence(worker: string | null): string {
  if (worker === null)
    return '作业没有在租约内完成，服务器可能中途停止。No result before the lease ended; the server may have stopped.'
  return `作业程序“${worker}”在租约内没有回音。Nothing was heard from "${worker}" before its lease ended.`
}

async function putOff({ store }: LeaseDeps, { caseId, jobId, lease }: LeasedJob, until: number): Promise<void> {
  await store.write(({ db }) =>
    db
      .updateTable('job')
      .set({ run_at: until })
      .where('case_id', '=', caseId)
      .where('job_id', '=', jobId)
      .where('lease', '=', lease)
      .execute(),
  )
}
