import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  CaseDetail,
  CaseSummary,
  MigratedCase,
  MigrationDetail,
  MigrationProposal,
  MigrationRun,
  MigrationSource,
  TaskSummary,
} from '#runtime/api'
import { brokenAuditLine } from '#runtime/server'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  signedIn,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { createAccount } from './accounts.ts'
import { byHand, drawn, end, publishProcesses, task } from './event-processes.ts'

const county = '330683'
const clock = testClock()
const reason = '流程改版，迁移在办办件'
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

const timed = (minutes: number) =>
  `<bpmn:boundaryEvent id="late" attachedToRef="visit"><bpmn:timerEventDefinition><bpmn:timeDuration>PT${minutes}M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`
const first = {
  walk: drawn('walk', `${byHand}${task('visit')}${timed(60)}${task('report')}${end}`, [
    'begin -> visit',
    'visit -> report',
    'late -> report',
    'report -> end',
  ]),
  other: drawn('other', `${byHand}${task('alone')}${end}`, ['begin -> alone', 'alone -> end']),
}
const second = {
  walk: drawn(
    'walk',
    `${byHand}${task('inspect').replace('name="inspect"', 'name="上门核查"').replace('community_staff', 'street_operator')}${timed(60).replace('attachedToRef="visit"', 'attachedToRef="inspect"')}${task('report')}${task('review')}${end}`,
    ['begin -> inspect', 'inspect -> report', 'late -> report', 'report -> review', 'review -> end'],
  ),
  other: drawn('other', `${byHand}<bpmn:manualTask id="alone" />${end}`, ['begin -> alone', 'alone -> end']),
}
const map = {
  id: 'walk-2',
  title: { 'zh-CN': '走访改版' },
  processes: [
    {
      process: 'walk',
      elements: { visit: 'inspect' },
      fields: [{ id: 'who', kind: 'rename', field: 'visitor', to: 'inspector' }],
    },
  ],
}

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  admin = await server.as('admin')
  await createAccount(server, 'officer', [
    { role: 'grid_worker', region: county },
    { role: 'community_staff', region: county },
  ])
  await createAccount(server, 'clerk', [{ role: 'street_operator', region: county }])
  await createAccount(server, 'elsewhere', [{ role: 'admin', region: '330684' }])
  officer = await signedIn(server.url, 'officer')
  expect(await publishProcesses(admin, first)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

let requests = 0
async function begin(processId: string): Promise<string> {
  requests += 1
  const asked = { processId, region: county, answers: {}, requestId: `migrations-${requests}` }
  const { status, body } = await officer.post<CaseSummary>('/api/cases', asked)
  expect(status).toBe(200)
  return body.id
}
const tasksOf = async (who: Client, caseId: string) =>
  (await who.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body.items.filter((one) => one.caseId === caseId)
const read = async (caseId: string) => (await admin.get<CaseDetail>(`/api/cases/${caseId}`)).body
const run = async (id: string) => (await admin.get<MigrationDetail>(`/api/migrations/${id}`)).body
const settled = (id: string, state: string) =>
  eventually(async () => {
    const found = await run(id)
    return found.state === state && found
  })
const casesOf = async (id: string, filter = '') =>
  (await admin.get<{ items: MigratedCase[] }>(`/api/migrations/${id}/cases?limit=100${filter}`)).body.items
const post = (path: string, body: object = {}) =>
  admin.post<MigrationDetail>(`/api/migrations${path}`, { reason, ...body })

async function rows(caseId: string) {
  const { db } = server.deps.store
  const tasks = await db
    .selectFrom('task')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('status', '=', 'open')
    .execute()
  const offers = await db
    .selectFrom('task_offer')
    .selectAll()
    .where(
      'task_id',
      'in',
      tasks.map(({ id }) => id),
    )
    .orderBy('offered_to')
    .orderBy('area')
    .execute()
  const { state } = await db
    .selectFrom('instance')
    .select('state')
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  const pinned = await db
    .selectFrom('cases')
    .select(['release', 'start_release', 'process_title', 'status'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return {
    state: JSON.parse(state) as unknown,
    tasks,
    offers,
    pinned,
    timers: await db.selectFrom('timer').selectAll().where('case_id', '=', caseId).execute(),
    subscriptions: await db.selectFrom('subscription').selectAll().where('case_id', '=', caseId).execute(),
    called: await db.selectFrom('called_instance').selectAll().where('case_id', '=', caseId).execute(),
    jobs: await db.selectFrom('job').selectAll().where('case_id', '=', caseId).execute(),
  }
}

describe('moving open cases to another release', () => {
  it('is planned with a verdict for each, carried out, and taken back as it was, but for those that went on', async () => {
    const visited = await begin('walk')
    const reported = await begin('walk')
    await officer.post(`/api/tasks/${(await tasksOf(officer, reported))[0]?.id}/complete`, { answers: {} })
    const stuck = await begin('other')
    await admin.post(`/api/cases/${visited}/variables`, { variables: { visitor: '张三' }, reason })
    const before = { visited: await rows(visited), reported: await rows(reported) }
    expect(await publishProcesses(admin, second)).toEqual([])
    const { body: sources } = await admin.get<{ items: MigrationSource[]; inForce: string }>(
      `/api/migrations/sources?region=${county}`,
    )
    const [from] = sources.items.filter(({ inForce }) => !inForce)
    expect(from).toMatchObject({ cases: 3, region: county })

    const way = `region=${county}&from=${from?.release}&to=${sources.inForce}`
    const { body: proposed } = await admin.get<MigrationProposal>(`/api/migrations/proposal?${way}`)
    const walk = proposed.processes.find(({ process }) => process === 'walk')
    expect(walk?.elements.find(({ id }) => id === 'visit')).toMatchObject({ to: 'inspect', how: 'likely' })
    expect(walk?.elements.find(({ id }) => id === 'report')).toMatchObject({ to: 'report', how: 'same' })

    const planned = await post('', { region: county, from: from?.release, migration: map, requestId: 'migrate-once-1' })
    expect([planned.status, planned.body.total]).toEqual([200, 3])
    const again = await post('', { region: county, from: from?.release, migration: map, requestId: 'migrate-once-1' })
    expect(again.body.id).toBe(planned.body.id)
    const { id } = planned.body
    await settled(id, 'planned')
    const verdicts = new Map((await casesOf(id)).map((one) => [one.caseId, one]))
    expect(verdicts.get(visited)).toMatchObject({ verdict: 'moves', outcome: 'planned' })
    expect(verdicts.get(reported)).toMatchObject({ verdict: 'unchanged', outcome: 'planned' })
    expect(verdicts.get(stuck)).toMatchObject({
      verdict: 'refused',
      outcome: 'refused',
      reasons: [{ code: 'element-of-other-kind', node: 'alone' }],
    })
    expect(await rows(visited), 'a plan changes nothing').toEqual(before.visited)
    expect((await casesOf(id, '&verdict=refused')).map(({ caseId }) => caseId)).toEqual([stuck])
    const csv = await admin.get<string>(`/api/migrations/${id}/cases.csv`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.body).toContain('不能迁移')

    expect((await post(`/${id}/start`)).body.state).toBe('running')
    await settled(id, 'done')
    const moved = await rows(visited)
    expect(moved.pinned).toMatchObject({ release: sources.inForce, start_release: from?.release })
    expect(moved.timers).toEqual(before.visited.timers)
    const clerk = await signedIn(server.url, 'clerk')
    expect(await tasksOf(officer, visited)).toEqual([])
    const [inspect] = await tasksOf(clerk, visited)
    expect(inspect).toMatchObject({ elementId: 'inspect', name: { 'zh-CN': '上门核查' } })
    const { timeline } = await read(visited)
    expect(timeline.find(({ what }) => what === 'migrated')).toMatchObject({ detail: reason, by: '管理员 陈明' })
    expect((await rows(stuck)).pinned.release).toBe(from?.release)

    expect((await clerk.post(`/api/tasks/${inspect?.id}/complete`, { answers: {} })).status).toBe(200)
    await post(`/${id}/undo`)
    await settled(id, 'undone')
    const after = new Map((await casesOf(id)).map((one) => [one.caseId, one.outcome]))
    expect(after.get(visited)).toBe('gone-on')
    expect(after.get(reported)).toBe('undone')
    expect(await rows(reported)).toEqual(before.reported)
    expect((await rows(visited)).pinned.release).toBe(sources.inForce)
    expect((await read(reported)).timeline.some(({ what }) => what === 'migrationUndone')).toBe(true)
    for (const caseId of [visited, reported]) {
      expect(await brokenAuditLine(server.deps.store.db, `case:${caseId}`)).toBeUndefined()
    }
    const { body: list } = await admin.get<{ items: MigrationRun[] }>(`/api/migrations?region=${county}`)
    expect(list.items.map((one) => one.id)).toContain(id)
  })

  it('to a release that differs in nothing else changes nothing but the pin', async () => {
    const caseId = await begin('walk')
    const before = await rows(caseId)
    expect(await publishProcesses(admin, { another: first.other.replaceAll('other', 'another') })).toEqual([])
    const { body } = await post('', { region: county, from: before.pinned.release })
    await settled(body.id, 'planned')
    const mine = (await casesOf(body.id)).find((one) => one.caseId === caseId)
    expect(mine).toMatchObject({ verdict: 'unchanged', reasons: [] })
    await post(`/${body.id}/start`)
    await settled(body.id, 'done')
    const { pinned, ...rest } = await rows(caseId)
    const { pinned: was, ...wasRest } = before
    expect(rest).toEqual(wasRest)
    expect(pinned.release).not.toBe(was.release)
  })

  it('is refused to those who do not administer the region, and where the map names what is not there', async () => {
    const elsewhere = await signedIn(server.url, 'elsewhere')
    const asked = { region: county, reason }
    expect((await officer.post('/api/migrations', asked)).status).toBe(403)
    expect((await elsewhere.post('/api/migrations', asked)).status).toBe(404)
    expect((await server.visitor().post('/api/migrations', asked)).status).toBe(401)
    expect((await post('', { region: county, to: 'nothing' })).status).toBe(404)
    const wrong = { ...map, processes: [{ process: 'walk', elements: { nowhere: 'report' } }] }
    const refused = await admin.post<{ findings?: { code: string }[] }>('/api/migrations', {
      ...asked,
      migration: wrong,
    })
    expect([refused.status, refused.body.findings?.map(({ code }) => code)]).toEqual([422, ['migration-element']])
    const shapeless = await post('', { region: county, migration: { id: '__proto__', processes: 1 } })
    expect(shapeless.status).toBe(422)
    const { body } = await admin.get<{ items: MigrationRun[] }>(`/api/migrations?region=${county}`)
    const [latest] = body.items
    expect((await elsewhere.get(`/api/migrations/${latest?.id}`)).status).toBe(404)
    expect((await officer.get(`/api/migrations/${latest?.id}/cases`)).status).toBe(403)
    expect((await post(`/${latest?.id}/stop`)).status).toBe(409)
    expect((await post('/no-such-migration/start')).status).toBe(404)
  })
})
