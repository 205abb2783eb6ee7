import type { Middleware } from 'koa'
import { RefusedError } from '../refused-error.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another site cannot make a signed-in browser change anything: browsers say where a request comes from
 * (Fetch Metadata; older ones `Origin`), and only our own pages may. Programs that are no browsers say neither.
 */
export const sameOrigin: Middleware = (ctx, next) => {
  if (safe.has(ctx.method)) return next()
  const site = ctx.get('Sec-Fetch-Site')
  if (site !== '' && site !== 'same-origin' && site !== 'none') throw new RefusedError('cross-site')
  const origin = ctx.get('Origin')
  if (origin !== '' && !isOurs(origin, ctx.host)) throw new RefusedError('cross-site')
  return next()
}

/** The scheme is left out: behind a proxy only the browser knows it. */
function isOurs(origin: string, host: string) {
  return URL.canParse(origin) && new URL(origin).host === host
}
