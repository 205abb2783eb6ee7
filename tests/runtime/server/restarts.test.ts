import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary, TaskSummary } from '#runtime/api'
import { brokenAuditLine, openData } from '#runtime/server'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  mondayMorning,
  signedIn,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { complete, startRental, taskOf } from './case-steps.ts'
import { childServer } from './child-server.ts'
import { grid as gridRegion, noHazards, registration, twoHazards } from './rental-answers.ts'

let place: DataPlace

beforeAll(async () => {
  place = await dataPlace()
})
afterAll(() => place.remove())

describe('a server that is stopped and started again', () => {
  it('fires the timers that came due meanwhile, once', async () => {
    const clock = testClock()
    const before = await testServer(place, { clock })
    const { id } = await startRental(await before.as('grid'))
    await complete(await before.as('community'), id, 'inspect', twoHazards)
    await taskOf(await before.as('grid'), id, 'rectify')
    await before.stop()
    clock.advance(5 * 24 * 3_600_000)
    const after = await testServer(place, { clock })
    const grid = await after.as('grid')
    const timeline = async () => (await grid.get<CaseDetail>(`/api/cases/${id}`)).body.timeline

    const reminded = () =>
      timeline().then((lines) =>
        lines.filter(({ elementId, what }) => elementId === 'remind' && what === 'jobCompleted'),
      )
    expect(await eventually(async () => (await reminded()).length > 0)).toBe(true)
    await after.stop()
    const again = await testServer(place, { clock })
    const lines = (await (await again.as('grid')).get<CaseDetail>(`/api/cases/${id}`)).body.timeline
    expect(lines.filter(({ what }) => what === 'timerFired')).toHaveLength(1)
    expect(clock.now()).toBeGreaterThan(mondayMorning)
    await again.stop()
  })
})

describe('a job that fails', () => {
  it('is tried again, over a restart too, and then stops its case with an incident', async () => {
    const clock = testClock()
    let calls = 0
    const failing: TestServer = await testServer(place, { clock })
    const { id } = await startRental(await failing.as('grid'))
    await madeUp(failing, id, { type: 'flaky.work' })
    await failing.stop()
    const flaky = plugin('flaky', {
      work: async () => {
        calls += 1
        throw new Error('not today')
      },
    })
    const first = await testServer(place, { clock, plugins: [flaky] })
    await eventually(async () => (await attemptsOf(first, 'made-up')) === 1)
    await first.stop()
    clock.advance(6_000)
    const second = await testServer(place, { clock, plugins: [flaky] })
    await eventually(async () => (await attemptsOf(second, 'made-up')) === 2)

    expect(calls).toBe(2)
    await second.stop()
  })
})

describe('a plugin', () => {
  it('that dies with its server has spent a try when its lease ends', async () => {
    const clock = testClock()
    const server = await testServer(place, { clock })
    const { id } = await startRental(await server.as('grid'))
    const held = { type: 'deadly.work', job_id: 'deadly', lease: 'of-a-dead-server', run_at: clock.now() + 60_000 }
    await madeUp(server, id, held)
    server.deps.wake()
    expect(await attemptsOf(server, 'deadly')).toBe(0)
    clock.advance(60_000)
    server.deps.wake()
    await eventually(async () => (await attemptsOf(server, 'deadly')) === 1)
    const row = server.deps.store.db.selectFrom('job').select(['lease', 'retries_left', 'run_at'])
    expect(await row.where('job_id', '=', 'deadly').executeTakeFirst()).toEqual({
      lease: null,
      retries_left: 2,
      run_at: clock.now() + 5_000,
    })
    await server.stop()
  })

  it('that takes long holds up no other', async () => {
    const clock = testClock()
    const { promise: long, resolve } = Promise.withResolvers<Record<string, unknown>>()
    const done: string[] = []
    const slow = plugin('slow', {
      long: () => long,
      quick: async () => {
        done.push('quick')
        return {}
      },
    })
    const server = await testServer(place, { clock, plugins: [slow] })
    const { id } = await startRental(await server.as('grid'))
    await madeUp(server, id, { type: 'slow.long', job_id: 'long' })
    server.deps.wake()
    await eventually(async () => (await leaseOf(server, 'long')) !== null)
    await madeUp(server, id, { type: 'slow.quick', job_id: 'quick' })
    server.deps.wake()
    await eventually(async () => done.length > 0)
    resolve({})
    await server.stop()
  })
})

