import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { inject } from 'vitest'
import {
  type Clock,
  type Deps,
  demoPassword,
  installShippedDemo,
  type ServerOptions,
  startServer,
} from '#runtime/server'
import { mondayMorning } from './demo-data.ts'
import { onPostgres } from './postgres.ts'

export { mondayMorning } from './demo-data.ts'

/** A place for the data of one server: a folder, and on PostgreSQL a database of its own. */
export interface DataPlace {
  readonly data: string
  readonly databaseUrl?: string
  /** What there is in it to begin with. */
  readonly holds: 'demo' | 'nothing'
  readonly remove: () => Promise<void>
}

let places = 0

/** Makes a place on the database the tests run on: with the demo installed, or with nothing. */
export async function dataPlace(holds: 'demo' | 'nothing' = 'demo'): Promise<DataPlace> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-server-'))
  const removeFolder = () => rmSync(data, { recursive: true, force: true })
  if (process.env.GEZHI_TEST_DATABASE !== 'postgres') {
    if (holds === 'demo') copyFileSync(inject('demoFile'), join(data, 'gezhi.db'))
    return { data, holds, remove: async () => removeFolder() }
  }
  places += 1
  const url = inject('postgresUrl')
  const name = `gezhi_${process.pid}_${Date.now().toString(36)}_${places}`
  const template = holds === 'demo' ? ` template ${inject('demoDatabase')}` : ''
  await onPostgres(url, `create database ${name}${template}`)
  return {
    data,
    holds,
    databaseUrl: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    remove: async () => {
      await onPostgres(url, `drop database ${name} with (force)`)
      removeFolder()
    },
  }
}

/** A clock that the test moves. */
export interface TestClock extends Clock {
  readonly advance: (ms: number) => void
}

export function testClock(at = mondayMorning): TestClock {
  let now = at
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}

export interface Answered<T = unknown> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

/** Someone at a browser of their own. */
export interface Client {
  readonly request: <T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answered<T>>
  readonly get: <T = Record<string, never>>(path: string) => Promise<Answered<T>>
  readonly post: <T = Record<string, never>>(path: string, body: unknown) => Promise<Answered<T>>
}

export interface TestServer {
  readonly url: string
  readonly deps: Deps
  /** Nobody yet. */
  readonly visitor: () => Client
  /** One of the demo's accounts, signed in. */
  readonly as: (userName: string) => Promise<Client>
  readonly stop: () => Promise<void>
}

/** The real server in this process, with the demo's regions, accounts and bundles. */
export async function testServer(place: DataPlace, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await startServer({
    data: place.data,
    databaseUrl: place.databaseUrl,
    port: 0,
    dist: join(place.data, 'no-dist'),
    log: pino({ level: 'silent' }),
    ...(place.holds === 'nothing' && {
      prepare: (store) => installShippedDemo(store, (options.clock ?? { now: Date.now }).now()),
    }),
    ...options,
  })
  const url = `http://127.0.0.1:${server.port}`
  return {
    url,
    deps: server.deps,
    visitor: () => client(url),
    as: (userName) => signedIn(url, userName),
    stop: server.stop,
  }
}

export async function signedIn(url: string, userName: string, password = demoPassword): Promise<Client> {
  const one = client(url)
  const { status } = await one.post('/api/session', { userName, password })
  if (status !== 200) throw new Error(`${userName} could not sign in: ${status}`)
  return one
}

export function client(url: string): Client {
  let cookie: string | undefined
  const request: Client['request'] = async <T>(method: string, path: string, body?: unknown, headers = {}) => {
    const bytes = body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(cookie && { cookie }),
        ...(body !== undefined && !bytes && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : bytes ? new Uint8Array(body) : JSON.stringify(body),
      redirect: 'manual',
    })
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T }
  }
  return { request, get: (path) => request('GET', path), post: (path, body) => request('POST', path, body) }
}

/** Waits until `look` gives something, at most half a minute. */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await look()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not happen within half a minute.')
}
