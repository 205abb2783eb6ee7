import type { Static, TSchema } from 'typebox'
import type { EndpointName, Endpoints } from '#runtime/api'
import { ApiError, NetworkError } from './api-error.ts'
import { type AnyInput, send } from './send.ts'

type Part<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> = Endpoints[Name] extends {
  readonly [key in Key]: infer Schema extends TSchema
}
  ? Key extends 'query'
    ? Partial<Record<never, never>> extends Static<Schema>
      ? { readonly query?: Static<Schema> }
      : { readonly query: Static<Schema> }
    : { readonly [key in Key]: Static<Schema> }
  : unknown

/** What a request needs besides its name. `file` is the body of an upload; `onProgress` takes 0 to 1. */
export type ApiInput<Name extends EndpointName> = Part<Name, 'params'> &
  Part<Name, 'query'> &
  Part<Name, 'body'> &
  (Name extends 'POST /api/files'
    ? { readonly file: Blob; readonly onProgress?: (fraction: number) => void }
    : unknown) & { readonly signal?: AbortSignal }

/** What a request answers; nothing where the endpoint states no answer. */
export type ApiAnswer<Name extends EndpointName> = Endpoints[Name] extends { readonly answer: infer A extends TSchema }
  ? Static<A>
  : undefined

/**
 * Calls one endpoint: `api('GET /api/tasks/:taskId', { params: { taskId } })`.
 *
 * @throws {ApiError} where the server refuses.
 * @throws {NetworkError} where no answer came.
 */
export type Api = <Name extends EndpointName>(
  name: Name,
  ...input: Record<never, never> extends ApiInput<Name> ? [input?: ApiInput<Name>] : [input: ApiInput<Name>]
) => Promise<ApiAnswer<Name>>

export interface ApiOptions {
  /**
   * Called where the session has ended. Once it resolves, the request is sent again, so what a person
   * typed goes through. Left out, 401 is an `ApiError` like any other.
   */
  readonly signInAgain?: () => Promise<void>
}

/** An `Api` that speaks to the server this page came from. */
export function createApi({ signInAgain }: ApiOptions = {}): Api {
  return async <Name extends EndpointName>(name: Name, input?: AnyInput) => {
    let response = await send(name, input)
    if (response.status === 401 && signInAgain) {
      await signInAgain()
      response = await send(name, input)
    }
    if (!response.ok) throw await ApiError.from(response)
    return (response.status === 204 ? undefined : await readJson(response)) as ApiAnswer<Name>
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw new NetworkError({ cause })
  }
}
