import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DraftSummary, ErrorAnswer, OpenedDraft, StartForm, TaskDetail } from '#runtime/api'
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
import { complete, startRental, taskOf } from './case-steps.ts'
import { anotherStreet, grid as gridRegion, noHazards, registration, twoHazards } from './rental-answers.ts'

let place: DataPlace
let server: TestServer
let grid: Client
let community: Client
let street: Client
const clock = testClock()
const minute = 60_000
const day = 24 * 60 * minute

const people = async () => {
  ;[grid, community, street] = (await Promise.all(['grid', 'community', 'street'].map(server.as))) as [
    Client,
    Client,
    Client,
  ]
}

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock })
  await people()
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

interface Saved {
  readonly version: number
  readonly savedAt: string
}

const put = (who: Client, id: string, body: object) =>
  who.request<Saved & ErrorAnswer>('PUT', `/api/drafts/${id}`, body)
const drafts = async (who: Client) => (await who.get<{ items: DraftSummary[] }>('/api/drafts')).body.items
const taskWith = async (who: Client, id: string) => (await who.get<TaskDetail>(`/api/tasks/${id}`)).body

/** An inspection that waits for the community. */
async function inspection() {
  const { id: caseId, number } = await startRental(grid)
  const { id } = await taskOf(community, caseId, 'inspect')
  const { release } = await taskWith(community, id)
  return { caseId, number, id, release }
}

async function newRental(answers: object, id: string) {
  const { body } = await grid.get<StartForm>(`/api/processes/rental-housing/start-form?region=${gridRegion}`)
  const start = { processId: 'rental-housing', region: gridRegion }
  return put(grid, id, { version: 0, release: body.release, answers, start })
}

