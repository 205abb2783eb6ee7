import { randomBytes } from 'node:crypto'
import type { Middleware } from 'koa'
import type { Logger } from 'pino'

/** One line a request: method, route, status, time. No names, no ids of persons, no query strings, no bodies. */
export function requestLog(log: Logger): Middleware {
  return async (ctx, next) => {
    const requestId = randomBytes(8).toString('hex')
    ctx.state.requestId = requestId
    ctx.set('X-Request-Id', requestId)
    const begun = performance.now()
    await next()
    const route = (ctx.state.route as string | undefined) ?? 'static'
    log.info({ requestId, method: ctx.method, route, status: ctx.status, ms: Math.round(performance.now() - begun) })
  }
}
