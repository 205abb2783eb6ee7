import type { Context } from 'koa'
import type { Static, TSchema } from 'typebox'
import type { Endpoint, EndpointName, Endpoints } from '#runtime/api'
import type { Access, SignedIn } from '../permissions/access.ts'
import type { KnownWorker } from '../workers/worker-tokens.ts'

type Part<E extends Endpoint, Key extends 'params' | 'query' | 'body'> = E[Key] extends TSchema
  ? Static<E[Key]>
  : undefined

/** A request that was checked: its parts are what the endpoint's schemas say. */
export interface CheckedRequest<E extends Endpoint> {
  readonly params: Part<E, 'params'>
  readonly query: Part<E, 'query'>
  readonly body: Part<E, 'body'>
  /** Who asks. */
  readonly user: E['access'] extends 'public' | 'worker' ? undefined : SignedIn
  readonly access: E['access'] extends 'public' | 'worker' ? undefined : Access
  readonly worker: E['access'] extends 'worker' ? KnownWorker : undefined
  /** For what is not JSON: cookies, streams, headers. */
  readonly http: Context
}

type Answer<E extends Endpoint> = E['answer'] extends TSchema ? Static<E['answer']> : undefined

export type Handler<Name extends EndpointName> = (
  request: CheckedRequest<Endpoints[Name]>,
) => Promise<Answer<Endpoints[Name]>>

/** One for every endpoint: with one missing this does not compile. */
export type Handlers = { readonly [Name in EndpointName]: Handler<Name> }