interface MadeUp {
  readonly type: string
  readonly job_id?: string
  readonly lease?: string
  readonly run_at?: number
}

/** A job that no process has asked for. */
function madeUp({ deps }: TestServer, caseId: string, { type, job_id = 'made-up', lease, run_at }: MadeUp) {
  return deps.store.write(({ db }) =>
    db
      .insertInto('job')
      .values({
        case_id: caseId,
        job_id,
        element_id: 'send-notice',
        type,
        headers: '{}',
        variables: '{}',
        retries_left: 3,
        attempts: 0,
        run_at: run_at ?? deps.clock.now(),
        lease: lease ?? null,
      })
      .execute(),
  )
}

function jobOf({ deps }: TestServer, jobId: string) {
  return deps.store.db.selectFrom('job').select(['attempts', 'lease']).where('job_id', '=', jobId).executeTakeFirst()
}
const attemptsOf = async (server: TestServer, jobId: string) => (await jobOf(server, jobId))?.attempts
const leaseOf = async (server: TestServer, jobId: string) => (await jobOf(server, jobId))?.lease ?? null

type Run = () => Promise<Record<string, unknown>>

function plugin(id: string, runs: Readonly<Record<string, Run>>) {
  const jobs = Object.entries(runs).map(([name, run]) => [
    name,
    { title: { 'zh-CN': '测试' }, input: { type: 'object' }, run },
  ])
  return { id, jobs: Object.fromEntries(jobs) }
}

describe('a server that is killed in the middle of its work', () => {
  it('has lost nothing it acknowledged and done nothing twice', async () => {
    let child = await childServer(place)
    const acknowledged = new Map<string, string>()
    const completed = new Set<string>()
    let requests = 0

    for (let round = 0; round < 3; round += 1) {
      const [grid, community] = await Promise.all([signedIn(child.url, 'grid'), signedIn(child.url, 'community')])
      let alive = true
      const worker = async () => {
        while (alive) {
          requests += 1
          const requestId = `killed-${requests}`
          try {
            const started = await send(grid, requestId)
            acknowledged.set(requestId, started)
            const task = (await inbox(community)).find(({ caseId }) => caseId === started)
            if (!task) continue
            const { status } = await community.post(`/api/tasks/${task.id}/complete`, { answers: noHazards })
            if (status === 200) completed.add(started)
          } catch {
            return
          }
        }
      }
      const workers = Array.from({ length: 4 }, worker)
      await new Promise((resolve) => setTimeout(resolve, 400 + round * 150))
      alive = false
      await child.kill()
      await Promise.all(workers)
      child = await childServer(place)
    }

    const grid = await signedIn(child.url, 'grid')
    for (const [requestId, id] of acknowledged) expect(await send(grid, requestId)).toBe(id)
    await child.kill()
    expect(acknowledged.size).toBeGreaterThan(3)

    const store = await openData(place)
    const cases = await store.db.selectFrom('cases').select(['id', 'number', 'status']).execute()
    const tasks = await store.db.selectFrom('task').select(['id', 'case_id', 'status']).execute()
    const offers = await store.db.selectFrom('task_offer').select('task_id').distinct().execute()
    expect(new Set(cases.map(({ number }) => number)).size).toBe(cases.length)
    for (const id of acknowledged.values()) expect(cases.some((one) => one.id === id)).toBe(true)
    for (const id of completed) expect(cases.find((one) => one.id === id)?.status).toBe('completed')
    for (const { id, status } of cases) {
      const open = tasks.filter((task) => task.case_id === id && task.status === 'open')
      if (status === 'completed') expect(open).toEqual([])
    }
    expect(new Set(offers.map(({ task_id }) => task_id))).toEqual(
      new Set(tasks.filter(({ status }) => status === 'open').map(({ id }) => id)),
    )
    for (const { id } of cases.slice(0, 20)) expect(await brokenAuditLine(store.db, `case:${id}`)).toBeUndefined()
    await store.close()
  })
})

async function send(who: Client, requestId: string): Promise<string> {
  const { status, body } = await who.post<CaseSummary>('/api/cases', {
    processId: 'rental-housing',
    region: gridRegion,
    answers: registration,
    requestId,
  })
  if (status !== 200) throw new Error(`not started: ${status}`)
  return body.id
}

const inbox = async (who: Client) => (await who.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body.items
