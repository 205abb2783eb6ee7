import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary, SentMessage } from '#runtime/api'
import {
  type Client,
  type DataPlace,
  dataPlace,
  eventually,
  type TestServer,
  testServer,
} from '../../support/server.ts'
import { drawn, end, message, publishProcesses } from './event-processes.ts'
import { grid as region, registration } from './rental-answers.ts'

const onPostgres = process.env.GEZHI_TEST_DATABASE === 'postgres'
const times = 24
let place: DataPlace
let servers: TestServer[]

/** Waits for a message with its own address. */
const waits = drawn(
  'waits',
  `<bpmn:startEvent id="begin"><bpmn:extensionElements><zeebe:formDefinition formId="rental-registration" />
    <gezhi:startableBy roles="grid_worker" /></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:receiveTask id="wait" messageRef="met" />${end}`,
  ['begin -> wait', 'wait -> end'],
  message('met', 'met', 'address'),
)

beforeAll(async () => {
  place = await dataPlace()
  servers = [await testServer(place)]
  if (onPostgres) servers.push(await testServer(place))
  expect(await publishProcesses(await servers[0]!.as('admin'), { waits })).toEqual([])
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await place.remove()
})

async function begin(grid: Client, at: number): Promise<string> {
  const answers = { ...registration, address: `相会路${at}号` }
  const requestId = `meeting-${at}`
  const { status, body } = await grid.post<CaseSummary>('/api/cases', {
    processId: 'waits',
    region,
    answers,
    requestId,
  })
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body.id
}

describe(onPostgres ? 'a message and its receiver on two nodes' : 'a message and its receiver', () => {
  it('that come at the same moment always meet, once', async () => {
    const [one, other] = [servers[0]!, servers.at(-1)!]
    const [grid, admin] = [await one.as('grid'), await other.as('admin')]
    const send = (at: number) =>
      admin.post<SentMessage>('/api/messages', {
        ...{ region: '330683', name: 'met', correlationKey: `相会路${at}号`, timeToLive: 3600 },
      })
    const ids: string[] = []
    for (let at = 0; at < times; at += 1) {
      const [id, sent] = await Promise.all([begin(grid, at), send(at)])
      expect(sent.status).toBe(200)
      ids.push(id)
    }
    const received = await eventually(async () => {
      const cases = await Promise.all(ids.map((id) => grid.get<CaseDetail>(`/api/cases/${id}`)))
      return cases.every(({ body }) => body.status === 'completed') && cases.map(({ body }) => body.timeline)
    })

    for (const timeline of received) {
      expect(timeline.filter(({ what }) => what === 'messageReceived')).toHaveLength(1)
    }
    const left = await one.deps.store.db.selectFrom('message').select('id').where('status', '!=', 'delivered').execute()
    expect(left).toEqual([])
  })
})
