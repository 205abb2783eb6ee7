import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, TaskDetail } from '#runtime/api'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  mondayMorning,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { complete, startRental, taskOf } from './case-steps.ts'
import { allRemoved, noHazards, rectified, registration, stillOneHazard, twoHazards } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let grid: Client
let community: Client
let street: Client
let admin: Client
const clock = testClock()

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  ;[grid, community, street, admin] = (await Promise.all(['grid', 'community', 'street', 'admin'].map(server.as))) as [
    Client,
    Client,
    Client,
    Client,
  ]
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

const caseOf = async (who: Client, id: string) => (await who.get<CaseDetail>(`/api/cases/${id}`)).body

describe('a rental house that is reported', () => {
  it('gets a number of division, day and serial, and its address as title', async () => {
    const { number, title, regionName, startedBy } = await startRental(grid)

    expect(number).toMatch(/^33068320260302\d{5}$/)
    expect({ title, regionName, startedBy }).toEqual({
      title: '测试路1号101室',
      regionName: '城隍坊社区第一网格',
      startedBy: '网格员 王小兰',
    })
  })

  it('is inspected by the community within five working days', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)

    expect(task.name).toEqual({ 'zh-CN': '安全检查', en: 'Safety inspection' })
    expect(task.due).toBe('2026-03-09T09:30:00.000Z')
    expect(task.overdue).toBe(false)
  })

  it('ends where the inspection finds nothing', async () => {
    const { id } = await startRental(grid)
    await complete(community, id, 'inspect', noHazards)

    const detail = await caseOf(grid, id)
    expect(detail.status).toBe('completed')
    expect(detail.openTasks).toEqual([])
    expect(detail.timeline.at(-1)?.what).toBe('ended')
  })

  it('is rectified within the days that the decision table gives, after a notice', async () => {
    const { id } = await startRental(grid)
    await complete(community, id, 'inspect', twoHazards)
    const task = await taskOf(grid, id)

    expect(task.elementId).toBe('rectify')
    expect(task.due).toBe(new Date(Date.parse('2026-03-06T00:00:00+08:00') - 60_000).toISOString())
    const { timeline } = await caseOf(grid, id)
    const notice = timeline.find(({ what }) => what === 'jobCompleted')
    expect(notice?.elementName?.['zh-CN']).toBe('发出整改通知')
    expect(notice?.detail).toContain('测试路1号101室')
  })

  it('goes to the street when the second recheck fails, and shows who did what and every form', async () => {
    const { id } = await startRental(grid)
    await complete(community, id, 'inspect', twoHazards)
    await complete(grid, id, 'rectify', rectified)
    await complete(community, id, 'recheck', stillOneHazard)
    await complete(grid, id, 'rectify', rectified)
    await complete(community, id, 'recheck', stillOneHazard)

    expect((await taskOf(street, id)).elementId).toBe('street-handling')
    const detail = await caseOf(street, id)
    expect(detail.forms.map(({ elementId, by }) => [elementId, by])).toEqual([
      ['registered', '网格员 王小兰'],
      ['inspect', '社区 李建国'],
      ['rectify', '网格员 王小兰'],
      ['recheck', '社区 李建国'],
      ['rectify', '网格员 王小兰'],
      ['recheck', '社区 李建国'],
    ])
    expect(detail.forms[0]?.answers).toEqual({
      ...registration,
      ownerCitizenId: '999901********0017',
      ownerPhone: '138****0000',
      tenants: [{ ...registration.tenants[0], idNumber: expect.stringContaining('*') }],
    })
    expect(detail.elements.find(({ elementId }) => elementId === 'rectify')).toEqual({
      elementId: 'rectify',
      state: 'done',
      times: 2,
    })
    expect(detail.elements.find(({ state }) => state === 'waiting')?.elementId).toBe('street-handling')
    expect(detail.flowsTaken).toContain('rectify-again')
  })

  it('ends when the recheck finds that all hazards are gone', async () => {
    const { id } = await startRental(grid)
    await complete(community, id, 'inspect', twoHazards)
    await complete(grid, id, 'rectify', rectified)
    await complete(community, id, 'recheck', allRemoved)

    expect((await caseOf(admin, id)).status).toBe('completed')
  })
})

