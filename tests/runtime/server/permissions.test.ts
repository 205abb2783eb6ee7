import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseSummary, TaskSummary } from '#runtime/api'
import { type Client, type DataPlace, dataPlace, signedIn, type TestServer, testServer } from '../../support/server.ts'
import { createAccount } from './accounts.ts'
import { complete, startRental } from './case-steps.ts'
import { anotherStreet, noHazards, registration, twoHazards } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let started: CaseSummary[]

const grids = ['330683001003001', '330683001003002', '330683001010001', anotherStreet]
const roles = ['grid_worker', 'community_staff', 'street_operator', 'leader', 'admin', 'no_such_role']
/** Roles that see masked answers on purpose. */
const revealing = ['grid_worker', 'community_staff', 'street_operator']
const regions = [
  '33',
  '330683',
  '330683001',
  '330683001003',
  '330683001003001',
  '330683002',
  '330683002001001',
  '330684',
]

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place)
  await createAccount(server, 'starter', [
    { role: 'grid_worker', region: '330683' },
    { role: 'community_staff', region: '330683' },
  ])
  const starter = await signedIn(server.url, 'starter')
  started = []
  for (const region of [...grids, ...grids]) started.push(await startRental(starter, undefined, region))
  await complete(starter, started[0]!.id, 'inspect', noHazards)
  await complete(starter, started[1]!.id, 'inspect', twoHazards)
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

/** What stands behind the masks of every case here. No role of the shipped bundles sees it without saying what for. */
const secrets = [registration.ownerCitizenId, registration.tenants[0]!.idNumber]

/** As `who`, but no answer may hold a secret, wherever it stands. */
function watched(who: Client): Client {
  const get: Client['get'] = async (path) => {
    const answer = await who.get(path)
    const text = JSON.stringify(answer.body) + JSON.stringify([...answer.headers])
    for (const secret of secrets) expect(text.includes(secret), `${path} shows what is masked`).toBe(false)
    return answer as never
  }
  return { ...who, get }
}

async function all<T>(who: Client, path: string): Promise<T[]> {
  const found: T[] = []
  for (let cursor: string | undefined; ; ) {
    const { body } = await who.get<{ items: T[]; next?: string }>(`${path}limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    found.push(...body.items)
    if (!body.next) return found
    cursor = body.next
  }
}

const grant = fc.record({ role: fc.constantFrom(...roles), region: fc.constantFrom(...regions) })
let accounts = 0

describe('what a person may see', () => {
  it('is the same in lists and in details, for any grants', async () => {
    const openTasks = await server.deps.store.db.selectFrom('task').select(['id', 'status']).execute()
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(grant, { maxLength: 3, selector: ({ role, region }) => role + region }),
        async (grants) => {
          accounts += 1
          const userName = `someone${accounts}`
          await createAccount(server, userName, grants)
          const who = watched(await signedIn(server.url, userName))
          const cases = new Set((await all<CaseSummary>(who, '/api/cases?')).map(({ id }) => id))
          const tasks = new Set((await all<TaskSummary>(who, '/api/tasks?')).map(({ id }) => id))

          for (const { id, number } of started) {
            expect((await who.get(`/api/cases/${id}`)).status).toBe(cases.has(id) ? 200 : 404)
            const { body } = await who.get<{ items: CaseSummary[] }>(`/api/cases?number=${number}`)
            expect(body.items.map((found) => found.id)).toEqual(cases.has(id) ? [id] : [])
            await who.get(`/api/cases/${id}/diagram`)
            const shown = await who.post<{ code: string }>(`/api/cases/${id}/reveal`, {
              places: [{ of: 'start', path: '/ownerCitizenId' }],
              purpose: '核对身份',
            })
            const region = started.find((one) => one.id === id)!.region
            const onPurpose = grants.some((held) => revealing.includes(held.role) && region.startsWith(held.region))
            expect(shown.status).toBe(!cases.has(id) ? 404 : onPurpose ? 200 : 403)
          }
          for (const path of ['/api/drafts', '/api/incidents', '/api/session', '/api/processes']) await who.get(path)
          for (const { id, status } of openTasks) {
            const detail = await who.get<{ mayComplete: boolean }>(`/api/tasks/${id}`)
            expect(detail.body.mayComplete ?? false).toBe(tasks.has(id))
            if (tasks.has(id)) expect(status).toBe('open')
            const attempt = await who.post(`/api/tasks/${id}/complete`, { answers: { not: 'accepted' } })
            expect(attempt.status).toBe(detail.status === 404 ? 404 : tasks.has(id) ? 422 : attempt.status)
            expect([403, 404, 409, 422]).toContain(attempt.status)
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  it('ends where the grants end: a grid sees its own cases, a county all', async () => {
    const [grid, leader] = await Promise.all([server.as('grid'), server.as('leader')])

    expect(await all(grid, '/api/cases?')).toHaveLength(2)
    expect(await all(leader, '/api/cases?')).toHaveLength(started.length)
  })

  it('comes in pages without a gap or a double, the newest case and the most urgent task first', async () => {
    const who = await signedIn(server.url, 'starter')
    const cases = await all<CaseSummary>(who, '/api/cases?')
    const tasks = await all<TaskSummary>(who, '/api/tasks?')

    expect(new Set(cases.map(({ id }) => id)).size).toBe(started.length)
    expect(cases.map(({ startedAt }) => startedAt)).toEqual(
      cases
        .map(({ startedAt }) => startedAt)
        .sort()
        .reverse(),
    )
    expect(tasks.map(({ due }) => due)).toEqual(tasks.map(({ due }) => due).sort())
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(started.length - 1)
  })

  it('can be narrowed to a region', async () => {
    const who = await server.as('leader')
    const items = await all<CaseSummary>(who, '/api/cases?region=330683002&')

    expect(items.map(({ region }) => region)).toEqual([anotherStreet, anotherStreet])
  })
})

describe('a cursor that is none of ours', () => {
  it('is refused', async () => {
    const who = await server.as('grid')

    expect((await who.get('/api/tasks?cursor=abc')).status).toBe(400)
    expect((await who.get('/api/tasks?cursor=WyJhIiwiYiJd')).status).toBe(400)
  })
})

describe('regions', () => {
  it('are shown as far as the grants reach', async () => {
    const [grid, leader] = await Promise.all([server.as('grid'), server.as('leader')])
    const names = async (who: Client, path: string) =>
      (await who.get<{ items: { name: string }[] }>(path)).body.items.map(({ name }) => name)

    expect(await names(grid, '/api/regions')).toEqual(['第一网格'])
    expect(await names(leader, '/api/regions')).toEqual(['嵊州市'])
    expect(await names(leader, '/api/regions?parent=330683')).toHaveLength(15)
    expect(await names(leader, `/api/regions?search=${encodeURIComponent('城隍坊')}`)).toEqual(['城隍坊社区'])
    expect(await names(grid, '/api/regions?parent=330683')).toEqual([])
  })
})

describe('definitions', () => {
  it('are for those who design them, within their region', async () => {
    const [grid, admin] = await Promise.all([server.as('grid'), server.as('admin')])

    expect((await grid.get('/api/definitions?region=330683')).status).toBe(403)
    expect((await admin.get('/api/definitions?region=330683')).status).toBe(200)
    expect((await admin.get('/api/definitions?region=330684')).status).toBe(403)
    expect((await admin.get('/api/definitions?region=33')).status).toBe(403)
  })
})
