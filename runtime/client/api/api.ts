import type { Static, TSchema } from 'typebox'
import type { EndpointName, Endpoints } from '#runtime/api'
import { ApiError, NetworkError } from './api-error.ts'

type Part<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> = Endpoints[Name] extends {
  readonly [key in Key]: infer Schema extends TSchema
}
  ? Key extends 'query'
    ? Partial<Record<never, never>> extends Static<Schema>
      ? { readonly query?: Static<Schema> }
      : { readonly query: Static<Schema> }
    : { readonly [key in Key]: Static<Schema> }
  : unknown

/** What a request needs besides its name. `file` is the body of an upload. */
export type ApiInput<Name extends EndpointName> = Part<Name, 'params'> &
  Part<Name, 'query'> &
  Part<Name, 'body'> &
  (Name extends 'POST /api/files' ? { readonly file: Blob } : unknown) & { readonly signal?: AbortSignal }

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

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly file?: Blob
  readonly signal?: AbortSignal
}

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

/** The path of an endpoint with its parameters and query filled in. */
export function apiPath(
  name: EndpointName,
  params: Readonly<Record<string, string>> = {},
  query: AnyInput['query'] = {},
): string {
  const path = name
    .slice(name.indexOf(' ') + 1)
    .replace(/:([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
  return search ? `${path}?${search}` : path
}

async function send(name: EndpointName, { params, query, body, file, signal }: AnyInput = {}): Promise<Response> {
  try {
    return await fetch(apiPath(name, params, query), {
      method: name.slice(0, name.indexOf(' ')),
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(file ? { 'content-type': 'application/octet-stream' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: file ?? (body === undefined ? null : JSON.stringify(body)),
      signal: signal ?? null,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new NetworkError({ cause })
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw new NetworkError({ cause })
  }
}
