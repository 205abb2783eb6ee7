import type { TSchema } from 'typebox'

/** One door of the server. `params` stand in the path, `query` behind it, `body` is JSON. */
export interface Endpoint {
  readonly summary: string
  /** Who may knock: anyone, anyone signed in, or a designer of the region named. */
  readonly access: 'public' | 'session' | 'designer'
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Left out where the answer is empty (204) or not JSON. */
  readonly answer?: TSchema
}
