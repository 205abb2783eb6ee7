import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseStatistics, ElementFigures, Me, ProcessStatistics, TaskSummary } from '#runtime/api'
import { bucketOf, durationOf, figuresOf, foldStatistics, rebuildStatistics } from '#runtime/server'
import {
  type Client,
  type DataPlace,
  dataPlace,
  signedIn,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { createAccount } from './accounts.ts'
import { byHand, drawn, end, publishProcesses, task } from './event-processes.ts'
import { county, startCase } from './worker-cases.ts'

const [here, sameStreet, otherStreet] = ['330683001003001', '330683001010001', '330683003001']
const hour = 3_600_000
const clock = testClock()
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

const figured = (id: string, level?: string) =>
  drawn(
    id,
    `${byHand}${task('look')}<bpmn:userTask id="sign" name="sign"><bpmn:extensionElements><zeebe:userTask />
       <zeebe:assignmentDefinition candidateGroups="community_staff" /></bpmn:extensionElements>
       <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
     <bpmn:callActivity id="ask"><bpmn:extensionElements><zeebe:calledElement processId="figured-call" /></bpmn:extensionElements></bpmn:callActivity>
     ${end}`,
    ['begin -> look', 'look -> sign', 'sign -> ask', 'ask -> end'],
  ).replace(`<bpmn:process id="${id}"`, `<bpmn:process id="${id}"${level ? ` gezhi:historyLevel="${level}"` : ''}`)

const processes = {
  counted: drawn('counted', `${byHand}${task('look')}${end}`, ['begin -> look', 'look -> end']),
  figured: figured('figured'),
  'figured-call': drawn('figured-call', `<bpmn:startEvent id="begin" />${task('inner')}${end}`, [
    'begin -> inner',
    'inner -> end',
  ]),
  stuck: drawn('stuck', `${byHand}<bpmn:exclusiveGateway id="which" default="stuck-flow-1" />${task('then')}${end}`, [
    'begin -> which',
    'which -> then',
    'which -> end if size &gt; 10',
    'then -> end',
  ]),
  ...Object.fromEntries(
    ['none', 'activity', 'audit'].map((level) => [`kept-${level}`, figured(`kept-${level}`, level)]),
  ),
}

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  admin = await server.as('admin')
  await createAccount(server, 'officer', [
    { role: 'grid_worker', region: county },
    { role: 'community_staff', region: county },
  ])
  await createAccount(server, 'street-leader', [{ role: 'leader', region: '330683001' }])
  await createAccount(server, 'elsewhere', [{ role: 'admin', region: '330684' }])
  officer = await signedIn(server.url, 'officer')
  expect(await publishProcesses(admin, processes)).toEqual([])
})
/** Time passes; whoever was signed in has to sign in again. */
async function later(milliseconds: number) {
  clock.advance(milliseconds)
  ;[admin, officer] = [await server.as('admin'), await signedIn(server.url, 'officer')]
}

afterAll(async () => {
  await server.stop()
  await place.remove()
})

async function complete(caseId: string, elementId: string) {
  const { body } = await officer.get<CaseDetail>(`/api/cases/${caseId}`)
  const open = body.openTasks.find((one) => one.elementId === elementId)
  const { status } = await officer.post(`/api/tasks/${open?.id}/complete`, { answers: {} })
  if (status !== 200) throw new Error(`${elementId} was not completed: ${status}`)
}

async function read(who: Client, processId: string, query = `region=${county}`): Promise<ProcessStatistics> {
  const { status, body } = await who.get<ProcessStatistics>(`/api/statistics/processes/${processId}?${query}`)
  if (status !== 200) throw new Error(`Not read: ${status} ${JSON.stringify(body)}`)
  return body
}

const figuresBy = ({ elements }: ProcessStatistics) =>
  Object.fromEntries(elements.map(({ elementId, name: _, ...figures }) => [elementId, figures])) as Record<
    string,
    Omit<ElementFigures, 'elementId' | 'name'>
  >

