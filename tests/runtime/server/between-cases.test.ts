import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseDetail, CaseSummary, SentMessage, TaskSummary } from '#runtime/api'
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
import {
  byHand,
  drawn,
  end,
  message,
  onMessage,
  onSignal,
  publishProcesses,
  startedBy,
  task,
} from './event-processes.ts'

const county = '330683'
const clock = testClock()
let place: DataPlace
let server: TestServer
let admin: Client
let officer: Client

const errors = '<bpmn:error id="refusal" name="refusal" errorCode="refused" />'
const alarm = '<bpmn:signal id="alarm" name="alarm" />'
const calling = `<bpmn:callActivity id="ask" name="ask"><bpmn:extensionElements><zeebe:calledElement processId="child" />
  </bpmn:extensionElements></bpmn:callActivity>
  <bpmn:boundaryEvent id="refused" attachedToRef="ask"><bpmn:errorEventDefinition errorRef="refusal" /></bpmn:boundaryEvent>
  <bpmn:boundaryEvent id="stopped" attachedToRef="ask">${onMessage('stop')}</bpmn:boundaryEvent>`

const processes = {
  parent: drawn(
    'parent',
    byHand + calling + task('after') + task('mend') + end,
    ['begin -> ask', 'ask -> after', 'refused -> mend', 'stopped -> end', 'after -> end', 'mend -> end'],
    errors + message('stop', 'stop', '&quot;all&quot;'),
  ),
  child: drawn(
    'child',
    `<bpmn:startEvent id="begin" />${task('inner')}<bpmn:serviceTask id="weigh"><bpmn:extensionElements>
      <zeebe:taskDefinition type="weigh.run" /></bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:exclusiveGateway id="which" default="child-flow-3" />
      <bpmn:endEvent id="no"><bpmn:errorEventDefinition errorRef="refusal" /></bpmn:endEvent>${end}`,
    ['begin -> inner', 'inner -> weigh', 'weigh -> which', 'which -> end', 'which -> no if weight &gt; 10'],
    errors,
  ),
  order: drawn(
    'order',
    `${startedBy(onMessage('ordered'))}<bpmn:receiveTask id="wait" messageRef="paid" />${task('ship')}${end}`,
    ['begun -> wait', 'wait -> ship', 'ship -> end'],
    message('ordered', 'ordered') + message('paid', 'paid', 'number'),
  ),
  shop: drawn(
    'shop',
    `${byHand}<bpmn:intermediateThrowEvent id="send"><bpmn:extensionElements><zeebe:ioMapping>
      <zeebe:input source="=&quot;from-shop&quot;" target="number" /></zeebe:ioMapping></bpmn:extensionElements>
      ${onMessage('ordered')}</bpmn:intermediateThrowEvent>${end}`,
    ['begin -> send', 'send -> end'],
    message('ordered', 'ordered'),
  ),
  crier: drawn(
    'crier',
    `${byHand}<bpmn:intermediateThrowEvent id="cry">${onSignal('alarm')}</bpmn:intermediateThrowEvent>
     <bpmn:intermediateCatchEvent id="hear">${onSignal('alarm')}</bpmn:intermediateCatchEvent>${task('heard')}${end}`,
    ['begin -> cry', 'cry -> hear', 'hear -> heard', 'heard -> end'],
    alarm,
  ),
  guard: drawn(
    'guard',
    `${byHand}<bpmn:intermediateCatchEvent id="hear">${onSignal('alarm')}</bpmn:intermediateCatchEvent>${task('look')}${end}`,
    ['begin -> hear', 'hear -> look', 'look -> end'],
    alarm,
  ),
  bell: drawn(
    'bell',
    `${startedBy(onSignal('alarm'))}${task('answer')}${end}`,
    ['begun -> answer', 'answer -> end'],
    alarm,
  ),
  patrol: drawn(
    'patrol',
    `${startedBy('<bpmn:timerEventDefinition><bpmn:timeCycle>R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>')}${task('walk')}${end}`,
    ['begun -> walk', 'walk -> end'],
  ),
  pair: drawn(
    'pair',
    `<bpmn:startEvent id="begun" parallelMultiple="true">${onMessage('seen')}${onMessage('heard')}</bpmn:startEvent>${task('compare')}${end}`,
    ['begun -> compare', 'compare -> end'],
    message('seen', 'seen', 'number') + message('heard', 'heard', 'number'),
  ),
  round: drawn(
    'round',
    `${startedBy('<bpmn:timerEventDefinition><bpmn:timeCycle>R/PT30M</bpmn:timeCycle></bpmn:timerEventDefinition>')}${task('inspect')}${end}`,
    ['begun -> inspect', 'inspect -> end'],
  ),
  endless: drawn(
    'endless',
    `${byHand}<bpmn:callActivity id="again"><bpmn:extensionElements><zeebe:calledElement processId="endless" /></bpmn:extensionElements></bpmn:callActivity>${end}`,
    ['begin -> again', 'again -> end'],
  ),
}
let weight = 0
const scales = {
  id: 'weigh',
  jobs: {
    run: {
      title: { 'zh-CN': '称重', en: 'Weigh' },
      input: { type: 'object' },
      run: async () => ({ weight }),
    },
  },
}

