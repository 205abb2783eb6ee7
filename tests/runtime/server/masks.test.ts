import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary, ErrorAnswer, FileInfo, Revealed, TaskDetail } from '#runtime/api'
import { png } from '../../support/pictures.ts'
import { type Client, type DataPlace, dataPlace, type TestServer, testClock, testServer } from '../../support/server.ts'
import { startRental, taskOf } from './case-steps.ts'
import { noHazards, registration } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let grid: Client
let community: Client
let leader: Client
const clock = testClock()

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  ;[grid, community, leader] = (await Promise.all(['grid', 'community', 'leader'].map(server.as))) as [
    Client,
    Client,
    Client,
  ]
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const { ownerCitizenId } = registration
const masked = `${ownerCitizenId.slice(0, 6)}********${ownerCitizenId.slice(-4)}`

const reveal = (who: Client, caseId: string, paths: readonly string[], purpose = '核对出租人身份') =>
  who.post<Revealed & ErrorAnswer>(`/api/cases/${caseId}/reveal`, {
    places: paths.map((path) => ({ of: 'start', path })),
    purpose,
  })

describe('a sensitive answer', () => {
  it('is masked for everyone who reads the case, who filled it in included', async () => {
    const { id } = await startRental(grid)
    for (const who of [grid, community, leader]) {
      const { body } = await who.get<CaseDetail>(`/api/cases/${id}`)
      expect(JSON.stringify(body)).not.toContain(ownerCitizenId)
      expect(body.forms[0]?.answers.ownerCitizenId).toBe(masked)
      expect(body.forms[0]?.masked).toEqual(expect.arrayContaining(['/ownerCitizenId', '/tenants/0/idNumber']))
    }
  })

  it('is masked among the variables that a task’s rules read', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    const { body } = await community.get<TaskDetail>(`/api/tasks/${task.id}`)

    expect(JSON.stringify(body)).not.toContain(ownerCitizenId)
    expect(body.caseVariables.ownerCitizenId).toBe(masked)
  })

  it('is shown on purpose to a role that may, and who, what and what for stand in the audit log', async () => {
    const { id } = await startRental(grid)
    const { status, body } = await reveal(community, id, ['/ownerCitizenId', '/tenants/0/idNumber'])

    expect(status).toBe(200)
    expect(body.values.map(({ value }) => value)).toEqual([ownerCitizenId, registration.tenants[0]!.idNumber])
    const lines = await server.deps.store.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('stream', '=', `case:${id}`)
      .where('action', '=', 'reveal')
      .execute()
    expect(lines).toEqual([
      { action: 'reveal', subject: 'start/ownerCitizenId 核对出租人身份' },
      { action: 'reveal', subject: 'start/tenants/0/idNumber 核对出租人身份' },
    ])
  })

  it('is not shown without a purpose, to a role that may not, of another case or another place', async () => {
    const { id } = await startRental(grid)

    expect((await reveal(community, id, ['/ownerCitizenId'], '  ')).status).toBe(400)
    expect((await reveal(leader, id, ['/ownerCitizenId'])).body.code).toBe('forbidden')
    expect((await reveal(await server.as('admin'), id, ['/ownerCitizenId'])).body.code).toBe('forbidden')
    expect((await reveal(community, 'no-such-case', ['/ownerCitizenId'])).status).toBe(404)
    expect((await reveal(community, id, ['/address'])).status).toBe(404)
    expect((await reveal(community, id, ['/__proto__/x'])).status).toBe(404)
    const lines = await server.deps.store.db
      .selectFrom('audit')
      .select('seq')
      .where('stream', '=', `case:${id}`)
      .where('action', '=', 'reveal')
      .execute()
    expect(lines).toEqual([])
  })

  it('does not stand in the title of the case', async () => {
    const { id, number } = await startRental(grid, { ...registration, address: `${ownerCitizenId}号` })
    const { body } = await leader.get<{ items: CaseSummary[] }>(`/api/cases?number=${number}`)

    expect(body.items[0]?.id).toBe(id)
    expect(body.items[0]?.title).not.toContain(ownerCitizenId)
  })
})

