import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#runtime/server'
import { client, type DataPlace, dataPlace, type TestServer, testClock, testServer } from '../../support/server.ts'

let place: DataPlace
let server: TestServer
const clock = testClock()

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const signIn = (userName: string, password: string, headers = {}) =>
  server.visitor().request<{ code: string }>('POST', '/api/session', { userName, password }, headers)

describe('signing in', () => {
  it('says who one is, in which role and where', async () => {
    const visitor = server.visitor()
    const { status, body } = await visitor.post('/api/session', { userName: ' Grid ', password: demoPassword })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      userName: 'grid',
      displayName: '网格员 王小兰',
      mayDesign: false,
      grants: [{ role: 'grid_worker', roleTitle: { 'zh-CN': '网格员' }, regionName: '城隍坊社区第一网格' }],
    })
    expect((await visitor.get('/api/session')).body).toEqual({ me: body })
  })

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const plain = await signIn('grid', demoPassword)
    const behindTls = await signIn('grid', demoPassword, { 'x-forwarded-proto': 'https' })

    expect(plain.headers.get('set-cookie')).toMatch(/^gezhi_session=[\w-]{43};.*samesite=strict; httponly$/i)
    expect(behindTls.headers.get('set-cookie')).toMatch(/; secure/i)
  })

  it('is refused in the same words for a wrong password and an unknown name', async () => {
    const wrong = await signIn('leader', 'not-the-password')
    const unknown = await signIn('nobody-at-all', 'not-the-password')

    expect([wrong.status, wrong.body.code]).toEqual([401, 'sign-in-failed'])
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  it('is slowed down after five failures, for that account alone, and works again after the wait', async () => {
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn('street', 'wrong-word')).status).toBe(401)
    const refused = await signIn('street', demoPassword)

    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-attempts'])
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect((await signIn('grid', demoPassword)).status).toBe(200)
    clock.advance(wait * 1000 + 1)
    expect((await signIn('street', demoPassword)).status).toBe(200)
  })

  it('gains nothing by guessing many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('department', 'wrong-word')))

    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6)
    clock.advance(3_600_000)
  })
})

describe('a session', () => {
  it('ends with signing out', async () => {
    const one = await server.as('grid')
    expect((await one.request('DELETE', '/api/session')).status).toBe(204)

    expect((await one.get('/api/processes')).status).toBe(401)
  })

  it('ends after twelve hours without use, and after seven days in any case', async () => {
    const idle = await server.as('grid')
    const busy = await server.as('grid')
    for (let hours = 0; hours < 11; hours += 1) clock.advance(3_600_000)
    expect((await busy.get('/api/processes')).status).toBe(200)
    clock.advance(2 * 3_600_000)
    expect((await idle.get('/api/processes')).status).toBe(401)
    for (let halfDays = 0; halfDays < 16; halfDays += 1) {
      expect((await busy.get('/api/processes')).status).toBe(halfDays < 15 ? 200 : 401)
      clock.advance(11 * 3_600_000)
    }
  })

  it('is stored as a hash alone', async () => {
    const { headers } = await signIn('grid', demoPassword)
    const token = /gezhi_session=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1]
    const rows = await server.deps.store.db.selectFrom('session').select('token_hash').execute()

    expect(token).toBeTruthy()
    expect(rows.map(({ token_hash }) => token_hash)).not.toContain(token)
  })
})

describe('without a session', () => {
  it('nothing but health, the API document and signing in answers', async () => {
    const visitor = server.visitor()

    for (const path of ['/api/tasks', '/api/cases', '/api/regions', '/api/files/x', '/api/definitions?region=330683']) {
      expect((await visitor.get<{ code: string }>(path)).body.code).toBe('sign-in-required')
    }
    expect((await visitor.get('/api/health')).body).toMatchObject({ status: 'ok', database: server.deps.store.dialect })
    expect((await visitor.get('/api/openapi.json')).body).toMatchObject({ openapi: '3.1.0' })
  })
})

describe('a request from another site', () => {
  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('changes nothing: %o', async (headers) => {
    const one = await server.as('grid')
    const refused = await one.request<{ code: string }>('DELETE', '/api/session', undefined, headers)

    expect([refused.status, refused.body.code]).toEqual([403, 'cross-site'])
    expect((await one.get('/api/processes')).status).toBe(200)
  })
})

describe('every answer', () => {
  it('tells browsers to run nothing but our own scripts and to be framed by nobody', async () => {
    const { headers } = await server.visitor().get('/')
    const policy = headers.get('content-security-policy') ?? ''

    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('lets the validation worker alone compile schemas', async () => {
    const { headers } = await server.visitor().get('/assets/validation-worker-1a2b.js')

    expect(headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self' 'unsafe-eval'")
  })

  it('names a request id, a stable code and a sentence in both languages when it refuses', async () => {
    const { status, body } = await server.visitor().get<{ code: string }>('/api/no-such-thing')

    expect(status).toBe(404)
    expect(body).toMatchObject({
      code: 'not-found',
      message: { 'zh-CN': expect.stringMatching(/找不到/), en: expect.any(String) },
      requestId: expect.any(String),
    })
  })
})

describe('a request that is none', () => {
  it.each([
    ['no JSON', { body: new TextEncoder().encode('{'), status: 400 }],
    ['more than it takes', { body: { userName: 'a', password: 'b', admin: true }, status: 400 }],
    ['another type', { body: { userName: 1, password: 'b' }, status: 400 }],
    ['a body over 1 MiB', { body: { userName: 'a', password: 'x'.repeat(1_100_000) }, status: 413 }],
  ])('is refused plainly: %s', async (_name, { body, status }) => {
    const answer = await client(server.url).request<{ code: string }>('POST', '/api/session', body, {
      'content-type': 'application/json',
    })

    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.ts|node_modules/)
  })
})
