import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, DefinitionDetail } from '#runtime/api'
import { brokenAuditLine } from '#runtime/server'
import { type DataPlace, dataPlace, eventually, type TestServer, testClock, testServer } from '../../support/server.ts'
import { complete, startRental, taskOf } from './case-steps.ts'
import { noHazards, twoHazards } from './rental-answers.ts'

let place: DataPlace
const running: TestServer[] = []

beforeAll(async () => {
  place = await dataPlace()
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
})
afterAll(() => place.remove())

async function run(options: Parameters<typeof testServer>[1] = {}) {
  const server = await testServer(place, options)
  running.push(server)
  return server
}

describe('a job that fails', () => {
  it('is tried again with growing pauses and then stops its case with an incident that the timeline tells', async () => {
    const clock = testClock()
    let calls = 0
    const fax = {
      id: 'fax',
      jobs: {
        send: {
          title: { 'zh-CN': '传真', en: 'Fax' },
          input: { type: 'object' },
          run: async () => {
            calls += 1
            throw new Error('the line is busy')
          },
        },
      },
    }
    const server = await run({ clock, plugins: [fax] })
    const admin = await server.as('admin')
    const path = '/api/definitions/process/rental-housing'
    const { body } = await admin.get<DefinitionDetail>(`${path}?region=330683`)
    const content = body.published.replace('type="notice.send"', 'type="fax.send"')
    await admin.request('PUT', `${path}/draft?region=330683`, { content, version: 0 })
    expect((await admin.post('/api/releases', { region: '330683', comment: '改用传真' })).status).toBe(200)

    const grid = await server.as('grid')
    const { id } = await startRental(grid)
    await complete(await server.as('community'), id, 'inspect', twoHazards)
    for (const [times, pause] of [
      [1, 5_000],
      [2, 10_000],
    ] as const) {
      await eventually(async () => {
        const query = server.deps.store.db.selectFrom('job').select(['lease', 'attempts']).where('case_id', '=', id)
        const job = await query.executeTakeFirst()
        return job?.lease === null && job.attempts === times
      })
      clock.advance(pause)
      server.deps.wake()
    }
    const detail = await eventually(async () => {
      const read = (await grid.get<CaseDetail>(`/api/cases/${id}`)).body
      return read.timeline.some(({ what }) => what === 'incident') && read
    })

    expect(calls).toBe(3)
    expect(detail.elements.find(({ state }) => state === 'incident')?.elementId).toBe('send-notice')
    expect(detail.timeline.find(({ what }) => what === 'jobFailed')?.detail).toBe('the line is busy')
    expect(detail.status).toBe('open')
  })
})

describe.runIf(process.env.GEZHI_TEST_DATABASE === 'postgres')('two servers on one database', () => {
  it('divide the jobs, each done once, and complete each task once', async () => {
    const [one, two] = [await run(), await run()]
    const [gridOne, gridTwo] = [await one.as('grid'), await two.as('grid')]
    const [communityOne, communityTwo] = [await one.as('community'), await two.as('community')]
    const started = await Promise.all(Array.from({ length: 12 }, (_, at) => startRental(at % 2 ? gridOne : gridTwo)))
    const both = await Promise.all(
      started.map(async ({ id }) => {
        const task = await taskOf(communityOne, id, 'inspect')
        const send = (who: typeof communityOne) => who.post(`/api/tasks/${task.id}/complete`, { answers: noHazards })
        return Promise.all([send(communityOne), send(communityTwo)])
      }),
    )

    for (const answers of both) expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(new Set(started.map(({ number }) => number)).size).toBe(12)
    for (const { id } of started) expect(await brokenAuditLine(one.deps.store.db, `case:${id}`)).toBeUndefined()
  })
})

describe('the audit log', () => {
  it('holds who opened a form with sensitive answers, in a chain that shows a change', async () => {
    const server = await run()
    const [grid, leader] = [await server.as('grid'), await server.as('leader')]
    const { id } = await startRental(grid)
    await leader.get(`/api/cases/${id}`)
    const { db } = server.deps.store
    const lines = await db
      .selectFrom('audit')
      .select('action')
      .where('stream', '=', `case:${id}`)
      .orderBy('seq')
      .execute()

    expect(lines.map(({ action }) => action)).toEqual(['start-case', 'open-case'])
    expect(await brokenAuditLine(db, `case:${id}`)).toBeUndefined()
    await db
      .updateTable('audit')
      .set({ actor: 'nobody' })
      .where('stream', '=', `case:${id}`)
      .where('seq', '=', 1)
      .execute()
    expect(await brokenAuditLine(db, `case:${id}`)).toBe(1)
  })
})
