import type { Context } from 'koa'
import type { Endpoint } from '#runtime/api'
import type { Clock } from '../clock.ts'
import { RefusedError } from '../refused-error.ts'
import { tokenBucket } from '../workers/token-bucket.ts'

/** Pays for what requests cost; each person has a purse of their own, which fills again. */
export interface Purse {
  /** @throws {RefusedError} `too-many-requests`, with when to ask again. */
  readonly pay: (userId: string, cost: number) => void
}

/** A body is free up to this size, and costs 1 for each time it is as large. */
const freeBytes = 64 * 1024
/** From so many times on it costs more: reading and storing it holds everybody else up. */
const ordinary = 8
const times = 4
/** What a request that changes or checks definitions costs beside its body. */
const designing = 4
/** A cost above this could never be paid. */
const most = 200
const perSecond = 40

export function purse({ now }: Clock): Purse {
  const left = tokenBucket({ perSecond, burst: most })
  return {
    pay: (userId, cost) => {
      const wait = cost > 0 ? left.take(userId, now(), Math.min(cost, most)) : 0
      if (wait > 0) throw new RefusedError('too-many-requests', { retryAfterSeconds: wait })
    },
  }
}

/** What is asked for there is resolved anew each time. */
const resolving: ReadonlySet<string> = new Set(['/api/release-preview', '/api/upgrade'])

/** What a request costs, known before its body is read: nothing for the everyday ones. */
export function costOf({ access, body }: Endpoint, { method, path, request }: Context): number {
  const bytes = body ? (request.length ?? most * freeBytes) : 0
  const checks = access === 'designer' && method !== 'GET' && method !== 'DELETE'
  const size = Math.floor(bytes / freeBytes)
  const looks = method === 'GET' && resolving.has(path)
  return size + Math.max(0, size - ordinary) * (times - 1) + (checks || looks ? designing : 0)
}
