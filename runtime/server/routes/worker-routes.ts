import type { Context } from 'koa'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { RefusedError } from '../refused-error.ts'
import { jobTypesWaiting, registerWorker, revokeOneWorker, workersOf } from '../workers/administer-workers.ts'
import { fetchJobs, heartbeat, settleWorkersJob } from '../workers/serve-workers.ts'
import { tokenBucket } from '../workers/token-bucket.ts'
import type { WaitingWorkers } from '../workers/waiting-workers.ts'
import { type KnownWorker, workerOfToken } from '../workers/worker-tokens.ts'

type WorkerEndpoints =
  | 'POST /api/jobs/fetch-and-lock'
  | 'POST /api/jobs/:jobId/complete'
  | 'POST /api/jobs/:jobId/fail'
  | 'POST /api/jobs/:jobId/error'
  | 'POST /api/jobs/:jobId/heartbeat'
  | 'GET /api/workers'
  | 'POST /api/workers'
  | 'DELETE /api/workers/:workerId'
  | 'GET /api/job-types'

/** HTTP for workers outside, and for those who register them. */
export function workerRoutes(deps: Deps, waiting: WaitingWorkers): Pick<Handlers, WorkerEndpoints> {
  const fetch = fetchJobs(deps, waiting)
  const settle = settleWorkersJob(deps)
  const extend = heartbeat(deps)
  const list = workersOf(deps)
  const register = registerWorker(deps)
  const revoke = revokeOneWorker(deps)
  const types = jobTypesWaiting(deps)

  return {
    'POST /api/jobs/fetch-and-lock': ({ worker, body, http }) => fetch({ worker, ...body, signal: hungUp(http) }),
    'POST /api/jobs/:jobId/complete': async ({ worker, params, body: { lease, variables = {}, said } }) => {
      await settle({ worker, ...params, lease, outcome: { type: 'completeJob', variables, said } })
      return undefined
    },
    'POST /api/jobs/:jobId/fail': async ({ worker, params, body: { lease, ...failure } }) => {
      const settled = await settle({ worker, ...params, lease, outcome: { type: 'failJob', ...failure } })
      return settled.how === 'again'
        ? { retriesLeft: settled.retriesLeft, retryAt: iso(settled.at) }
        : { retriesLeft: 0 }
    },
    'POST /api/jobs/:jobId/error': async ({ worker, params, body: { lease, variables = {}, ...error } }) => {
      await settle({ worker, ...params, lease, outcome: { type: 'throwError', variables, ...error } })
      return undefined
    },
    'POST /api/jobs/:jobId/heartbeat': ({ worker, params, body }) => extend({ worker, ...params, ...body }),
    'GET /api/workers': ({ user, query }) => list({ user, ...query }),
    'POST /api/workers': ({ user, body }) => register({ user, ...body }),
    'DELETE /api/workers/:workerId': ({ user, params }) => revoke({ user, ...params }),
    'GET /api/job-types': ({ user, query }) => types({ user, ...query }),
  }
}

function hungUp({ req, res }: Context): AbortSignal {
  const stopper = new AbortController()
  req.once('aborted', () => stopper.abort())
  res.once('close', () => stopper.abort())
  return stopper.signal
}

/** Requests of one worker, and tokens that one address may get wrong. */
const ofOneWorker = { perSecond: 200, burst: 400 }
const wrongTokens = { perSecond: 1, burst: 20 }

/**
 * Whose bearer token the request carries.
 * @throws {RefusedError} `worker-token` where it is none or was revoked, `too-many-requests`.
 */
export function workerOfRequest({ store, clock }: Pick<Deps, 'store' | 'clock'>) {
  const rates = tokenBucket(ofOneWorker)
  const wrong = tokenBucket(wrongTokens)
  return async (ctx: Context): Promise<KnownWorker> => {
    const token = /^Bearer ([\w-]{1,200})$/i.exec(ctx.get('Authorization'))?.[1]
    const now = clock.now()
    const worker = token === undefined ? undefined : await workerOfToken(store, token, now)
    const wait = worker ? rates.take(worker.id, now) : wrong.take(ctx.ip, now)
    if (wait > 0) throw new RefusedError('too-many-requests', { retryAfterSeconds: wait })
    if (worker) return worker
    ctx.set('WWW-Authenticate', 'Bearer')
    throw new RefusedError('worker-token')
  }
}
