import Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import { type Endpoint, type EndpointName, endpoints } from '#runtime/api'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import type { KnownWorker } from '../workers/worker-tokens.ts'
import type { CheckedRequest, Handlers } from './handlers.ts'
import { jsonBody } from './json-body.ts'
import { openApi } from './openapi.ts'
import { requestCheck } from './request-checks.ts'
import { costOf, type Purse } from './request-cost.ts'

export interface Doorkeeper {
  /** Whose session the request carries. */
  readonly user: (ctx: Context) => Promise<SignedIn | undefined>
  /** Whose token it carries. @throws {RefusedError} where it is nobody's. */
  readonly worker: (ctx: Context) => Promise<KnownWorker>
  readonly mayDesign: (user: SignedIn, region: string | undefined) => Promise<boolean>
  /** What a person may ask of the server within a while. */
  readonly purse: Purse
}

/** The table of endpoints as routes: who may knock and what they bring is checked here, the rest is the handler's. */
export function apiRouter(handlers: Handlers, doorkeeper: Doorkeeper): Middleware {
  const router = new Router()
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const [method, path] = name.split(' ') as [string, string]
    router.register(path, [method], route(name, endpoints[name], handlers[name] as AnyHandler, doorkeeper))
  }
  const document = openApi()
  router.get('/api/openapi.json', (ctx) => {
    ctx.body = document
  })
  return router.routes() as unknown as Middleware
}

type AnyHandler = (request: CheckedRequest<Endpoint>) => Promise<unknown>

function route(name: EndpointName, endpoint: Endpoint, handle: AnyHandler, doorkeeper: Doorkeeper) {
  const checkParams = requestCheck(endpoint.params, 'params')
  const checkQuery = requestCheck(endpoint.query, 'query')
  const checkBody = requestCheck(endpoint.body, 'body')

  return async (ctx: Context & { params: Record<string, string> }) => {
    ctx.state.route = name
    ctx.set('Cache-Control', 'no-store')
    const worker = endpoint.access === 'worker' ? await doorkeeper.worker(ctx) : undefined
    const isForUsers = endpoint.access !== 'public' && !worker
    const user = isForUsers ? await doorkeeper.user(ctx) : undefined
    if (isForUsers && !user) throw new RefusedError('sign-in-required')
    const query = checkQuery(ctx.query)
    if (user) doorkeeper.purse.pay(user.id, costOf(endpoint, ctx))
    const body = endpoint.body ? checkBody(await jsonBody(ctx)) : undefined
    if (user && endpoint.access === 'designer') {
      if (!(await doorkeeper.mayDesign(user, regionNamed(query) ?? regionNamed(body))))
        throw new RefusedError('forbidden')
    }
    const answer = await handle({
      params: checkParams(ctx.params),
      query,
      body,
      user,
      access: user && accessOf(user),
      worker,
      http: ctx,
    } as CheckedRequest<Endpoint>)
    if (answer !== undefined) ctx.body = answer
    else if (ctx.body === undefined || ctx.body === null) ctx.status = 204
  }
}

function regionNamed(part: unknown): string | undefined {
  const region = (part as { region?: unknown } | undefined)?.region
  return typeof region === 'string' ? region : undefined
}
