import { demoPassword } from '#runtime/server'
import type { Chance } from './random.ts'

/** What a request came to: an answer, none although it may have arrived, or nobody there to take it. */
export type Outcome = { readonly status: number; readonly body: unknown } | 'unanswered' | 'not sent'

/** Someone signed in, whom every server of the place knows. */
export interface Visitor {
  readonly userName: string
  /** Names the session, for requests that are made otherwise. */
  readonly cookie: string
  readonly request: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<Outcome>
}

const pause = 50
const patience = 30_000

/** Signs in once, at whichever server answers; the session outlives every one of them. */
export async function signIn(userName: string, urls: readonly [string, ...string[]], chance: Chance): Promise<Visitor> {
  const send = (init: RequestInit, path: string) => outcomeOf(`${chance.oneOf(urls)}${path}`, init)
  for (;;) {
    const init = { ...json({ userName, password: demoPassword }), method: 'POST' }
    const answer = await send(init, '/api/session')
    if (typeof answer === 'string') {
      await new Promise((resolve) => setTimeout(resolve, pause))
      continue
    }
    if (answer.status !== 200 || !answer.cookie) throw new Error(`${userName} could not sign in: ${answer.status}`)
    const { cookie } = answer
    return {
      userName,
      cookie,
      request: async (method, path, body) => {
        const { headers, ...rest } = body === undefined ? { headers: {} } : json(body)
        return send({ ...rest, method, headers: { ...headers, cookie } }, path)
      },
    }
  }
}

/** Sends until it is answered; `unanswered` is told each time it may have been carried out without an answer. */
export async function persistently(send: () => Promise<Outcome>, unanswered: () => void = () => {}) {
  for (;;) {
    const outcome = await send()
    if (typeof outcome !== 'string') return outcome
    if (outcome === 'unanswered') unanswered()
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

const json = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function outcomeOf(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) })
    const text = await response.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, body, cookie: response.headers.get('set-cookie')?.split(';')[0] }
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw new Error(`${url} gave no answer in 30 seconds.`)
    return wasRefused(error) ? 'not sent' : 'unanswered'
  }
}

/** Nobody listened: the request did not leave. */
function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}