describe('a task', () => {
  it('opens with what the case already knows', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    const { body } = await community.get<TaskDetail>(`/api/tasks/${task.id}`)

    expect(body.answers).toMatchObject({ address: '测试路1号101室', ownerName: '测试出租人' })
    expect(body.caseVariables).toMatchObject({ address: '测试路1号101室' })
    expect(body.mayComplete).toBe(true)
  })

  it('names each field that has to be mended, and stays open', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    const { status, body } = await community.post<{ code: string; problems: { fieldId: string }[] }>(
      `/api/tasks/${task.id}/complete`,
      { answers: { hazards: ['none-of-the-list'] } },
    )

    expect(status).toBe(422)
    expect(body.code).toBe('invalid-answers')
    expect(body.problems.map(({ fieldId }) => fieldId)).toEqual(expect.arrayContaining(['inspection-date', 'hazards']))
    expect((await taskOf(community, id)).id).toBe(task.id)
  })

  it('is refused with 409 when it was completed already', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    await complete(community, id, 'inspect', noHazards)
    const again = await community.post<{ code: string }>(`/api/tasks/${task.id}/complete`, { answers: noHazards })

    expect([again.status, again.body.code]).toEqual([409, 'task-not-open'])
  })

  it('is completed once when two send it at the same time', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    const send = () => community.post(`/api/tasks/${task.id}/complete`, { answers: noHazards })
    const answers = await Promise.all([send(), send(), send(), send()])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const { timeline } = await caseOf(grid, id)
    expect(timeline.filter(({ what }) => what === 'taskCompleted')).toHaveLength(1)
  })

  it('is refused with 403 to someone who sees the case and may not do it', async () => {
    const { id } = await startRental(grid)
    const task = await taskOf(community, id)
    const foreign = await grid.post<{ code: string }>(`/api/tasks/${task.id}/complete`, { answers: noHazards })

    expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden'])
  })
})

describe('starting a case', () => {
  it('does nothing again when the same request is sent again, even at once', async () => {
    const send = () =>
      grid.post<{ id: string; number: string }>('/api/cases', {
        processId: 'rental-housing',
        region: '330683001003001',
        answers: registration,
        requestId: 'the-same-request',
      })
    const answers = [...(await Promise.all([send(), send(), send()])), await send()]

    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  it('gives every case a number of its own when many are started at once', async () => {
    const cases = await Promise.all(Array.from({ length: 25 }, () => startRental(grid)))

    expect(new Set(cases.map(({ number }) => number)).size).toBe(25)
  })

  it('keeps nothing of a form that has to be mended', async () => {
    const before = (await grid.get<{ items: unknown[] }>('/api/cases?limit=100')).body.items.length
    const { status, body } = await grid.post<{ problems: { fieldId: string; path: string }[] }>('/api/cases', {
      processId: 'rental-housing',
      region: '330683001003001',
      answers: { ...registration, ownerCitizenId: '999901199003070018', __proto__: { admin: true }, secret: 1 },
      requestId: 'a-bad-request',
    })

    expect(status).toBe(422)
    expect(body.problems.length).toBeGreaterThan(0)
    expect((await grid.get<{ items: unknown[] }>('/api/cases?limit=100')).body.items.length).toBe(before)
  })

  it('is refused for a region where the user holds no role for it', async () => {
    const start = (region: string, who: Client) =>
      who.post<{ code: string }>('/api/cases', {
        processId: 'rental-housing',
        region,
        answers: registration,
        requestId: 'elsewhere',
      })

    expect((await start('330683002001001', grid)).status).toBe(404)
    expect((await start('330683001003001', street)).status).toBe(403)
    expect((await start('999999999999999', admin)).status).toBe(404)
  })
})

/** Last: the clock is moved on, which ends the sessions of those above. */
describe('a rectification that is overdue', () => {
  it('is reminded of, once its days are over', async () => {
    const { id } = await startRental(grid)
    await complete(community, id, 'inspect', twoHazards)
    await taskOf(grid, id, 'rectify')
    clock.advance(4 * 24 * 3_600_000)
    try {
      const later = await server.as('grid')
      server.deps.wake()
      const reminded = await eventually(async () =>
        (await caseOf(later, id)).timeline.find(
          ({ what, elementId }) => what === 'jobCompleted' && elementId === 'remind',
        ),
      )
      expect(reminded.detail).toContain('逾期')
      expect((await taskOf(later, id)).overdue).toBe(true)
    } finally {
      clock.advance(mondayMorning - clock.now())
    }
  })
})
