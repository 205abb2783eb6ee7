import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '#findings'
import { type Client, type DataPlace, dataPlace, type TestServer, testClock, testServer } from '../../support/server.ts'
import { worstDefinitions } from '../../support/worst-definitions.ts'

const region = '330683'
let place: DataPlace
let server: TestServer
let admin: Client
/** Moved where a person's purse is to fill again. */
const clock = testClock()

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock, checkLimits: { atMost: 5_000, each: 4 } })
  admin = await server.as('admin')
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

type Answer = { readonly version?: number; readonly code?: string; readonly findings?: readonly Finding[] }

const save = (kind: string, id: string, content: string, version = 0) =>
  admin.request<Answer>('PUT', `/api/definitions/${kind}/${id}/draft?region=${region}`, { content, version })

describe('a draft that would keep the server busy', () => {
  it.each(worstDefinitions)(
    'is refused, found fault with, or taken as it is: $name',
    async ({ kind, content, sound = false }) => {
      clock.advance(5_000)
      const { status, body } = await save(kind, 'worst', content)
      const errors = (body.findings ?? []).filter(({ severity }) => severity === 'error')
      if (status === 200) await admin.request('DELETE', `/api/definitions/${kind}/worst/draft?region=${region}`)

      expect([200, 400, 413]).toContain(status)
      const said = status === 200 ? errors.map(({ code }) => code) : [body.code]
      if (sound) expect(said.filter((code) => code !== 'not-checked')).toEqual([])
      else expect(said).not.toEqual([])
      for (const { message, remedy } of errors) expect([message['zh-CN'], remedy['zh-CN']].join()).toMatch(/[一-鿿]/)
    },
  )

  it('leaves the server to everybody else', async () => {
    clock.advance(5_000)
    const { content } = worstDefinitions.find(({ name }) => name.startsWith('more branches'))!
    const saved = Promise.all(Array.from({ length: 4 }, (_, at) => save('process', `worst-${at}`, content)))
    const seen = await admin.get<{ items: unknown[] }>('/api/tasks')

    expect(seen.status).toBe(200)
    for (const { status, body } of await saved) {
      expect(status).toBe(200)
      expect(body.version).toBe(1)
    }
    for (let at = 0; at < 4; at += 1) {
      await admin.request('DELETE', `/api/definitions/process/worst-${at}/draft?region=${region}`)
    }
  })
})

describe('the drafts of a region', () => {
  it('are no larger together than can be checked together, and there is room again where one is discarded', async () => {
    const large = ' '.repeat(1_900_000)
    const statuses: number[] = []
    for (let at = 0; at < 5; at += 1) {
      clock.advance(5_000)
      statuses.push((await save('role', `large-${at}`, large)).status)
    }
    clock.advance(5_000)
    await admin.request('DELETE', `/api/definitions/role/large-0/draft?region=${region}`)
    const after = await save('role', 'large-4', large)
    for (let at = 1; at < 5; at += 1) {
      await admin.request('DELETE', `/api/definitions/role/large-${at}/draft?region=${region}`)
    }

    expect(statuses).toEqual([200, 200, 200, 200, 413])
    expect(after.status).toBe(200)
  })
})

describe('the checks of one person', () => {
  it('are a few at a time; what is too much is refused with a code, and a draft is saved all the same', async () => {
    const asked = await Promise.all(
      Array.from({ length: 12 }, () => admin.request<Answer>('POST', '/api/check', { region })),
    )
    const codes = asked.map(({ status, body }) => (status === 200 ? 'checked' : body.code))

    expect(codes.filter((code) => code === 'checked').length).toBeGreaterThanOrEqual(4)
    expect(new Set(codes)).toEqual(new Set(['checked', 'too-many-requests']))
    expect(asked.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('5')
    const { content } = worstDefinitions.find(({ name }) => name.startsWith('a table'))!
    clock.advance(5_000)
    const drafts = await Promise.all(Array.from({ length: 8 }, (_, at) => save('decision', `many-${at}`, content)))
    expect(drafts.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const found = drafts.flatMap(({ body }) => body.findings?.map(({ code }) => code) ?? [])
    expect(found).toContain('not-checked')
    expect((await admin.request('POST', '/api/check', { region })).status).toBe(200)
  })
})

describe('a check that takes longer than it may', () => {
  it('is stopped and says so; the next one is done', async () => {
    const elsewhere = await dataPlace()
    const hasty = await testServer(elsewhere, { checkLimits: { atMost: 1 } })
    const designer = await hasty.as('admin')
    const { status, body } = await designer.request<Answer>('POST', '/api/check', { region })
    const path = `/api/definitions/form/hasty/draft?region=${region}`
    const saved = await designer.request<Answer>('PUT', path, { content: '{}', version: 0 })
    await hasty.stop()
    await elsewhere.remove()

    expect([status, body.code]).toEqual([422, 'check-too-costly'])
    expect([saved.status, saved.body.version]).toEqual([200, 1])
    expect(saved.body.findings?.map(({ code }) => code)).toEqual(['not-checked'])
  })
})
