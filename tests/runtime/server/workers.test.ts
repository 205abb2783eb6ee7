import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, Incident, Worker } from '#runtime/api'
import { brokenAuditLine } from '#runtime/server'
import {
  type Client,
  client,
  type DataPlace,
  dataPlace,
  eventually,
  signedIn,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { createAccount } from './accounts.ts'
import { publishProcesses } from './event-processes.ts'
import { county, landProcess, outside, register, standingOf, startCase } from './worker-cases.ts'

const grid = '330683001003001'
const otherStreet = '330683002'
const clock = testClock()
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

/** A job type for each test, so that none takes another's jobs. */
const types = [
  'once',
  'late',
  'beat',
  'error',
  'fail',
  'pause',
  'scope',
  'long',
  'big',
  'held',
  'gone',
  'nodes',
  'case',
  'dead',
  'aside',
]
const typeOf = (name: string) => `land.${name}`

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  admin = await server.as('admin')
  await createAccount(server, 'officer', [
    { role: 'grid_worker', region: county },
    { role: 'community_staff', region: county },
  ])
  await createAccount(server, 'elsewhere', [{ role: 'admin', region: '330684' }])
  officer = await signedIn(server.url, 'officer')
  const processes = Object.fromEntries(
    types.map((name) => {
      const attributes = name === 'pause' || name === 'dead' ? 'gezhi:retryBackoff="PT1H"' : ''
      return [`land-${name}`, landProcess(`land-${name}`, typeOf(name), attributes)]
    }),
  )
  expect(await publishProcesses(admin, processes)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const start = (name: string, region = grid) => startCase(officer, `land-${name}`, region)
const worker = (name: string, more: object = {}) =>
  register(server, admin, { name: `${name}-${Math.random()}`, types: [typeOf(name)], ...more })
/** The server has looked at the leases whose time was up. */
async function leasesEnded(): Promise<void> {
  server.deps.wake()
  await eventually(async () => {
    const { db } = server.deps.store
    const query = db.selectFrom('job').select('job_id').where('lease', 'is not', null)
    return (await query.where('run_at', '<=', clock.now()).executeTakeFirst()) === undefined
  })
}
const detailOf = async (caseId: string) => (await officer.get<CaseDetail>(`/api/cases/${caseId}`)).body
const openIn = async (caseId: string) => (await detailOf(caseId)).openTasks.map(({ elementId }) => elementId)

describe('a job type that no plugin offers', () => {
  it('waits, is listed as served by nobody, and then goes to one of two workers, with what the task maps', async () => {
    const { id } = await start('once')
    expect(await standingOf(admin, typeOf('once'))).toMatchObject({ servedBy: 'nobody', waiting: 1, held: 0 })
    const [one, two] = [await worker('once'), await worker('once')]
    const fetched = await Promise.all([one.fetch({ max: 5 }), two.fetch({ max: 5 })])
    const jobs = fetched.flatMap(({ body }) => body.items)

    expect(jobs).toHaveLength(1)
    expect(jobs[0]).toMatchObject({
      type: typeOf('once'),
      caseId: id,
      processId: 'land-once',
      elementId: 'check',
      region: grid,
      headers: { office: 'land' },
      variables: { parcel: 'P-17' },
      retriesLeft: 2,
      attempt: 1,
    })
    expect(await standingOf(admin, typeOf('once'))).toMatchObject({ servedBy: 'worker', waiting: 0, held: 1 })
    const holder = fetched[0]!.body.items.length === 1 ? one : two
    const [job] = jobs
    const stolen = await (holder === one ? two : one).tell(job!, 'complete', { variables: { stolen: true } })
    expect([stolen.status, stolen.body.code]).toEqual([409, 'lease-expired'])
    const done = await holder.tell(job!, 'complete', { variables: { owner: 'Li' }, said: '地籍相符' })
    expect(done.status).toBe(204)
    expect(await openIn(id)).toEqual(['read'])
    const line = (await detailOf(id)).timeline.find(({ what }) => what === 'jobCompleted')
    expect(line).toMatchObject({ elementId: 'check', detail: '地籍相符', by: expect.stringMatching(/^once-/) })
    expect((await holder.tell(job!, 'complete')).status).toBe(409)
  })
})

describe('a lease', () => {
  it('that has ended gives the job to another worker after a pause, and refuses the late result', async () => {
    await start('late')
    const [slow, quick] = [await worker('late'), await worker('late')]
    const [first] = (await slow.fetch({ lease: 5_000 })).body.items
    expect((await quick.fetch()).body.items).toEqual([])
    clock.advance(5_000)
    for (const what of ['complete', 'heartbeat', 'fail', 'error'] as const) {
      const more = { heartbeat: { extend: 5_000 }, fail: { message: 'x' }, error: { code: 'x' }, complete: {} }[what]
      const late = await slow.tell(first!, what, more)
      expect([what, late.status, late.body.code]).toEqual([what, 409, 'lease-expired'])
    }
    await leasesEnded()
    expect((await quick.fetch()).body.items).toEqual([])
    clock.advance(5_000)
    const [second] = (await quick.fetch()).body.items

    expect(second).toMatchObject({ id: first!.id, attempt: 2, retriesLeft: 1 })
    expect((await slow.tell(first!, 'complete')).status).toBe(409)
    expect((await quick.tell(second!, 'complete')).status).toBe(204)
  })

  it('that nobody was heard in counts as a try, until the case stops with an incident', async () => {
    const { id } = await start('dead')
    const one = await worker('dead', { name: '短信平台' })
    const [first] = (await one.fetch({ lease: 5_000 })).body.items
    clock.advance(5_000)
    await leasesEnded()
    clock.advance(3_600_000 - 1)
    expect((await one.fetch()).body.items).toEqual([])
    clock.advance(1)
    const [second] = (await one.fetch({ lease: 5_000 })).body.items
    expect(second).toMatchObject({ id: first!.id, attempt: 2, retriesLeft: 1 })
    clock.advance(5_000)
    await leasesEnded()

    expect((await one.fetch()).body.items).toEqual([])
    const { items } = (await admin.get<{ items: Incident[] }>('/api/incidents')).body
    expect(items.find(({ caseId }) => caseId === id)).toMatchObject({
      elementId: 'check',
      code: 'job-failed',
      message: expect.stringContaining('短信平台'),
    })
    expect((await one.tell(second!, 'complete')).body.code).toBe('lease-expired')
  })

  it('of a case that is suspended meanwhile is given back without counting a try', async () => {
    const { id } = await start('aside')
    const one = await worker('aside')
    const [first] = (await one.fetch({ lease: 5_000 })).body.items
    await admin.post(`/api/cases/${id}/suspend`, { reason: '核对' })
    clock.advance(5_000)
    await leasesEnded()
    expect((await one.fetch()).body.items).toEqual([])
    await admin.post(`/api/cases/${id}/resume`, { reason: '核对完毕' })
    const [again] = (await one.fetch()).body.items
    expect(again).toMatchObject({ id: first!.id, attempt: 1, retriesLeft: 2 })
  })

  it('lasts as long as heartbeats come', async () => {
    await start('beat')
    const [holder, other] = [await worker('beat'), await worker('beat')]
    const [job] = (await holder.fetch({ lease: 5_000 })).body.items
    for (let beat = 0; beat < 3; beat += 1) {
      clock.advance(4_000)
      const { status, body } = await holder.tell<{ leaseUntil: string }>(job!, 'heartbeat', { extend: 5_000 })
      expect([status, body.leaseUntil]).toEqual([200, new Date(clock.now() + 5_000).toISOString()])
      expect((await other.fetch()).body.items).toEqual([])
    }
    expect((await holder.tell(job!, 'complete')).status).toBe(204)
  })

  it('outlives a restart of the server, with its worker', async () => {
    const { id } = await start('held')
    const holder = await worker('held')
    const [job] = (await holder.fetch({ lease: 60_000 })).body.items
    await server.stop()
    server = await testServer(place, { clock })
    ;[admin, officer] = [await server.as('admin'), await signedIn(server.url, 'officer')]
    const same = outside(server.url, holder.token)

    expect((await same.fetch()).body.items).toEqual([])
    expect((await same.tell(job!, 'complete')).status).toBe(204)
    expect(await openIn(id)).toEqual(['read'])
  })
})

describe('a worker', () => {
  it('throws a BPMN error that the process catches', async () => {
    const { id } = await start('error')
    const one = await worker('error')
    const [job] = (await one.fetch()).body.items
    const thrown = await one.tell(job!, 'error', { code: 'no-parcel', message: '查无此地块', variables: { tried: 1 } })

    expect(thrown.status).toBe(204)
    expect(await openIn(id)).toEqual(['ask'])
  })

  it('fails a job, which comes again under the same key, and then stops with an incident that can be retried', async () => {
    const { id } = await start('fail')
    const one = await worker('fail')
    const [first] = (await one.fetch()).body.items
    const failed = await one.tell<{ retriesLeft: number; retryAt?: string }>(first!, 'fail', {
      message: 'registry offline',
      retryAfter: 3_000,
    })
    expect(failed.body).toEqual({ retriesLeft: 1, retryAt: new Date(clock.now() + 3_000).toISOString() })
    expect((await one.fetch()).body.items).toEqual([])
    clock.advance(3_000)
    const [second] = (await one.fetch()).body.items
    expect(second).toMatchObject({ id: first!.id, attempt: 2, retriesLeft: 1 })
    expect((await one.tell(second!, 'fail', { message: 'still offline' })).body).toEqual({ retriesLeft: 0 })

    const { items } = (await admin.get<{ items: Incident[] }>('/api/incidents')).body
    const incident = items.find(({ caseId }) => caseId === id)
    expect(incident).toMatchObject({ elementId: 'check', code: 'job-failed', message: 'still offline' })
    await admin.post(`/api/incidents/${incident!.id}/retry`, { reason: '地籍系统已恢复' })
    const [third] = (await one.fetch()).body.items
    expect(third).toMatchObject({ attempt: 1, caseId: id })
    expect((await one.tell(third!, 'complete')).status).toBe(204)
  })

  it('waits between tries as long as the definition says', async () => {
    await start('pause')
    const one = await worker('pause')
    const [job] = (await one.fetch()).body.items
    const { body } = await one.tell<{ retryAt: string }>(job!, 'fail', { message: 'busy' })
    expect(body.retryAt).toBe(new Date(clock.now() + 3_600_000).toISOString())
  })

  it('gets its own types only, in its own region only, and nothing with a wrong or revoked token', async () => {
    await start('scope')
    const far = await worker('scope', { region: otherStreet })
    const near = await worker('scope', { region: '330683001' })
    const asking = await far.fetch({ types: [typeOf('scope'), typeOf('once')] })
    expect([asking.status, asking.body.code]).toEqual([403, 'forbidden'])
    expect((await far.fetch({ max: 9 })).body.items).toEqual([])
    const wrong = await outside(server.url, 'gzw_wrong').fetch()
    expect([wrong.status, wrong.body.code]).toEqual([401, 'worker-token'])
    expect((await client(server.url).post('/api/jobs/fetch-and-lock', {})).status).toBe(401)
    expect((await officer.post('/api/jobs/fetch-and-lock', {})).status).toBe(401)
    const { headers } = { headers: { authorization: `Bearer ${near.token}` } }
    expect((await client(server.url).request('GET', '/api/cases', undefined, headers)).status).toBe(401)
    const [job] = (await near.fetch()).body.items
    expect(job).toBeDefined()
    expect((await admin.request('DELETE', `/api/workers/${near.id}`)).status).toBe(204)
    expect((await near.tell(job!, 'complete')).status).toBe(401)
    expect((await near.fetch()).status).toBe(401)
  })

  it('that gives back too much is refused, and keeps its lease', async () => {
    await start('big')
    const one = await worker('big')
    const [job] = (await one.fetch()).body.items
    const { status, body } = await one.tell(job!, 'complete', { variables: { text: 'x'.repeat(300_000) } })
    expect([status, body.code]).toEqual([413, 'too-large'])
    expect((await one.tell(job!, 'complete')).status).toBe(204)
  })

  it('may wait for a job, gets it as soon as there is one, and is told when too many wait', async () => {
    const one = await worker('long')
    const waiting = one.fetch({ wait: 20_000 })
    await start('long')
    expect((await waiting).body.items).toHaveLength(1)
    const nine = Array.from({ length: 10 }, () => one.fetch({ wait: 1_500 }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    const eleventh = await one.fetch({ wait: 1_000 })
    expect([eleventh.status, eleventh.body.code]).toEqual([429, 'too-many-requests'])
    for (const { body } of await Promise.all(nine)) expect(body.items).toEqual([])
  })

  it('whose case is suspended or cancelled is told so', async () => {
    const [first, second] = [await start('gone'), await start('gone')]
    const one = await worker('gone')
    const jobs = (await one.fetch({ max: 2 })).body.items
    const jobOf = (id: string) => jobs.find(({ caseId }) => caseId === id)!
    await admin.post(`/api/cases/${first.id}/suspend`, { reason: '核对' })
    await admin.post(`/api/cases/${second.id}/cancel`, { reason: '误报' })
    const suspended = await one.tell(jobOf(first.id), 'complete')
    expect([suspended.status, suspended.body.code]).toEqual([409, 'case-suspended'])
    expect((await one.tell(jobOf(second.id), 'complete')).body.code).toBe('lease-expired')
    await admin.post(`/api/cases/${first.id}/resume`, { reason: '核对完毕' })
    clock.advance(60_000)
    const [again] = (await one.fetch()).body.items
    expect(again).toMatchObject({ id: jobOf(first.id).id, attempt: 1 })
  })

  it('stands in the audit log of the case with what it did', async () => {
    const { id } = await start('case')
    const one = await worker('case')
    const [job] = (await one.fetch()).body.items
    await one.tell(job!, 'complete')
    const { db } = server.deps.store
    const lines = await db
      .selectFrom('audit')
      .select(['actor', 'action', 'subject'])
      .where('stream', '=', `case:${id}`)
      .orderBy('seq')
      .execute()
    expect(lines.at(-1)).toEqual({ actor: `worker:${one.id}`, action: 'complete-job', subject: job!.id })
    expect(await brokenAuditLine(db, `case:${id}`)).toBeUndefined()
  })
})

describe('registering workers', () => {
  it('is for administrators of the region, tells the token once and stores only its hash', async () => {
    const one = await worker('scope', { name: '不动产登记' })
    const { body } = await admin.get<{ items: Worker[] }>('/api/workers')
    const listed = body.items.find(({ id }) => id === one.id)
    expect(listed).toMatchObject({
      name: '不动产登记',
      types: [typeOf('scope')],
      region: county,
      createdBy: '管理员 陈明',
    })
    expect(JSON.stringify(body)).not.toContain(one.token)
    const rows = await server.deps.store.db.selectFrom('worker').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(one.token)

    const again = await admin.post('/api/workers', { name: '不动产登记', types: ['a'], region: county })
    expect([again.status, again.body]).toMatchObject([409, { code: 'worker-name-taken' }])
    const served = await admin.post('/api/workers', { name: 'b', types: ['notice.send'], region: county })
    expect([served.status, served.body]).toMatchObject([409, { code: 'job-type-served' }])
    const elsewhere = await signedIn(server.url, 'elsewhere')
    expect((await elsewhere.post('/api/workers', { name: 'c', types: ['a'], region: county })).status).toBe(404)
    expect((await elsewhere.get<{ items: Worker[] }>('/api/workers')).body.items).toEqual([])
    expect((await elsewhere.request('DELETE', `/api/workers/${one.id}`)).status).toBe(404)
    expect((await officer.get('/api/workers')).status).toBe(403)
    expect((await officer.get('/api/job-types')).status).toBe(403)
  })
})

describe.runIf(process.env.GEZHI_TEST_DATABASE === 'postgres')('two servers on one database', () => {
  it('give each job to one worker, and wake a worker that waits at the other', async () => {
    const second = await testServer(place, { clock })
    try {
      const one = await worker('nodes')
      const there = outside(second.url, one.token)
      const cases = await Promise.all(Array.from({ length: 12 }, () => start('nodes')))
      const fetched = await Promise.all([one, there, one, there].map((who) => who.fetch({ max: 4 })))
      const jobs = fetched.flatMap(({ body }) => body.items)
      expect(new Set(jobs.map(({ caseId }) => caseId))).toEqual(new Set(cases.map(({ id }) => id)))
      expect(jobs).toHaveLength(12)
      const waiting = there.fetch({ wait: 15_000 })
      const { id } = await start('nodes')
      expect((await waiting).body.items.map(({ caseId }) => caseId)).toEqual([id])
    } finally {
      await second.stop()
    }
  })
})

describe('the document of the API', () => {
  it('lists what workers ask, under their token', async () => {
    const { body } = await client(server.url).get<{ paths: Record<string, { post: { security: unknown } }> }>(
      '/api/openapi.json',
    )
    for (const path of ['fetch-and-lock', '{jobId}/complete', '{jobId}/fail', '{jobId}/error', '{jobId}/heartbeat']) {
      expect(body.paths[`/api/jobs/${path}`]?.post.security, path).toEqual([{ worker: [] }])
    }
  })
})