describe('a draft of a task', () => {
  it('is made by saving, never by opening', async () => {
    const { id } = await inspection()

    expect((await taskWith(community, id)).draft).toBeUndefined()
    expect((await drafts(community)).find((draft) => draft.id === id)).toBeUndefined()
    expect((await community.get(`/api/drafts/${id}`)).body).toEqual({})
  })

  it('comes back with its task, on any device, and stands in the list', async () => {
    const { id, number, release } = await inspection()
    const { status, body } = await put(community, id, { version: 0, release, answers: { occupants: 4 } })
    const elsewhere = await server.as('community')

    expect([status, body.version]).toEqual([200, 1])
    expect((await taskWith(elsewhere, id)).draft).toMatchObject({ id, version: 1, release, answers: { occupants: 4 } })
    expect(await drafts(elsewhere)).toContainEqual(
      expect.objectContaining({ id, kind: 'task', caseNumber: number, taskStatus: 'open' }),
    )
  })

  it('is read by its owner alone', async () => {
    const { id, release } = await inspection()
    await put(community, id, { version: 0, release, answers: { inspectionRemark: '只有本人可见' } })

    for (const other of [grid, street, await server.as('admin')]) {
      expect((await other.get(`/api/drafts/${id}`)).body).toEqual({})
      expect(JSON.stringify((await other.get(`/api/tasks/${id}`)).body)).not.toContain('只有本人可见')
      expect(JSON.stringify(await drafts(other))).not.toContain(id)
    }
  })

  it('is not overwritten by a save from an older version: both sides are told', async () => {
    const { id, release } = await inspection()
    await put(community, id, { version: 0, release, answers: { occupants: 1 } })
    const phone = await put(community, id, { version: 1, release, answers: { occupants: 2 } })
    const desk = await put(community, id, { version: 1, release, answers: { occupants: 3 } })
    const late = await put(community, id, { version: 0, release, answers: { occupants: 3 } })

    expect(phone.status).toBe(200)
    for (const refused of [desk, late]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'answers-changed'])
      expect(refused.body.draft).toMatchObject({ version: 2, answers: { occupants: 2 } })
    }
    expect((await put(community, id, { version: 2, release, answers: { occupants: 3 } })).body.version).toBe(3)
  })

  it('saved by two tabs at once is made once', async () => {
    const { id, release } = await inspection()
    const saves = await Promise.all(
      [1, 2, 3, 4].map((occupants) => put(community, id, { version: 0, release, answers: { occupants } })),
    )

    expect(saves.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('that was discarded can be taken back for an hour, and tells a tab that still holds it', async () => {
    const { id, release } = await inspection()
    await put(community, id, { version: 0, release, answers: { occupants: 5 } })
    await community.request('DELETE', `/api/drafts/${id}`)
    expect((await taskWith(community, id)).draft).toBeUndefined()
    expect((await put(community, id, { version: 1, release, answers: { occupants: 6 } })).status).toBe(409)

    clock.advance(50 * minute)
    expect((await community.post<Saved>(`/api/drafts/${id}/restore`, {})).body.version).toBe(3)
    expect((await taskWith(community, id)).draft?.answers).toEqual({ occupants: 5 })

    await community.request('DELETE', `/api/drafts/${id}`)
    clock.advance(61 * minute)
    expect((await community.post(`/api/drafts/${id}/restore`, {})).status).toBe(404)
    expect((await put(community, id, { version: 0, release, answers: { occupants: 7 } })).body.version).toBe(5)
  })

  it('is gone once the task is completed', async () => {
    const { caseId, id, release } = await inspection()
    await put(community, id, { version: 0, release, answers: { occupants: 1 } })
    await complete(community, caseId, 'inspect', noHazards)

    expect((await drafts(community)).find((draft) => draft.id === id)).toBeUndefined()
    expect((await put(community, id, { version: 1, release, answers: {} })).body.code).toBe('task-not-open')
  })

  it('is only for those who may do the task', async () => {
    const { id, release } = await inspection()
    const otherStreet = await startRentalElsewhere()

    expect((await put(grid, id, { version: 0, release, answers: {} })).status).toBe(403)
    expect((await put(community, otherStreet, { version: 0, release, answers: {} })).status).toBe(404)
    expect((await put(community, 'no-such-task', { version: 0, release, answers: {} })).status).toBe(404)
  })

  it('keeps what the form has and leaves out the rest; nothing in it is judged', async () => {
    const { id, release } = await inspection()
    const answers = { occupants: 'many', noSuchField: 1, hazards: 'none' }
    await put(community, id, { version: 0, release, answers })

    expect((await taskWith(community, id)).draft?.answers).toEqual({ occupants: 'many', hazards: 'none' })
  })

  it('with answers deeper than any form is refused', async () => {
    const { id, release } = await inspection()
    const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`)

    expect((await put(community, id, { version: 0, release, answers: { hazards: deep } })).status).toBe(413)
  })
})

async function startRentalElsewhere() {
  await createAccount(server, 'elsewhere', [
    { role: 'grid_worker', region: anotherStreet.slice(0, 9) },
    { role: 'community_staff', region: anotherStreet.slice(0, 9) },
  ])
  const who = await signedIn(server.url, 'elsewhere')
  const { id } = await startRental(who, registration, anotherStreet)
  return (await taskOf(who, id)).id
}

describe('a draft of a new case', () => {
  it('stands in the list under what the case will be called, and is gone once it is started', async () => {
    const id = 'draft-of-a-new-case'
    expect((await newRental({ ownerName: '测试', address: '草稿路1号' }, id)).status).toBe(200)
    expect((await drafts(grid)).find((draft) => draft.id === id)).toMatchObject({
      kind: 'start',
      caseTitle: '草稿路1号',
      region: gridRegion,
    })
    const { body } = await grid.get<{ draft: OpenedDraft }>(`/api/drafts/${id}`)
    expect(body.draft).toMatchObject({
      version: 1,
      form: { definition: { id: 'rental-registration' } },
      start: { processId: 'rental-housing', region: gridRegion, policy: 'stay' },
    })

    const started = { processId: 'rental-housing', region: gridRegion, answers: registration, requestId: id }
    expect((await grid.post('/api/cases', started)).status).toBe(200)
    expect((await drafts(grid)).find((draft) => draft.id === id)).toBeUndefined()
  })

  it('is only for those who may start the process there', async () => {
    const start = { processId: 'rental-housing', region: anotherStreet }
    const { body } = await grid.get<StartForm>(`/api/processes/rental-housing/start-form?region=${gridRegion}`)
    const save = { version: 0, release: body.release, answers: {}, start }

    expect((await put(grid, 'draft-elsewhere', save)).status).toBe(404)
    expect((await put(street, 'draft-elsewhere', { ...save, start: { ...start, region: gridRegion } })).status).toBe(
      403,
    )
  })

  it('comes in pages, the latest first', async () => {
    const starter = await server.as('grid')
    for (let count = 0; count < 5; count += 1) {
      clock.advance(minute)
      await newRental({ address: `分页路${count}号` }, `draft-page-${count}`)
    }
    const first = await starter.get<{ items: DraftSummary[]; next: string }>('/api/drafts?limit=3')
    const second = await starter.get<{ items: DraftSummary[] }>(`/api/drafts?limit=3&cursor=${first.body.next}`)

    expect([...first.body.items, ...second.body.items].slice(0, 5).map(({ caseTitle }) => caseTitle)).toEqual(
      [4, 3, 2, 1, 0].map((count) => `分页路${count}号`),
    )
  })
})

describe('the schedule', () => {
  it('deletes a draft a month after its last save, and a week after a colleague has completed the task', async () => {
    const shared = await inspection()
    const colleague = await server.as('community')
    await createAccount(server, 'neighbour', [{ role: 'community_staff', region: '330683001003' }])
    const neighbour = await signedIn(server.url, 'neighbour')
    const { id, release } = shared
    await put(neighbour, id, { version: 0, release, answers: { occupants: 2 } })
    await newRental({ address: '一月路1号' }, 'draft-of-a-month')
    await complete(colleague, shared.caseId, 'inspect', twoHazards)
    expect((await drafts(neighbour))[0]).toMatchObject({ id, taskStatus: 'completed' })

    const restartAfter = async (days: number) => {
      clock.advance(days * day)
      await server.stop()
      server = await testServer(place, { clock })
      await people()
      return { ofNeighbour: await drafts(await signedIn(server.url, 'neighbour')), ofGrid: await drafts(grid) }
    }
    const later = await restartAfter(8)
    expect(later.ofNeighbour).toEqual([])
    expect(later.ofGrid.map((draft) => draft.id)).toContain('draft-of-a-month')
    expect((await restartAfter(23)).ofGrid).toEqual([])
  })
})