beforeAll(async () => {
  place = await dataPlace()
  server = await testServer(place, { clock, plugins: [scales] })
  admin = await server.as('admin')
  await createAccount(server, 'officer', [
    { role: 'grid_worker', region: county },
    { role: 'community_staff', region: county },
  ])
  officer = await signedIn(server.url, 'officer')
  expect(await publishProcesses(admin, processes)).toEqual([])
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

let requests = 0
async function begin(processId: string): Promise<CaseSummary> {
  requests += 1
  const requestId = `between-${requests}`
  const { status, body } = await officer.post<CaseSummary>('/api/cases', {
    processId,
    region: county,
    answers: {},
    requestId,
  })
  expect([status, body]).toEqual([200, expect.anything()])
  return body
}

const tasks = async () => (await officer.get<{ items: TaskSummary[] }>('/api/tasks?limit=100')).body.items
const openTask = (element: string, caseId?: string) =>
  eventually(async () =>
    (await tasks()).find((one) => one.elementId === element && (caseId === undefined || one.caseId === caseId)),
  )
const finish = async (one: TaskSummary) => {
  const { status } = await officer.post(`/api/tasks/${one.id}/complete`, { answers: {} })
  expect(status).toBe(200)
}
const read = async (id: string) => (await officer.get<CaseDetail>(`/api/cases/${id}`)).body
const casesOf = async (processId: string) =>
  (await officer.get<{ items: CaseSummary[] }>('/api/cases?limit=100')).body.items.filter(
    (one) => one.processId === processId,
  )
const send = async (sent: object) => (await admin.post<SentMessage>('/api/messages', { region: county, ...sent })).body
const subscriptions = (caseId: string) =>
  server.deps.store.db.selectFrom('subscription').selectAll().where('case_id', '=', caseId).execute()

describe('a call activity', () => {
  it('shows the called process’s task in its caller’s case, and goes on when the called process has ended', async () => {
    weight = 1
    const { id, number } = await begin('parent')
    const inner = await openTask('inner', id)
    expect(inner.caseNumber).toBe(number)
    expect((await officer.get(`/api/tasks/${inner.id}`)).status).toBe(200)
    await finish(inner)
    await finish(await openTask('after', id))

    const detail = await read(id)
    expect(detail.status).toBe('completed')
    expect(detail.timeline.map(({ what }) => what).filter((what) => what === 'ended')).toHaveLength(1)
    expect(detail.timeline.find(({ what }) => what === 'jobCompleted')?.elementName?.['zh-CN']).toBe('weigh')
    expect(detail.elements.map(({ elementId }) => elementId)).not.toContain('inner')
  })

  it('hands an error of the called process to the event at its boundary', async () => {
    weight = 11
    const { id } = await begin('parent')
    await finish(await openTask('inner', id))
    await openTask('mend', id)

    const called = await server.deps.store.db
      .selectFrom('called_instance')
      .selectAll()
      .where('case_id', '=', id)
      .execute()
    expect(called.map(({ active }) => active)).toEqual([0])
    expect((await read(id)).status).toBe('open')
  })

  it('that is interrupted ends the called process at once', async () => {
    const { id } = await begin('parent')
    const inner = await openTask('inner', id)
    expect((await send({ name: 'stop', correlationKey: 'all' })).status).toBe('delivered')
    await eventually(async () => (await read(id)).status === 'completed')

    expect((await tasks()).map((one) => one.id)).not.toContain(inner.id)
    expect((await officer.post(`/api/tasks/${inner.id}/complete`, { answers: {} })).status).toBe(409)
  })

  it('that calls itself without end stops with an incident', async () => {
    const { id } = await begin('endless')
    const detail = await read(id)

    expect(detail.status).toBe('open')
    expect(detail.timeline.filter(({ what }) => what === 'incident').at(0)?.detail).toContain('too-many-calls')
  })
})

describe('a message', () => {
  it('starts a case in the region of the release, and the next one reaches it by its key', async () => {
    const sent = await send({ name: 'ordered', variables: { number: 'A1' } })
    expect(sent).toMatchObject({ status: 'delivered', isNew: true })
    const [order] = await casesOf('order')
    expect(order).toMatchObject({ region: county, status: 'open' })
    expect((await send({ name: 'paid', correlationKey: 'B2' })).status).toBe('spent')
    expect((await send({ name: 'paid', correlationKey: 'A1' })).status).toBe('delivered')

    await finish(await openTask('ship', order!.id))
    expect((await read(order!.id)).status).toBe('completed')
  })

  it('that comes first is kept for its time to live and reaches whoever waits for it then', async () => {
    const early = await send({ name: 'paid', correlationKey: 'A3', timeToLive: 3600, messageId: 'pay-3' })
    expect(early.status).toBe('waiting')
    await send({ name: 'ordered', variables: { number: 'A3' } })
    await openTask('ship')
    expect(await send({ name: 'paid', correlationKey: 'A3', timeToLive: 3600, messageId: 'pay-3' })).toMatchObject({
      status: 'delivered',
      isNew: false,
    })
    await finish(await openTask('ship'))
  })

  it('that comes first and outlives its time is nobody’s', async () => {
    await send({ name: 'paid', correlationKey: 'A4', timeToLive: 60 })
    clock.advance(61_000)
    await send({ name: 'ordered', variables: { number: 'A4' } })
    const [order] = await casesOf('order')
    await eventually(async () => (await subscriptions(order!.id)).every(({ fresh }) => fresh === 0))

    expect((await tasks()).filter(({ elementId }) => elementId === 'ship')).toEqual([])
  })

  it('that one case sends begins another', async () => {
    const before = (await casesOf('order')).length
    await begin('shop')

    await eventually(async () => (await casesOf('order')).length === before + 1)
    expect((await send({ name: 'paid', correlationKey: 'from-shop' })).status).toBe('delivered')
  })

  it('that is sent twice at once with one id is taken once', async () => {
    const before = (await casesOf('order')).length
    const twice = { name: 'ordered', variables: { number: 'A6' }, messageId: 'order-6' }
    const answers = await Promise.all([send(twice), send(twice), send(twice)])

    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await casesOf('order')).toHaveLength(before + 1)
  })

  it.each([
    ['long', 'k'.repeat(5000)],
    ['strange', 'a\u0000b'],
  ])('may have a %s key', async (_what, number) => {
    await send({ name: 'ordered', variables: { number } })
    const sent = { name: 'paid', correlationKey: number.slice(0, 500) }
    const answer = await admin.post<SentMessage>('/api/messages', { region: county, ...sent })

    expect(answer.status).toBe(200)
    expect(answer.body.status).toBe(number.length > 500 ? 'spent' : 'delivered')
  })

  it('may be sent by an administrator of the region only, and says what it takes', async () => {
    const sent = { region: county, name: 'ordered' }
    expect((await officer.post('/api/messages', sent)).status).toBe(403)
    expect((await admin.post('/api/messages', { ...sent, region: '110101' })).status).toBe(404)
    expect((await admin.post('/api/messages', { region: county })).status).toBe(400)
    expect((await admin.post('/api/messages', { ...sent, timeToLive: -1 })).status).toBe(400)
    expect((await admin.post('/api/messages', { ...sent, name: 'a\u0000b', messageId: 'c\u0000d' })).status).toBe(200)
    expect((await server.visitor().post('/api/messages', sent)).status).toBe(401)
  })
})

describe('a signal', () => {
  it('reaches every case that waits for it, and begins those it starts', async () => {
    const one = await begin('guard')
    const two = await begin('guard')
    const bells = (await casesOf('bell')).length
    const { status } = await admin.post('/api/signals', { region: county, name: 'alarm' })

    expect(status).toBe(200)
    await openTask('look', one.id)
    await openTask('look', two.id)
    expect(await casesOf('bell')).toHaveLength(bells + 1)
    await openTask('answer')
  })

  it('does not reach what its thrower comes to wait for after it, but the next one does', async () => {
    const guard = await begin('guard')
    const crier = await begin('crier')
    await openTask('look', guard.id)
    expect(await subscriptions(crier.id)).toHaveLength(1)
    await begin('crier')
    await openTask('heard', crier.id)
  })

  it('does not reach the cases of another region', async () => {
    const { id } = await begin('guard')
    await admin.post('/api/signals', { region: '330683001', name: 'alarm' })
    await new Promise((resolve) => setTimeout(resolve, 100))

    expect(await subscriptions(id)).toHaveLength(1)
  })
})

describe('a start event that needs several messages', () => {
  it('opens one case by the first, which goes on when the others have come by its key', async () => {
    await send({ name: 'heard', variables: { number: 'P1' } })
    const [pair] = await casesOf('pair')
    expect((await subscriptions(pair!.id)).length).toBe(1)
    expect((await send({ name: 'seen', correlationKey: 'P1' })).status).toBe('delivered')
    await finish(await openTask('compare', pair!.id))
    expect(await casesOf('pair')).toHaveLength(1)
  })
})

describe('a timer start event', () => {
  it('begins cases when it is due, as often as it says, and no more when another release is in force', async () => {
    const { due } = await server.deps.store.db
      .selectFrom('start_trigger')
      .select('due')
      .where('process_id', '=', 'patrol')
      .executeTakeFirstOrThrow()
    for (const times of [1, 2]) {
      clock.advance(Math.max(3_600_000, times === 1 ? Number(due) - clock.now() : 0))
      server.deps.wake()
      await eventually(async () => (await casesOf('patrol')).length === times)
    }
    clock.advance(3_600_000)
    server.deps.wake()
    const without = processes.patrol.replace('R2/PT1H', 'R/PT2H')
    expect(await publishProcesses(admin, { patrol: without })).toEqual([])
    expect(await casesOf('patrol')).toHaveLength(2)
    const armed = await server.deps.store.db
      .selectFrom('start_trigger')
      .select(['due', 'every'])
      .where('process_id', '=', 'patrol')
      .execute()
    expect(armed).toEqual([{ due: clock.now() + 7_200_000, every: 'PT2H' }])
  })

  it('that has missed many times begins one case, and goes on in its rhythm', async () => {
    const due = async () =>
      (
        await server.deps.store.db
          .selectFrom('start_trigger')
          .select('due')
          .where('process_id', '=', 'round')
          .executeTakeFirstOrThrow()
      ).due
    const first = Number(await due())
    const before = (await casesOf('round')).length
    clock.advance(first - clock.now() + 165 * 60_000)
    server.deps.wake()
    await eventually(async () => (await casesOf('round')).length === before + 1)

    expect(Number(await due())).toBe(first + 180 * 60_000)
  })
})

describe('publishing', () => {
  it('refuses a call to a process that is not there, at the element', async () => {
    const bad = processes.endless.replace('processId="endless"', 'processId="nowhere"')
    expect(await publishProcesses(admin, { endless: bad })).toEqual([expect.stringContaining('process-unknown again')])
    await admin.request('DELETE', `/api/definitions/process/endless/draft?region=${county}`)
  })

  it('refuses a start by a condition, which nothing could judge', async () => {
    const bad = drawn(
      'wishful',
      `<bpmn:startEvent id="begun"><bpmn:conditionalEventDefinition><bpmn:condition>=true</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>${task('walk')}${end}`,
      ['begun -> walk', 'walk -> end'],
    )
    expect(await publishProcesses(admin, { wishful: bad })).toEqual([expect.stringContaining('begun')])
    await admin.request('DELETE', `/api/definitions/process/wishful/draft?region=${county}`)
  })
})