describe('the figures of cases', () => {
  it('say how many are open, overdue, started and completed in each region, and how long they took', async () => {
    const [done] = [await startCase(officer, 'counted', here), await startCase(officer, 'counted', otherStreet)]
    clock.advance(2 * hour)
    await complete(done.id, 'look')
    const read = (who: Client, query = '') => who.get<CaseStatistics>(`/api/statistics/cases?processId=counted${query}`)
    const { body } = await read(admin, `&region=${county}`)

    expect(body.total).toMatchObject({ started: 2, completed: 1, open: 1, overdue: 0, mean: 2 * hour })
    expect(body.processes.map(({ processId }) => processId)).toEqual(['counted'])
    expect(body.regions).toEqual([
      expect.objectContaining({ region: here.slice(0, 9), open: 0, completed: 1, started: 1 }),
      expect.objectContaining({ region: otherStreet.slice(0, 9), open: 1, completed: 0, started: 1 }),
    ])
    const leader = await signedIn(server.url, 'street-leader')
    expect((await read(leader)).body).toMatchObject({ region: here.slice(0, 9), total: { started: 1, open: 0 } })
    expect((await read(leader, `&region=${otherStreet}`)).status).toBe(404)
    expect((await read(officer)).status).toBe(403)
    expect((await read(admin, '&from=2026-03-09&to=2026-03-02')).status).toBe(400)
    const of = async (who: Client) => (await who.get<{ me: Me }>('/api/session')).body.me.mayOversee
    expect([await of(leader), await of(admin), await of(officer)]).toEqual([true, true, false])
  })
})

describe('the figures of a process', () => {
  it('say where its cases wait, how many have passed, and how long that took, in each region', async () => {
    const [first] = [await startCase(officer, 'figured', here), await startCase(officer, 'figured', otherStreet)]
    clock.advance(hour)
    await complete(first.id, 'look')
    clock.advance(2 * hour)
    await complete(first.id, 'sign')
    expect(figuresBy(await read(admin, 'figured'))).toMatchObject({
      begin: { done: 2, waiting: 0 },
      look: { done: 1, waiting: 1, mean: hour, p95: expect.closeTo(hour, -6) },
      sign: { done: 0, waiting: 1 },
    })
    await complete(first.id, 'sign')
    const all = await read(admin, 'figured')

    expect(figuresBy(all)).toMatchObject({ sign: { done: 1, mean: 2 * hour }, ask: { waiting: 1, done: 0 } })
    expect(figuresBy(all).begin).not.toHaveProperty('mean')
    expect(figuresBy(await read(admin, 'figured-call'))).toEqual({
      begin: { done: 1, waiting: 0, incidents: 0 },
      inner: { done: 0, waiting: 1, incidents: 0 },
    })
    expect(figuresBy(await read(admin, 'figured', 'region=330683003')).look).toMatchObject({ waiting: 1, done: 0 })
    expect(figuresBy(await read(admin, 'figured', 'region=330683001010'))).toEqual({})
    expect(all.xml).toContain('<bpmn:process id="figured"')
    expect(all.releases.map(({ digest, inForce }) => [digest, inForce])).toEqual([[all.release, true]])
    expect(figuresBy(await read(admin, 'figured', `region=${county}&release=${all.release}`))).toEqual(figuresBy(all))
  })

  it('are of the days asked for, while what waits is of now', async () => {
    const { id } = await startCase(officer, 'figured', here)
    await later(24 * hour)
    await complete(id, 'look')
    const today = new Date(clock.now() + 8 * hour).toISOString().slice(0, 10)
    const ofToday = figuresBy(await read(admin, 'figured', `region=${county}&from=${today}&to=${today}`))
    expect(ofToday).toMatchObject({ look: { done: 1, mean: 24 * hour } })
    expect(ofToday.begin).toBeUndefined()
    const wrong = await admin.get(`/api/statistics/processes/figured?from=2026-05-02&to=2026-05-01`)
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'bad-request' }])
  })

  it('count what an incident has stopped, until it is mended', async () => {
    await startCase(officer, 'stuck', here)
    expect(figuresBy(await read(admin, 'stuck')).which).toMatchObject({ waiting: 0, incidents: 1, done: 0 })
  })

  it('are for administrators and leaders, of their own regions', async () => {
    await startCase(officer, 'figured', sameStreet)
    const leader = await signedIn(server.url, 'street-leader')
    const mine = figuresBy(await read(leader, 'figured', ''))
    const theirs = figuresBy(await read(admin, 'figured', 'region=330683001'))
    expect(mine).toEqual(theirs)
    const refused = async (who: Client, query = '') =>
      (await who.get(`/api/statistics/processes/figured?${query}`)).status
    expect(await refused(leader, 'region=330683003')).toBe(404)
    expect(await refused(officer)).toBe(403)
    await createAccount(server, 'grid-leader', [{ role: 'leader', region: here }])
    expect(await refused(await signedIn(server.url, 'grid-leader'))).toBe(403)
    await createAccount(server, 'province', [{ role: 'admin', region: '33' }])
    const province = figuresBy(await read(await signedIn(server.url, 'province'), 'figured', 'region=330683'))
    expect(province).toEqual(figuresBy(await read(admin, 'figured')))
    expect(await refused(await signedIn(server.url, 'elsewhere'), `region=${county}`)).toBe(404)
    expect((await admin.get('/api/statistics/processes/nothing')).status).toBe(404)
    expect((await server.visitor().get('/api/statistics/processes/figured')).status).toBe(401)
  })
})