describe('a masked answer that a later form is filled with', () => {
  const tenants = [
    { name: '甲', idDocumentType: '111', idNumber: '999901198506150022' },
    { name: '乙', idDocumentType: '111', idNumber: '999901199003070017' },
  ]
  let caseId: string
  let task: TaskDetail

  beforeAll(async () => {
    await publishInspectionThatAsksAgain()
    caseId = (await startRental(grid, { ...registration, tenants })).id
    task = (await community.get<TaskDetail>(`/api/tasks/${(await taskOf(community, caseId)).id}`)).body
  })

  const inspected = (answers: object) =>
    community.post<ErrorAnswer>(`/api/tasks/${task.id}/complete`, { answers: { ...noHazards, ...answers } })

  it('comes masked into its form, in groups too', () => {
    expect(task.answers.ownerPhone).toBe('138****0000')
    expect(JSON.stringify(task)).not.toMatch(/13800000000|999901198506150022|999901199003070017/)
    expect(task.masked).toEqual(['/ownerPhone', '/tenants/0/idNumber', '/tenants/1/idNumber'])
    expect(task.mayReveal).toBe(true)
  })

  it('is kept in a draft as a mask, even after it was shown', async () => {
    const shown = { ownerPhone: '13800000000', tenants: [tenants[1]] }
    await community.request('PUT', `/api/drafts/${task.id}`, { version: 0, release: task.release, answers: shown })
    const { body } = await community.get<TaskDetail>(`/api/tasks/${task.id}`)

    expect(body.draft?.answers.ownerPhone).toBe('138****0000')
    expect(JSON.stringify(body.draft)).not.toContain('999901199003070017')
  })

  it('may be shown while the form is open', async () => {
    const { body } = await community.post<Revealed>(`/api/cases/${caseId}/reveal`, {
      places: [{ of: task.id, path: '/ownerPhone' }],
      purpose: '联系出租人',
    })

    expect(body.values).toEqual([{ of: task.id, path: '/ownerPhone', value: '13800000000' }])
  })

  it('is not destroyed by handing in the mask, wherever in the list its item has gone', async () => {
    const [first, second] = task.answers.tenants as (typeof tenants)[number][]
    const added = { name: '丙', idDocumentType: '111', idNumber: '11010519491231002X' }
    const answers = { ownerPhone: task.answers.ownerPhone, tenants: [{ ...second, name: '乙改' }, added, first] }
    expect((await inspected(answers)).status).toBe(200)

    const { body } = await community.post<Revealed>(`/api/cases/${caseId}/reveal`, {
      places: ['/ownerPhone', '/tenants/0/idNumber', '/tenants/1/idNumber', '/tenants/2/idNumber'].map((path) => ({
        of: task.id,
        path,
      })),
      purpose: '核对',
    })
    expect(body.values.map(({ value }) => value)).toEqual([
      '13800000000',
      tenants[1]!.idNumber,
      added.idNumber,
      tenants[0]!.idNumber,
    ])
  })
})

describe('a file of a masked answer', () => {
  it('is read by nobody who sees the case until it is shown on purpose, and then for a while', async () => {
    await publishSensitivePhotos()
    const photo = png(16, 16, (x, y) => [x * 9, y * 9, 80])
    const { body: file } = await grid.request<FileInfo>('POST', '/api/files?name=room.png', photo, {
      'content-type': 'application/octet-stream',
    })
    const { id } = await startRental(grid, { ...registration, housePhotos: [file] })
    const statusFor = async (who: Client) => [
      (await who.get(`/api/files/${file.id}`)).status,
      (await who.get(`/api/files/${file.id}/thumbnail`)).status,
    ]
    const { body } = await community.get<CaseDetail>(`/api/cases/${id}`)
    expect(JSON.stringify(body)).not.toContain(file.id)
    for (const who of [grid, community, leader]) expect(await statusFor(who)).toEqual([404, 404])

    const shown = await reveal(community, id, ['/housePhotos'])
    expect(shown.body.values[0]?.value).toEqual([file])
    expect(await statusFor(community)).toEqual([200, 200])
    expect(await statusFor(leader)).toEqual([404, 404])
    clock.advance(16 * 60_000)
    expect(await statusFor(community)).toEqual([404, 404])
  })
})

async function publishSensitivePhotos() {
  const admin = await server.as('admin')
  const { body } = await admin.get<{ published: string }>('/api/definitions/form/rental-registration?region=330683')
  const form = JSON.parse(body.published)
  const house = form.layout.find(({ id }: { id: string }) => id === 'house')
  house.children.find(({ id }: { id: string }) => id === 'house-photos').sensitivity = 'sensitive'
  await admin.request('PUT', '/api/definitions/form/rental-registration/draft?region=330683', {
    content: JSON.stringify(form),
    version: 0,
  })
  expect((await admin.post('/api/releases', { region: '330683', comment: '照片按敏感信息保护' })).status).toBe(200)
}

/** An inspection that opens with the landlord's phone, masked, and the tenants, and lets them be changed. */
async function publishInspectionThatAsksAgain() {
  const admin = await server.as('admin')
  const path = (id: string) => `/api/definitions/form/${id}?region=330683`
  const read = async (id: string) => JSON.parse((await admin.get<{ published: string }>(path(id))).body.published)
  const [inspection, registered] = await Promise.all([read('rental-inspection'), read('rental-registration')])
  const [facts] = inspection.layout
  facts.children.find(({ id }: { id: string }) => id === 'owner-phone').mask = 'phone'
  const tenancy = registered.layout.find(({ id }: { id: string }) => id === 'tenancy')
  const group = tenancy.children.find(({ id }: { id: string }) => id === 'tenants')
  group.children.find(({ property }: { property: string }) => property === 'idNumber').mask = 'id'
  inspection.layout.push({ ...tenancy, children: [{ ...group, prefill: 'case.tenants' }] })
  inspection.schema.properties.tenants = registered.schema.properties.tenants
  inspection.rules = inspection.rules.filter(({ id }: { id: string }) => id !== 'facts-locked')
  const content = JSON.stringify(inspection)
  const saved = await admin.request<{ findings: unknown[] }>(
    'PUT',
    `/api/definitions/form/rental-inspection/draft?region=330683`,
    { content, version: 0 },
  )
  expect(saved.body.findings).toEqual([])
  expect((await admin.post('/api/releases', { region: '330683', comment: '检查时核对承租人' })).status).toBe(200)
}
