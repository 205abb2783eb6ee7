import type { EndpointName } from '#runtime/api'
import { NetworkError } from './api-error.ts'

/** What a request may carry, whichever endpoint it is for. */
export interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly file?: Blob
  readonly onProgress?: (fraction: number) => void
  readonly signal?: AbortSignal
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

/** Sends one request and waits for its answer, whatever that says. @throws {NetworkError} where none came. */
export async function send(name: EndpointName, input: AnyInput = {}): Promise<Response> {
  const { params, query, body, file, signal } = input
  const path = apiPath(name, params, query)
  const method = name.slice(0, name.indexOf(' '))
  if (file) return upload(method, path, file, input.onProgress)
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new NetworkError({ cause })
  }
}

/** `fetch` does not tell how much of a file has gone out. */
function upload(method: string, path: string, file: Blob, onProgress: AnyInput['onProgress']): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => total > 0 && onProgress?.(loaded / total))
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })))
    for (const end of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(end, () => reject(new NetworkError()))
    request.send(file)
  })
}
