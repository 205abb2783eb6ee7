import { describe, expect, it } from 'vitest'
import { runScenario, type ScenarioAction } from '#definitions'
import { compile, type Process } from '#engine'
import { diagram, model } from '../engine/diagram.ts'

const roots = `
  <message id="reply" name="答复"><extensionElements><zeebe:subscription correlationKey="=caseNumber"/></extensionElements></message>
  <message id="report" name="上报"/><signal id="alarm" name="警报"/><error id="broken" errorCode="BROKEN"/>`

async function named(id: string, elements: string, flowText: string): Promise<Process> {
  return compile(await model(diagram(elements, flowText, roots).replace('<process id="p"', `<process id="${id}"`)))
}

function after(processes: readonly Process[], ...actions: ScenarioAction[]) {
  const { steps, failure } = runScenario(processes, actions)
  expect(failure).toBeUndefined()
  return steps.at(-1)!.status
}

const asking = await named(
  'asking',
  `<startEvent id="s"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="reply"/></intermediateCatchEvent>
   <userTask id="read" name="阅知"/><endEvent id="e"/>`,
  's -> wait -> read -> e',
)
const alarmed = await named(
  'alarmed',
  `<startEvent id="s"><signalEventDefinition signalRef="alarm"/></startEvent><userTask id="check" name="核查"/><endEvent id="e"/>`,
  's -> check -> e',
)
const reported = await named(
  'reported',
  `<startEvent id="s"><messageEventDefinition messageRef="report"/></startEvent><userTask id="verify" name="核实"/><endEvent id="e"/>`,
  's -> verify -> e',
)

describe('a message in a scenario', () => {
  const two: ScenarioAction[] = [
    { start: { variables: { caseNumber: 1 } } },
    { start: { variables: { caseNumber: 2 } } },
  ]

  it('reaches the one who waits for its key', () => {
    expect(after([asking], ...two)).toMatchObject({ waiting: ['wait', 'wait'], subscriptions: ['答复', '答复'] })
    expect(after([asking], ...two, { message: { name: '答复', key: 2, variables: { agreed: true } } })).toMatchObject({
      open: ['阅知'],
      waiting: ['wait'],
      subscriptions: ['答复'],
      variables: { caseNumber: 2, agreed: true },
    })
  })

  it('is gone where nobody waits for it, which is no error', () => {
    expect(after([asking], ...two, { message: { name: '答复', key: 3 } }, { message: { name: '来信' } }).open).toEqual(
      [],
    )
  })

  it('starts what it starts, when it is sent and when a scenario says so', () => {
    for (const action of [
      { message: { name: '上报', variables: { place: '桥' } } },
      { start: { message: '上报', variables: { place: '桥' } } },
    ]) {
      expect(after([asking, reported], action)).toMatchObject({ open: ['核实'], variables: { place: '桥' } })
    }
    expect(runScenario([asking], [{ start: { message: '上报' } }]).failure?.en).toBe(
      'No process is started by the message "上报"',
    )
  })

  it('goes from one process to another', async () => {
    const sender = await named(
      'sender',
      `<startEvent id="s"/><intermediateThrowEvent id="send"><messageEventDefinition messageRef="report"/></intermediateThrowEvent><endEvent id="e"/>`,
      's -> send -> e',
    )

    expect(after([sender, reported], { start: {} })).toMatchObject({ open: ['核实'], ended: false })
  })
})

describe('the clock of a scenario', () => {
  it('starts what time alone starts, as often as it says', async () => {
    const timer = '<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>'
    const daily = await named(
      'daily',
      `<startEvent id="s">${timer}</startEvent><userTask id="patrol" name="巡查"/><endEvent id="e"/>`,
      's -> patrol -> e',
    )
    const hour = { advance: 'PT1H' }

    expect(after([daily], { advance: 'PT59M59S' })).toMatchObject({ open: [], timers: 1, ended: false })
    expect(after([daily], hour)).toMatchObject({ open: ['巡查'], timers: 1 })
    expect(after([daily], hour, hour)).toMatchObject({ open: ['巡查', '巡查'], timers: 0 })
    expect(after([daily], hour, hour, hour).open).toHaveLength(2)
  })
})

describe('a signal in a scenario', () => {
  it('reaches everyone who waits, and starts what it starts', async () => {
    const listening = await named(
      'listening',
      `<startEvent id="s"/><intermediateCatchEvent id="hear"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent><userTask id="leave" name="撤离"/><endEvent id="e"/>`,
      's -> hear -> leave -> e',
    )
    const signal = { signal: { name: '警报', variables: { level: 3 } } }

    expect(after([listening, alarmed], { start: {} }, { start: {} }, signal)).toMatchObject({
      open: ['撤离', '撤离', '核查'],
      subscriptions: [],
      variables: { level: 3 },
    })
  })
})

