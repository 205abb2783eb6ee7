import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary, Incident, SentMessage, TaskSummary } from '#runtime/api'
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
import { byHand, drawn, end, message, onMessage, publishProcesses, task } from './event-processes.ts'

const county = '330683'
const clock = testClock()
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

const processes = {
  broken: drawn(
    'broken',
    `${byHand}<bpmn:exclusiveGateway id="which" default="broken-flow-2" />${task('big')}${task('small')}${end}`,
    ['begin -> which', 'which -> big if size &gt; 10', 'which -> small', 'big -> end', 'small -> end'],
  ),
  caller: drawn(
    'caller',
    `${byHand}<bpmn:callActivity id="ask"><bpmn:extensionElements><zeebe:calledElement processId="called" /></bpmn:extensionElements></bpmn:callActivity>${end}`,
    ['begin -> ask', 'ask -> end'],
  ),
  called: drawn(
    'called',
    `<bpmn:startEvent id="begin" />${task('inner')}
      <bpmn:boundaryEvent id="late" attachedToRef="inner"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="called-off" attachedToRef="inner">${onMessage('off')}</bpmn:boundaryEvent>
      ${task('remind')}${end}`,
    ['begin -> inner', 'inner -> end', 'late -> remind', 'called-off -> end', 'remind -> end'],
    message('off', 'off', '&quot;k&quot;'),
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
  await createAccount(server, 'elsewhere', [{ role: 'admin', region: '330684' }])
  officer = await signedIn(server.url, 'officer')
  expect(await publishProcesses(admin, processes)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

let requests = 0
async function begin(processId: string): Promise<string> {
  requests += 1
  const asked = { processId, region: county, answers: {}, requestId: `operations-${requests}` }
  const { status, body } = await officer.post<CaseSummary>('/api/cases', asked)
  expect(status).toBe(200)
  return body.id
}
const tasksOf = async (caseId: string) =>
  (await officer.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body.items.filter(
    (one) => one.caseId === caseId,
  )
const elementsOf = async (caseId: string) => (await tasksOf(caseId)).map(({ elementId }) => elementId)
const read = async (caseId: string) => (await officer.get<CaseDetail>(`/api/cases/${caseId}`)).body
const incidents = async () => (await admin.get<{ items: Incident[]; next?: string }>('/api/incidents?limit=100')).body
const incidentOf = async (caseId: string) => (await incidents()).items.find((one) => one.caseId === caseId)
const reason = '数据缺失，已补录'
const told = async (caseId: string, what: string) => (await read(caseId)).timeline.find((entry) => entry.what === what)
const complete = (one: TaskSummary | undefined) => officer.post(`/api/tasks/${one?.id}/complete`, { answers: {} })

describe('an incident', () => {
  it('is listed to the administrator, mended by setting what was missing, and tried again, with who and why', async () => {
    const id = await begin('broken')
    const incident = await incidentOf(id)
    expect(incident).toMatchObject({ elementId: 'which', region: county, caseTitle: 'broken' })
    const set = await admin.post(`/api/cases/${id}/variables`, { variables: { size: 20 }, reason })
    const retried = await admin.post(`/api/incidents/${incident?.id}/retry`, { reason })

    expect([set.status, retried.status]).toEqual([204, 204])
    expect(await elementsOf(id)).toEqual(['big'])
    expect(await incidentOf(id)).toBeUndefined()
    expect(await told(id, 'incidentRetried')).toMatchObject({ detail: reason, by: expect.stringMatching(/./) })
    expect((await told(id, 'variablesSet'))?.detail).toContain(reason)
    const audit = await server.deps.store.db
      .selectFrom('audit')
      .selectAll()
      .where('stream', '=', `case:${id}`)
      .execute()
    expect(audit.map(({ action }) => action)).toEqual(['start-case', 'set-variables', 'retry-incident'])
    expect(await brokenAuditLine(server.deps.store.db, `case:${id}`)).toBeUndefined()
  })

  it('is walked by pages, and many are tried again, each by itself', async () => {
    const ids = [await begin('broken'), await begin('broken'), await begin('broken')]
    await admin.post(`/api/cases/${ids[0]}/variables`, { variables: { size: 1 }, reason })
    const seen: Incident[] = []
    let next: string | undefined = ''
    while (next !== undefined) {
      const path: string = `/api/incidents?limit=2${next && `&cursor=${next}`}`
      const { body } = await admin.get<{ items: Incident[]; next?: string }>(path)
      seen.push(...body.items)
      next = body.next
    }
    expect(seen.map(({ caseId }) => caseId).sort()).toEqual([...ids].sort())
    const incidentIds = [...ids.map((id) => seen.find(({ caseId }) => caseId === id)!.id), 'nothing.1']
    const { body } = await admin.post<{ items: { done: boolean; code?: string }[] }>('/api/incidents/retry', {
      incidentIds,
      reason,
    })

    expect(body.items.map(({ done, code }) => code ?? done)).toEqual([true, true, true, 'not-found'])
    expect(await elementsOf(ids[0]!)).toEqual(['small'])
    expect(await incidentOf(ids[1]!)).toBeDefined()
    expect((await admin.post(`/api/incidents/${incidentIds[0]}/retry`, { reason })).status).toBe(409)
  })
})

describe('a token', () => {
  it('is moved to another element, and not to one that does not exist', async () => {
    const id = await begin('broken')
    const tokenId = (await incidentOf(id))!.id.split('.')[1]
    const nowhere = await admin.post(`/api/cases/${id}/move`, { tokenId, toElementId: 'nowhere', reason })
    const moved = await admin.post(`/api/cases/${id}/move`, { tokenId, toElementId: 'small', reason })

    expect([nowhere.status, moved.status]).toEqual([409, 204])
    expect(await elementsOf(id)).toEqual(['small'])
    expect(await told(id, 'tokenMoved')).toMatchObject({ elementId: 'small', detail: reason })
  })
})

describe('a suspended case', () => {
  it('takes no task, fires no timer and receives no message until it is resumed', async () => {
    const id = await begin('caller')
    const [inner] = await tasksOf(id)
    expect((await admin.post(`/api/cases/${id}/suspend`, { reason })).status).toBe(204)
    expect((await complete(inner)).status).toBe(409)
    const sent = { region: county, name: 'off', correlationKey: 'k' }
    expect((await admin.post<SentMessage>('/api/messages', sent)).body.status).toBe('spent')
    clock.advance(3_700_000)
    server.deps.wake()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await elementsOf(id)).toEqual(['inner'])
    expect((await admin.post(`/api/cases/${id}/suspend`, { reason })).status).toBe(409)

    expect((await admin.post(`/api/cases/${id}/resume`, { reason })).status).toBe(204)
    await eventually(async () => (await elementsOf(id)).join() === 'remind')
    expect((await admin.post(`/api/cases/${id}/resume`, { reason })).status).toBe(409)
    expect((await complete((await tasksOf(id))[0])).status).toBe(200)
    expect((await read(id)).status).toBe('completed')
  })
})

describe('cancelling a case', () => {
  it('ends it with what it called, and says so once', async () => {
    const id = await begin('caller')
    expect((await admin.post(`/api/cases/${id}/cancel`, { reason })).status).toBe(204)

    expect((await read(id)).status).toBe('cancelled')
    expect(await elementsOf(id)).toEqual([])
    expect(await told(id, 'caseCancelled')).toMatchObject({ detail: reason })
    expect((await admin.post(`/api/cases/${id}/cancel`, { reason })).status).toBe(409)
    const { db } = server.deps.store
    for (const table of ['subscription', 'timer'] as const) {
      expect(await db.selectFrom(table).select('case_id').where('case_id', '=', id).execute()).toEqual([])
    }
  })
})

describe('operations', () => {
  const each = ['variables', 'move', 'suspend', 'resume', 'cancel'] as const
  const bodies: Record<(typeof each)[number], object> = {
    variables: { variables: {} },
    move: { tokenId: '1', toElementId: 'x' },
    suspend: {},
    resume: {},
    cancel: {},
  }

  it.each(each)('are for administrators of the region only, name a case and give a reason: %s', async (name) => {
    const id = await begin('caller')
    const path = `/api/cases/${id}/${name}`
    const asked = { ...bodies[name], reason }
    const elsewhere = await signedIn(server.url, 'elsewhere')

    expect((await officer.post(path, asked)).status).toBe(403)
    expect((await elsewhere.post(path, asked)).status).toBe(404)
    expect((await admin.post(`/api/cases/no-such-case/${name}`, asked)).status).toBe(404)
    expect((await admin.post(path, { ...asked, reason: ' ' })).status).toBe(400)
    expect((await admin.post(path, bodies[name])).status).toBe(400)
    expect((await server.visitor().post(path, asked)).status).toBe(401)
  })

  it('on incidents are refused alike', async () => {
    const { id } = (await incidentOf(await begin('broken')))!
    const elsewhere = await signedIn(server.url, 'elsewhere')
    const retry = (who: Client, incident = id) => who.post(`/api/incidents/${incident}/retry`, { reason })

    expect((await officer.get('/api/incidents')).status).toBe(403)
    expect((await elsewhere.get<{ items: Incident[] }>('/api/incidents')).body.items).toEqual([])
    expect((await elsewhere.get(`/api/incidents?region=${county}`)).status).toBe(404)
    expect((await retry(officer)).status).toBe(403)
    expect((await retry(elsewhere)).status).toBe(404)
    expect((await retry(admin, 'nothing')).status).toBe(404)
    expect((await retry(admin, `${id}%00`)).status).toBe(400)
    expect((await admin.post('/api/cases/%00/cancel', { reason })).status).toBe(400)
    const strange = await admin.post('/api/incidents/retry', { incidentIds: ['a\u0000.1'], reason: 'b\u0000c' })
    expect(strange.status).toBe(400)
    expect((await admin.get('/api/incidents?cursor=abc')).status).toBe(400)
  })
})