/** Figures of the county as the store keeps them, by process and element. */
async function kept() {
  const { db } = server.deps.store
  const days = await db.selectFrom('element_day').selectAll().where('area', '=', county).execute()
  const stands = await db.selectFrom('element_standing').selectAll().where('area', '=', county).execute()
  const key = (row: { process_id: string; element_id: string }) => `${row.process_id}/${row.element_id}`
  const sum = <T extends { process_id: string; element_id: string }>(rows: T[], of: (row: T) => number) =>
    Object.fromEntries(
      [...Map.groupBy(rows, key)]
        .map(([name, some]) => [name, some.reduce((all, row) => all + of(row), 0)] as const)
        .filter(([, number]) => number !== 0)
        .sort(),
    )
  return {
    done: sum(days, ({ count }) => count),
    total: sum(days, ({ total }) => total),
    waiting: sum(stands, ({ waiting }) => waiting),
    incidents: sum(stands, ({ incidents }) => incidents),
  }
}

/** The same from the whole history and the tasks, counted here. */
async function fromHistory() {
  const { db } = server.deps.store
  const lines = await db
    .selectFrom('history')
    .innerJoin('cases', 'cases.id', 'history.case_id')
    .select(['history.case_id', 'seq', 'at', 'element_id', 'detail', 'cases.process_id'])
    .where('what', '=', 'left')
    .execute()
  const done: Record<string, number> = {}
  const total: Record<string, number> = {}
  const calls = await db.selectFrom('called_instance').select(['case_id', 'number', 'process_id']).execute()
  for (const { case_id, at, element_id, detail, process_id } of lines) {
    const { call, since } = JSON.parse(detail ?? '{}') as { call?: number; since?: number }
    const of = calls.find((one) => one.case_id === case_id && one.number === call)?.process_id ?? process_id
    const name = `${of}/${element_id}`
    done[name] = (done[name] ?? 0) + 1
    if (since !== undefined) total[name] = (total[name] ?? 0) + at - since
  }
  const tasks = await db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .select(['element_id', 'task.status', 'opened_at', 'closed_at', 'cases.process_id'])
    .where('element_id', '=', 'look')
    .execute()
  const looked = tasks.filter(({ process_id, status }) => process_id === 'figured' && status === 'completed')
  const looking = tasks.filter(({ process_id, status }) => process_id === 'figured' && status === 'open')
  const sorted = (record: Record<string, number>) => Object.fromEntries(Object.entries(record).sort())
  return {
    done: sorted(done),
    total: sorted(total),
    looks: looked.length,
    looked: looked.reduce((all, { opened_at, closed_at }) => all + (closed_at ?? 0) - opened_at, 0),
    looking: looking.length,
  }
}

describe('statistics kept as it goes', () => {
  it('equal those counted from the full history, whenever they were counted, and when they are built again', async () => {
    const { store } = server.deps
    const act = fc.oneof(
      fc.record({ do: fc.constant('start' as const), region: fc.constantFrom(here, sameStreet, otherStreet) }),
      fc.record({ do: fc.constant('complete' as const), nth: fc.nat(20) }),
      fc.record({ do: fc.constant('advance' as const), by: fc.integer({ min: 1, max: 40 * hour }) }),
      fc.record({ do: fc.constant('cancel' as const), nth: fc.nat(20) }),
      fc.record({ do: fc.constant('count' as const) }),
    )
    const running: string[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 20 }), async (acts) => {
        for (const one of acts) {
          if (one.do === 'advance') await later(one.by)
          if (one.do === 'count') await foldStatistics(store)
          if (one.do === 'start') running.push((await startCase(officer, 'figured', one.region)).id)
          if (one.do === 'cancel' && running.length > 6) {
            const [id] = running.splice(one.nth % running.length, 1)
            await admin.post(`/api/cases/${id}/cancel`, { reason: '试验' })
          }
          if (one.do === 'complete') {
            const { items } = (await officer.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body
            const open = items.filter(({ caseId }) => running.includes(caseId))
            const chosen = open[one.nth % Math.max(1, open.length)]
            if (chosen) await officer.post(`/api/tasks/${chosen.id}/complete`, { answers: {} })
          }
        }
        await foldStatistics(store)
        const now = await kept()
        const history = await fromHistory()
        expect({ done: now.done, total: now.total }).toEqual({ done: history.done, total: history.total })
        expect(now.done['figured/look'] ?? 0).toBe(history.looks)
        expect(now.total['figured/look'] ?? 0).toBe(history.looked)
        expect(now.waiting['figured/look'] ?? 0).toBe(history.looking)
      }),
      { numRuns: 6 },
    )
    const before = await kept()
    await rebuildStatistics(store)
    expect(await kept()).toEqual(before)
  })
})