describe('a job in a scenario', () => {
  it('may end in a BPMN error', async () => {
    const working = await named(
      'working',
      `<startEvent id="s"/><serviceTask id="send"><extensionElements><zeebe:taskDefinition type="sms.send"/></extensionElements></serviceTask>
       <boundaryEvent id="failed" attachedToRef="send"><errorEventDefinition errorRef="broken"/></boundaryEvent>
       <userTask id="call" name="打电话"/><endEvent id="e"/>`,
      's -> send -> e\nfailed -> call -> e',
    )

    expect(after([working], { start: {} }, { job: { element: 'send', error: 'BROKEN' } }).open).toEqual(['打电话'])
    expect(
      after([working], { start: {} }, { job: { element: 'send', error: { code: 'OTHER' } } }).incidents,
    ).toHaveLength(1)
  })
})

const called = await named(
  'called',
  `<startEvent id="s"/><userTask id="look" name="查看"/><exclusiveGateway id="x"/><endEvent id="well"/><endEvent id="bad"><errorEventDefinition errorRef="broken"/></endEvent>`,
  's -> look -> x\nx -> well [=fine]\nx -> bad [default]',
)

describe('a called process in a scenario', () => {
  const calling = (calledId: string) =>
    named(
      'calling',
      `<startEvent id="s"/><callActivity id="survey"><extensionElements><zeebe:calledElement processId="${calledId}"/></extensionElements></callActivity>
       <boundaryEvent id="failed" attachedToRef="survey"><errorEventDefinition errorRef="broken"/></boundaryEvent>
       <userTask id="after" name="汇总"/><userTask id="mend" name="补救"/><endEvent id="e"/>`,
      's -> survey -> after -> e\nfailed -> mend -> e',
    )
  it('shows its tasks, sees what its caller knows, and gives back what it found', async () => {
    const processes = [await calling('called'), called]
    const began = { start: { variables: { topic: '水质' } } }

    expect(after(processes, began)).toMatchObject({ open: ['查看'], ended: false, variables: { topic: '水质' } })
    expect(after(processes, began, { complete: '查看', variables: { fine: true } })).toMatchObject({
      open: ['汇总'],
      variables: { topic: '水质', fine: true },
    })
  })

  it('passes an error on, and goes when its caller is cancelled', async () => {
    const processes = [await calling('called'), called]

    expect(after(processes, { start: {} }, { complete: 'look', variables: { fine: false } }).open).toEqual(['补救'])
    expect(after(processes, { start: {} }, { cancel: true })).toMatchObject({ open: [], ended: true })
  })

  it('must be among the processes', async () => {
    const { failure } = runScenario([await calling('elsewhere')], [{ start: {} }])

    expect(failure?.en).toBe('There is no process "elsewhere"; there are: calling')
  })
})

describe('a signal that a case throws', () => {
  const cry = '<intermediateThrowEvent id="cry"><signalEventDefinition signalRef="alarm"/></intermediateThrowEvent>'
  const hear = '<intermediateCatchEvent id="hear"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent>'

  it('is heard in its parallel branches, but not by what comes after it', async () => {
    const fork = await named(
      'fork',
      `<startEvent id="s"/><parallelGateway id="f"/>${cry}${hear}<endEvent id="e"/>`,
      's -> f -> cry -> e\nf -> hear -> e',
    )
    expect(after([fork], { start: {} }).ended).toBe(true)
    const chain = await named('chain', `<startEvent id="s"/>${cry}${hear}<endEvent id="e"/>`, 's -> cry -> hear -> e')
    expect(after([chain], { start: {} })).toMatchObject({ waiting: ['hear'], subscriptions: ['警报'] })
    expect(after([chain], { start: {} }, { signal: { name: '警报' } }).ended).toBe(true)
  })
})

describe('an activity that waits', () => {
  it('for data in a state stands among what waits', async () => {
    const reading = await named(
      'reading',
      `<startEvent id="s"/><dataObject id="d"/><dataObjectReference id="r" name="plan" dataObjectRef="d"><dataState name="ok"/></dataObjectReference>
       <userTask id="a"><dataInputAssociation><sourceRef>r</sourceRef></dataInputAssociation></userTask><endEvent id="e"/>`,
      's -> a -> e',
    )
    expect(after([reading], { start: {} })).toMatchObject({ open: [], waiting: ['a'] })
    expect(after([reading], { start: {} }, { set: { plan_state: 'ok' } })).toMatchObject({ open: ['a'], waiting: [] })
  })
})

it('a process with several plain start events begins by hand at the first of them', async () => {
  const two = await named(
    'two',
    '<startEvent id="s"/><startEvent id="other"/><userTask id="a"/><userTask id="b"/>',
    's -> a\nother -> b',
  )
  expect(after([two], { start: {} }).open).toEqual(['a'])
})
