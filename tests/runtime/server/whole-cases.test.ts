import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  CaseDetail,
  CaseSummary,
  Incident,
  IncidentGroup,
  OperatedCase,
  OperatedProcess,
  ShownScope,
  Startable,
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
const street = '330683001'
const clock = testClock()
const reason = '按主任要求办理'
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

const many = `<bpmn:userTask id="sign" name="sign"><bpmn:extensionElements><zeebe:userTask />
  <zeebe:assignmentDefinition candidateGroups="community_staff" /></bpmn:extensionElements>
  <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
  <zeebe:loopCharacteristics inputCollection="=[&quot;甲&quot;]" inputElement="who" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`

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
  const processes = {
    plain: drawn('plain', `${byHand}${task('first')}${task('second')}${end}`, [
      'begin -> first',
      'first -> second',
      'second -> end',
    ]),
    asked: drawn('asked', `${byHand}<bpmn:exclusiveGateway id="which" />${task('big')}${task('small')}${end}`, [
      'begin -> which',
      'which -> big if size &gt; 10',
      'which -> small if size &lt;= 10',
      'big -> end',
      'small -> end',
    ]),
    signed: drawn('signed', `${byHand}${many}${end}`, ['begin -> sign', 'sign -> end']),
  }
  expect(await publishProcesses(admin, processes)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

let requests = 0
async function tryBegin(processId: string, region = county) {
  requests += 1
  const asked = { processId, region, answers: {}, requestId: `whole-cases-${requests}` }
  return officer.post<CaseSummary & { code?: string }>('/api/cases', asked)
}
async function begin(processId: string, region = county): Promise<CaseSummary> {
  const { status, body } = await tryBegin(processId, region)
  expect(status).toBe(200)
  return body
}
const tasksOf = async (caseId: string) =>
  (await officer.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body.items.filter(
    (one) => one.caseId === caseId,
  )
const elementsOf = async (caseId: string) => (await tasksOf(caseId)).map(({ elementId }) => elementId).sort()
const operated = async (caseId: string) => (await admin.get<OperatedCase>(`/api/cases/${caseId}/operation`)).body
const mend = <T = { code?: string }>(caseId: string, what: string, body: object = {}) =>
  admin.post<T>(`/api/cases/${caseId}/${what}`, { reason, ...body })
const actions = async (caseId: string) => {
  const audit = server.deps.store.db.selectFrom('audit').select('action').where('stream', '=', `case:${caseId}`)
  return (await audit.orderBy('seq').execute()).map(({ action }) => action)
}

describe('incidents', () => {
  it('are found by process, element, code, case and age, counted, and told in words', async () => {
    const { id } = await begin('asked')
    clock.advance(3_600_000)
    const find = async (filter: string) =>
      (await admin.get<{ items: Incident[] }>(`/api/incidents?${filter}`)).body.items.map(({ caseId }) => caseId)
    const hourAgo = new Date(clock.now() - 1_800_000).toISOString()
    for (const filter of [
      'processId=asked',
      'elementId=which',
      'code=condition-variable-missing',
      `caseId=${id}`,
      `before=${hourAgo}`,
      `region=${county}`,
    ]) {
      expect(await find(filter), filter).toContain(id)
    }
    for (const filter of ['processId=plain', 'elementId=big', 'code=job-failed', `after=${hourAgo}`]) {
      expect(await find(filter), filter).not.toContain(id)
    }
    expect((await admin.get('/api/incidents?before=2026-99-99T00:00:00Z')).status).toBe(400)
    const { body } = await admin.get<{ items: IncidentGroup[] }>('/api/incidents/groups')
    expect(body.items).toContainEqual(expect.objectContaining({ processId: 'asked', elementId: 'which', count: 1 }))
    const [incident] = (await admin.get<{ items: Incident[] }>(`/api/incidents?caseId=${id}`)).body.items
    expect(incident?.title['zh-CN']).toBe('条件用到的数据还没有')
    expect(incident?.remedy.en).toContain('try again')
  })
})

describe('the view of those who mend a case', () => {
  it('names variables without values, and shows values for a purpose that is written down', async () => {
    const { id } = await begin('asked')
    await mend(id, 'variables', { variables: { owner: '王某', count: 3 } })
    const seen = await operated(id)
    expect(seen.scopes).toEqual([{ id: '1', call: 0, names: ['owner', 'count'] }])
    expect(JSON.stringify(seen)).not.toContain('王某')
    expect(seen.tokens).toMatchObject([{ elementId: 'which', waitsFor: 'incident', mayAdd: false }])
    expect(seen.targets.map(({ elementId }) => elementId)).toContain('small')
    const { body } = await mend<{ scopes: ShownScope[] }>(id, 'variables/read')
    expect(body.scopes[0]?.variables).toEqual({ owner: '王某', count: 3 })
    expect(await actions(id)).toEqual(['start-case', 'set-variables', 'read-variables'])
    expect((await officer.get(`/api/cases/${id}/operation`)).status).toBe(403)
    expect((await officer.post(`/api/cases/${id}/variables/read`, { reason })).status).toBe(403)
  })
})

describe('an operation', () => {
  it('that is sent twice under one request id is carried out once', async () => {
    const { id } = await begin('plain')
    const once = { toElementId: 'second', requestId: 'only-this-once' }
    expect([(await mend(id, 'restart', once)).status, (await mend(id, 'restart', once)).status]).toEqual([204, 204])
    expect((await actions(id)).filter((action) => action === 'restart-case')).toHaveLength(1)
  })
})

describe('beginning a case again', () => {
  it('opens an ended one, goes on at the element, and says who and why', async () => {
    const { id } = await begin('plain')
    await mend(id, 'cancel')
    expect((await mend(id, 'restart', { toElementId: 'nowhere' })).body.code).toBe('restart-not-possible')
    expect((await mend(id, 'restart', { toElementId: 'second', variables: { x: 1 } })).status).toBe(204)
    expect(await elementsOf(id)).toEqual(['second'])
    const { body } = await officer.get<CaseDetail>(`/api/cases/${id}`)
    expect(body.status).toBe('open')
    expect(body.endedAt).toBeUndefined()
    expect(body.timeline.find(({ what }) => what === 'restarted')).toMatchObject({
      elementId: 'second',
      detail: `x：${reason}`,
    })
    await officer.post(`/api/tasks/${(await tasksOf(id))[0]?.id}/complete`, { answers: {} })
    expect((await operated(id)).summary.status).toBe('completed')
    expect((await mend(id, 'suspend')).body.code).toBe('case-ended')
  })
})

describe('adding one to a multi-instance activity', () => {
  it('opens one task more, and answers plainly where there is none', async () => {
    const { id } = await begin('signed')
    const token = (await operated(id)).tokens.find(({ mayAdd }) => mayAdd)
    expect((await mend(id, 'add-instance', { tokenId: token?.id, item: '乙' })).status).toBe(204)
    expect(await elementsOf(id)).toEqual(['sign', 'sign'])
    const plain = await begin('plain')
    const [other] = (await operated(plain.id)).tokens
    const refused = await mend(plain.id, 'add-instance', { tokenId: other?.id })
    expect([refused.status, refused.body.code]).toEqual([409, 'add-instance-not-possible'])
  })
})

describe('a suspended process', () => {
  const list = async () =>
    (await admin.get<{ items: OperatedProcess[] }>(`/api/operated-processes?region=${county}`)).body.items.find(
      ({ processId }) => processId === 'plain',
    )

  it('begins no cases in its region, holds open ones back where asked, and lets them go on', async () => {
    const open = await begin('plain')
    const alone = await begin('plain')
    await mend(alone.id, 'suspend')
    const asked = { region: county, processId: 'plain', reason }
    expect((await officer.post('/api/suspensions', { ...asked, casesToo: true })).status).toBe(403)
    expect((await admin.post('/api/suspensions', { ...asked, processId: 'nothing', casesToo: true })).status).toBe(404)
    expect((await admin.post('/api/suspensions', { ...asked, casesToo: true })).status).toBe(200)

    await eventually(async () => (await list())?.suspension?.state === 'held')
    expect((await operated(open.id)).suspended).toBe('process')
    expect((await operated(alone.id)).suspended).toBe('case')
    expect((await tryBegin('plain')).body.code).toBe('process-suspended')
    expect((await mend(open.id, 'resume')).body.code).toBe('process-suspended')
    const { body } = await officer.get<{ items: Startable[] }>('/api/processes')
    expect(body.items.map(({ processId }) => processId)).not.toContain('plain')
    await begin('signed')

    expect((await admin.post('/api/suspensions/end', asked)).status).toBe(204)
    await eventually(async () => (await list())?.suspension === undefined)
    expect((await operated(open.id)).suspended).toBe('no')
    expect((await operated(alone.id)).suspended).toBe('case')
    await begin('plain')
    expect((await admin.post('/api/suspensions/end', asked)).status).toBe(409)
  })

  it('in a street leaves the rest of the county alone', async () => {
    expect(
      (await admin.post('/api/suspensions', { region: street, processId: 'plain', casesToo: false, reason })).status,
    ).toBe(200)
    expect((await tryBegin('plain', street)).body.code).toBe('process-suspended')
    await begin('plain', county)
    await admin.post('/api/suspensions/end', { region: street, processId: 'plain', reason })
    await eventually(async () => (await tryBegin('plain', street)).status === 200)
  })
})

describe('deleting a case', () => {
  const remove = (of: CaseSummary, ground: string, number = of.number) => mend(of.id, 'delete', { ground, number })

  it('is refused while it is open, held, or to be kept, and where the number differs', async () => {
    const of = await begin('plain')
    expect((await remove(of, 'ordered')).body.code).toBe('case-open')
    await officer.post(`/api/tasks/${(await tasksOf(of.id))[0]?.id}/complete`, { answers: {} })
    await mend(of.id, 'cancel')
    expect((await remove(of, 'ordered', '1')).body.code).toBe('number-differs')
    expect((await remove(of, 'retention-over')).body.code).toBe('case-retained')
    expect((await remove(of, 'entered-by-mistake')).body.code).toBe('case-retained')
    expect((await mend(of.id, 'hold')).status).toBe(204)
    expect((await remove(of, 'ordered')).body.code).toBe('case-held')
    expect((await operated(of.id)).deletion).toEqual({ possible: false, obstacle: 'case-held' })
    expect((await mend(of.id, 'release-hold')).status).toBe(204)
    expect((await mend(of.id, 'release-hold')).status).toBe(409)
    expect(
      (await officer.post(`/api/cases/${of.id}/delete`, { ground: 'ordered', number: of.number, reason })).status,
    ).toBe(403)
  })

  it('takes it away wholly, with files and history, and leaves a line in the audit log without its contents', async () => {
    const of = await begin('plain')
    await mend(of.id, 'variables', { variables: { secret: '某某的住址' } })
    const { db } = server.deps.store
    const png = Uint8Array.from(atob(pixel), (character) => character.charCodeAt(0))
    const { body: file } = await officer.request<{ id: string }>('POST', '/api/files?name=a.png', png)
    await db.updateTable('file').set({ case_id: of.id }).where('id', '=', file.id).execute()
    await mend(of.id, 'cancel')
    expect((await remove(of, 'entered-by-mistake')).status).toBe(204)

    for (const table of ['cases', 'instance', 'history', 'task', 'case_area', 'file', 'file_content'] as const) {
      const rows = await db.selectFrom(table).selectAll().execute()
      const left = rows.filter((row) => JSON.stringify(row).includes(of.id) || JSON.stringify(row).includes(file.id))
      expect(left, table).toEqual([])
    }
    expect((await admin.get(`/api/cases/${of.id}`)).status).toBe(404)
    expect((await admin.get(`/api/cases/${of.id}/operation`)).status).toBe(404)
    expect((await actions(of.id)).at(-1)).toBe('delete-case')
    expect(await brokenAuditLine(db, `case:${of.id}`)).toBeUndefined()
    const audit = await db.selectFrom('audit').selectAll().execute()
    expect(JSON.stringify(audit)).not.toContain('某某的住址')
    expect(audit.some(({ stream, subject }) => stream === `region:${county}` && subject.includes(of.number))).toBe(true)
  })

  it('is allowed to anyone who administers it once it has been kept for five years', async () => {
    const of = await begin('plain')
    await mend(of.id, 'cancel')
    clock.advance(5 * 366 * 24 * 3_600_000)
    const later = await server.as('admin')
    const body = { reason, ground: 'retention-over', number: of.number }
    expect((await later.post(`/api/cases/${of.id}/delete`, body)).status).toBe(204)
  })
})

/** A PNG of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