describe('a case that is deleted', () => {
  it('stands nowhere any more, while what it did stays counted', async () => {
    const { store } = server.deps
    const { id, number } = await startCase(officer, 'figured', here)
    await foldStatistics(store)
    const before = await kept()
    await admin.post(`/api/cases/${id}/cancel`, { reason: '误录' })
    const deletion = { ground: 'entered-by-mistake', number, reason: '误录' }
    expect((await admin.post(`/api/cases/${id}/delete`, deletion)).status).toBe(204)
    const after = await kept()
    expect(after.waiting['figured/look'] ?? 0).toBe((before.waiting['figured/look'] ?? 0) - 1)
    expect(after.done).toEqual(before.done)
  })
})

describe('a histogram of durations', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 400 * 24 * hour }), { minLength: 1, maxLength: 200 })
  const bucketsOf = (all: readonly number[]) =>
    [...Map.groupBy(all, bucketOf)].map(([bucket, some]) => ({
      bucket,
      count: some.length,
      total: some.reduce((sum, one) => sum + one, 0),
    }))

  it('gives the exact mean, and a 95th percentile that is off by a twentieth at most', () => {
    fc.assert(
      fc.property(durations, (all) => {
        const { done, mean, p95 } = figuresOf(bucketsOf(all))
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(0.95 * all.length) - 1]!
        expect(done).toBe(all.length)
        expect(mean).toBe(Math.round(all.reduce((sum, one) => sum + one, 0) / all.length))
        expect(Math.abs(p95! - exact)).toBeLessThanOrEqual(exact * 0.05 + 1)
      }),
    )
  })

  it('has a value within a twentieth for each duration, and growing ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (one) => {
        expect(Math.abs(durationOf(bucketOf(one)) - one)).toBeLessThanOrEqual(one * 0.05 + 1)
        expect(bucketOf(one + 1)).toBeGreaterThanOrEqual(bucketOf(one))
      }),
    )
  })
})

describe('the history level of a process', () => {
  const kinds = async (level: string) => {
    const { id } = await startCase(officer, `kept-${level}`, here)
    clock.advance(hour)
    await complete(id, 'look')
    await admin.post(`/api/cases/${id}/variables`, { variables: { x: 1 }, reason: '更正' })
    await admin.post(`/api/cases/${id}/cancel`, { reason: '误报' })
    const rows = await server.deps.store.db
      .selectFrom('history')
      .select(['what', 'by_name'])
      .where('case_id', '=', id)
      .orderBy('seq')
      .execute()
    const { body } = await officer.get<CaseDetail>(`/api/cases/${id}`)
    return { kinds: [...new Set(rows.map(({ what }) => what))].sort(), body, rows }
  }
  const byPersons = ['caseCancelled', 'ended', 'started', 'taskCompleted', 'variablesSet']

  it('decides what is kept; what persons did is kept at each, and the case says its level', async () => {
    const [none, activity] = [await kinds('none'), await kinds('activity')]
    expect(none.kinds).toEqual(byPersons)
    expect(none.rows.find(({ what }) => what === 'taskCompleted')?.by_name).toBe('officer')
    expect(none.body.historyLevel).toBe('none')
    expect(none.body.timeline.map(({ what }) => what)).toContain('taskCompleted')
    expect(activity.kinds).toEqual([...byPersons, 'cancelled', 'left', 'taskCancelled', 'taskOpened'].sort())
    expect((await kinds('audit')).kinds).not.toContain('flowTaken')
  })

  it('leaves figures of what waits at none, and all figures from activity on', async () => {
    const { id } = await startCase(officer, 'kept-none', here)
    await complete(id, 'look')
    expect(figuresBy(await read(admin, 'kept-none'))).toEqual({ sign: { done: 0, waiting: 1, incidents: 0 } })
    expect(figuresBy(await read(admin, 'kept-activity')).look).toMatchObject({ done: 1, mean: hour })
    expect((await read(admin, 'kept-none')).historyLevel).toBe('none')
  })
})
