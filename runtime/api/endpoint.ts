import type { TSchema } from 'typebox'

/** One door of the server. `params` stand in the path, `query` behind it, `body` is JSON. */
export interface Endpoint {
  readonly summary: string
  /** Who may knock: anyone, anyone signed in, a designer of the region named, or a worker by its token. */
  readonly access: 'public' | 'session' | 'designer' | 'worker'
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Left out where the answer is empty (204) or not JSON. */
  readonly answer?: TSchema
}
