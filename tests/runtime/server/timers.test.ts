import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail } from '#runtime/api'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  type TestServer,
  testClock,
  testServer,
} from '../../support/server.ts'
import { byHand, drawn, end, publishProcesses } from './event-processes.ts'
import { grid as region } from './rental-answers.ts'

const minute = 60_000
const standing = testClock()
/** Each look at it is a millisecond later, so that what happens has an order. */
const clock = {
  now: () => {
    standing.advance(1)
    return standing.now()
  },
  advance: standing.advance,
}
let place: DataPlace
let server: TestServer
let requests = 0

/** A process that waits as long as its name says, in minutes. */
const waiting = (minutes: number) =>
  drawn(
    `wait-${minutes}`,
    `${byHand}<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
      <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=duration("PT${minutes}M")</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${end}`,
    ['begin -> wait', 'wait -> end'],
  )
const lengths = [10, 20, 30, 40, 50, 60]

beforeAll(async () => {
  place = await dataPlace()
  await restart()
  const processes = Object.fromEntries(lengths.map((minutes) => [`wait-${minutes}`, waiting(minutes)]))
  expect(await publishProcesses(await server.as('admin'), processes)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

async function restart() {
  await server?.stop()
  server = await testServer(place, { clock })
}

async function begin(grid: Client, minutes: number): Promise<string> {
  requests += 1
  const asked = { processId: `wait-${minutes}`, region, answers: {}, requestId: `timers-${requests}` }
  const { status, body } = await grid.post<{ id: string }>('/api/cases', asked)
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body.id
}

/** When each case has ended, by the clock of the server; undefined for those that wait. */
async function ends(ids: readonly string[]): Promise<(number | undefined)[]> {
  const grid = await server.as('grid')
  const details = await Promise.all(ids.map((id) => grid.get<CaseDetail>(`/api/cases/${id}`)))
  return details.map(({ body }) => {
    const at = body.timeline.find(({ what }) => what === 'timerFired')?.at
    return at === undefined ? undefined : Date.parse(at)
  })
}

const ended = (ids: readonly string[], count: number) =>
  eventually(async () => {
    server.deps.wake()
    return (await ends(ids)).filter((at) => at !== undefined).length >= count
  })

describe('timers', () => {
  it('fire in the order in which they come due, not in which they were set', async () => {
    const grid = await server.as('grid')
    const ids: string[] = []
    for (const minutes of [60, 10, 40, 20, 50, 30]) ids.push(await begin(grid, minutes))
    clock.advance(2 * 60 * minute)
    await ended(ids, ids.length)
    const lines = await server.deps.store.db
      .selectFrom('cases')
      .innerJoin('history', 'history.case_id', 'cases.id')
      .select(['cases.process_id', 'history.at'])
      .where('what', '=', 'timerFired')
      .where('cases.id', 'in', ids)
      .execute()
    const times = new Map(lines.map(({ process_id, at }) => [process_id, at]))

    expect([...times.keys()].sort()).toEqual(lengths.map((minutes) => `wait-${minutes}`))
    expect(new Set(times.values()).size, 'moments').toBe(lengths.length)
    expect(lengths.map((minutes) => times.get(`wait-${minutes}`))).toEqual([...times.values()].sort((a, b) => a - b))
  })

  it('are neither lost nor early when the clock goes back, also over a restart', async () => {
    const id = await begin(await server.as('grid'), 30)
    clock.advance(-3 * 60 * minute)
    server.deps.wake()
    await restart()
    server.deps.wake()
    expect(await ends([id])).toEqual([undefined])

    clock.advance(3 * 60 * minute + 29 * minute)
    server.deps.wake()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await ends([id])).toEqual([undefined])
    clock.advance(minute)
    await ended([id], 1)
  })

  it('of a suspended process wait without holding up the others, and fire when it goes on', async () => {
    const [grid, admin] = [await server.as('grid'), await server.as('admin')]
    const [held, other] = [await begin(grid, 20), await begin(grid, 30)]
    const process = { processId: 'wait-20', region: region.slice(0, 6), reason: '核对' }
    expect((await admin.post('/api/suspensions', { ...process, casesToo: true })).status).toBe(200)
    const { db } = server.deps.store
    const aside = () => db.selectFrom('timer').select('case_id').where('suspended', '=', 1).execute()
    await eventually(async () => (await aside()).length === 1)
    clock.advance(40 * minute)
    await ended([held, other], 1)
    expect(await ends([held])).toEqual([undefined])

    expect((await admin.post('/api/suspensions/end', process)).status).toBe(204)
    await ended([held], 1)
  })

  it('all fire, each once, when the clock jumps far ahead while the server is down', async () => {
    const grid = await server.as('grid')
    const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => begin(grid, lengths[at % lengths.length]!)))
    await server.stop()
    clock.advance(10 * 24 * 60 * minute)
    server = await testServer(place, { clock })
    await ended(ids, ids.length)
    const fired = await server.deps.store.db
      .selectFrom('history')
      .select('case_id')
      .where('what', '=', 'timerFired')
      .where('case_id', 'in', ids)
      .execute()

    expect(fired).toHaveLength(ids.length)
    expect(await server.deps.store.db.selectFrom('timer').select('timer_id').execute()).toEqual([])
  })
})
