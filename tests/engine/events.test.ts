import { describe, expect, it } from 'vitest'
import { SubscriptionNotOpenError } from '#engine'
import { play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const roots = `
  <message id="reply" name="reply"><extensionElements><zeebe:subscription correlationKey="=caseNumber"/></extensionElements></message>
  <signal id="alarm" name="alarm"/><error id="broken" name="broken" errorCode="BROKEN"/><error id="lost" errorCode="LOST"/>
  <escalation id="help" escalationCode="HELP"/>`
const message = '<messageEventDefinition messageRef="reply"/>'
const signal = '<signalEventDefinition signalRef="alarm"/>'
const error = (ref = '') => `<errorEventDefinition ${ref && `errorRef="${ref}"`}/>`
const escalation = '<escalationEventDefinition escalationRef="help"/>'
const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>'
const run = (elements: string, flowText: string) => process(elements, flowText, { roots })

describe('a message', () => {
  const wait = run(
    `<startEvent id="start"/><intermediateCatchEvent id="wait">${message}</intermediateCatchEvent><userTask id="after"/><endEvent id="end"/>`,
    'start -> wait -> after -> end',
  )

  it('is waited for by name and correlation key', async () => {
    const waiting = play(await wait, { caseNumber: 330683 })
    expect(waiting.subscription('wait')).toMatchObject({ kind: 'message', name: 'reply', correlationKey: '330683' })
  })

  it('brings its variables and moves the token on, once', async () => {
    const waiting = play(await wait, { caseNumber: 'a' })
    const { subscriptionId } = waiting.subscription('wait')
    const after = waiting.deliver('wait', { agreed: true })
    expect(after.open).toEqual(['after'])
    expect(after.variables.agreed).toBe(true)
    expect(after.subscriptions).toEqual([])
    expect(() => after.send({ type: 'deliver', subscriptionId, variables: {} })).toThrow(SubscriptionNotOpenError)
  })

  it('cannot be waited for without its key: an incident says so', async () => {
    expect(play(await wait).incidents).toEqual(['wait: correlation-key-missing'])
  })

  it('is received by a receive task and sent by a send task', async () => {
    const talk = await run(
      `<startEvent id="start"/><sendTask id="ask" messageRef="reply"/><receiveTask id="hear" messageRef="reply"/><endEvent id="end"/>`,
      'start -> ask -> hear -> end',
    )
    const asked = play(talk, { caseNumber: 'k' })
    expect(asked.effects).toContainEqual(
      expect.objectContaining({ type: 'sendMessage', name: 'reply', correlationKey: 'k' }),
    )
    expect(asked.deliver('hear', { x: 1 }).ended).toBe(true)
  })
})

describe('a signal', () => {
  it('is broadcast by a throw event and caught by a boundary event', async () => {
    const alarm = await run(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="work"/><userTask id="shout"/>
       <intermediateThrowEvent id="cry">${signal}</intermediateThrowEvent>
       <boundaryEvent id="hears" attachedToRef="work">${signal}</boundaryEvent><userTask id="leave"/><endEvent id="end"/>`,
      'start -> fork -> work -> end\nfork -> shout -> cry -> end\nhears -> leave -> end',
    )
    const cried = play(alarm).complete('shout')
    expect(cried.effects).toContainEqual(expect.objectContaining({ type: 'broadcastSignal', name: 'alarm' }))
    expect(cried.deliver('hears').open).toEqual(['leave'])
  })
})

describe('a signal thrown in the same step', () => {
  const caught = `<intermediateCatchEvent id="wait">${signal}</intermediateCatchEvent>`
  const thrown = `<intermediateThrowEvent id="cry">${signal}</intermediateThrowEvent>`
  const order = (effects: readonly { type: string }[]) =>
    effects.map(({ type }) => type).filter((type) => type === 'subscribe' || type === 'broadcastSignal')

  it('comes after the catch events of parallel branches, in whatever order they are drawn', async () => {
    const fork = await run(
      `<startEvent id="start"/><parallelGateway id="fork"/>${thrown}<task id="a"/><task id="b"/>${caught}<endEvent id="end"/>`,
      'start -> fork -> cry -> end\nfork -> a -> b -> wait -> end',
    )
    expect(order(play(fork).effects)).toEqual(['subscribe', 'broadcastSignal'])
  })

  it('comes before the catch event that follows it, which is too late', async () => {
    const chain = await run(
      `<startEvent id="start"/>${thrown}${caught}<endEvent id="end"/>`,
      'start -> cry -> wait -> end',
    )
    expect(order(play(chain).effects)).toEqual(['broadcastSignal', 'subscribe'])
  })
})

describe('a receive task that names no message', () => {
  it('waits for nothing that could be sent, until somebody says that it is done', async () => {
    const wait = await run(
      '<startEvent id="start"/><receiveTask id="wait"/><userTask id="after"/>',
      'start -> wait -> after',
    )
    const waiting = play(wait)
    expect({ open: waiting.open, subscriptions: waiting.subscriptions }).toEqual({ open: [], subscriptions: [] })
    const [taskId = ''] = Object.keys(waiting.state.tokens)
    const after = waiting.send({ type: 'completeTask', taskId, variables: { heard: true } })
    expect(after.open).toEqual(['after'])
    expect(after.variables.heard).toBe(true)
  })
})

describe('an event-based gateway', () => {
  it('takes the branch of the event that happens first and forgets the others', async () => {
    const race = await run(
      `<startEvent id="start"/><eventBasedGateway id="race"/>
       <intermediateCatchEvent id="answered">${message}</intermediateCatchEvent>
       <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></intermediateCatchEvent>
       <userTask id="file"/><userTask id="remind"/><endEvent id="end"/>`,
      'start -> race -> answered -> file -> end\nrace -> late -> remind -> end',
    )
    const waiting = play(race, { caseNumber: 1 })
    expect([waiting.subscriptions, waiting.timers]).toEqual([['answered'], ['late']])
    const late = waiting.fire('late')
    expect(late.open).toEqual(['remind'])
    expect(late.subscriptions).toEqual([])
    expect(waiting.deliver('answered').open).toEqual(['file'])
  })
})

describe('a parallel multiple catch event', () => {
  it('goes on when all of its events have happened', async () => {
    const both = await run(
      `<startEvent id="start"/><intermediateCatchEvent id="both" parallelMultiple="true">${message}${signal}</intermediateCatchEvent><endEvent id="end"/>`,
      'start -> both -> end',
    )
    const waiting = play(both, { caseNumber: 1 })
    const one = waiting.deliver('both', {})
    expect(one.ended).toBe(false)
    expect(one.deliver('both').ended).toBe(true)
  })
})

describe('an error', () => {
  const elements = (inside: string, boundary: string, more = '') =>
    `<startEvent id="start"/><subProcess id="sub"><startEvent id="in"/>${inside}</subProcess>${boundary}
     <userTask id="mend"/><userTask id="other"/>${more}<endEvent id="end"/>`
  const failing = `<serviceTask id="work">${job}</serviceTask><userTask id="beside"/><parallelGateway id="fork"/><endEvent id="out"/>
    ${flows('in -> fork -> work -> out\nfork -> beside -> out')}`

  it('thrown by a worker is caught at the boundary of the nearest activity, by code before catch-all', async () => {
    const caught = await run(
      elements(
        failing,
        `<boundaryEvent id="any" attachedToRef="sub">${error()}</boundaryEvent>
         <boundaryEvent id="coded" attachedToRef="sub">${error('broken')}</boundaryEvent>`,
      ),
      'start -> sub -> end\nany -> other -> end\ncoded -> mend -> end',
    )
    const working = play(caught)
    const mended = working.throwError('work', 'BROKEN', { why: 'rust' })
    expect(mended.open).toEqual(['mend'])
    expect(mended.variables).toEqual({ why: 'rust' })
    expect(working.throwError('work', 'ELSE').open).toEqual(['other'])
  })

  it('is caught by an event sub-process before the boundary, and what that rethrows is not caught by itself', async () => {
    const handler = `<subProcess id="handler" triggeredByEvent="true">
      <startEvent id="caught">${error('broken')}</startEvent><userTask id="look"/><endEvent id="again">${error('broken')}</endEvent>
      ${flows('caught -> look -> again')}</subProcess>`
    const nested = await run(
      elements(failing + handler, `<boundaryEvent id="coded" attachedToRef="sub">${error('broken')}</boundaryEvent>`),
      'start -> sub -> end\ncoded -> mend -> other -> end',
    )
    const looking = play(nested).throwError('work', 'BROKEN')
    expect(looking.open).toEqual(['look'])
    expect(looking.complete('look').open).toEqual(['mend'])
  })

  it('that nothing catches is an incident, told to a caller too, and the work can be tried again', async () => {
    const lonely = await run(
      `<startEvent id="start"/><serviceTask id="work">${job}</serviceTask><endEvent id="end"/>`,
      'start -> work -> end',
    )
    const lost = play(lonely).throwError('work', 'LOST')
    expect(lost.incidents).toEqual(['work: error-uncaught'])
    expect(lost.effects).toContainEqual(expect.objectContaining({ type: 'throwToCaller', kind: 'error', code: 'LOST' }))
    expect(lost.retry('work').finish('work').ended).toBe(true)
  })

  it('thrown by an end event takes the sub-process away with all that is open in it', async () => {
    const throwing = `<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>
      <endEvent id="boom">${error('broken')}</endEvent><endEvent id="out"/>${flows('in -> fork -> a -> boom\nfork -> b -> out')}`
    const caught = await run(
      elements(throwing, `<boundaryEvent id="coded" attachedToRef="sub">${error('broken')}</boundaryEvent>`),
      'start -> sub -> other -> end\ncoded -> mend -> end',
    )
    expect(play(caught).complete('a').open).toEqual(['mend'])
  })
})

describe('an escalation', () => {
  it('goes on beside its handler where that does not interrupt, and is nothing where none catches it', async () => {
    const raise = (attributes: string) =>
      run(
        `<startEvent id="start"/><subProcess id="sub"><startEvent id="in"/><intermediateThrowEvent id="raise">${escalation}</intermediateThrowEvent>
           <userTask id="on"/><endEvent id="out"/>${flows('in -> raise -> on -> out')}</subProcess>
         ${attributes && `<boundaryEvent id="hears" attachedToRef="sub" ${attributes}>${escalation}</boundaryEvent>`}
         <userTask id="leader"/><endEvent id="end"/>`,
        attributes ? 'start -> sub -> end\nhears -> leader -> end' : 'start -> sub -> leader -> end',
      )
    expect(play(await raise('cancelActivity="false"')).open).toEqual(['on', 'leader'])
    expect(play(await raise('cancelActivity="true"')).open).toEqual(['leader'])
    expect(play(await raise('')).open).toEqual(['on'])
  })
})

describe('an event sub-process', () => {
  const watching = (attributes: string, definition: string) =>
    run(
      `<startEvent id="start"/><userTask id="work"/><endEvent id="end"/>
       <subProcess id="event" triggeredByEvent="true"><startEvent id="begin" ${attributes}>${definition}</startEvent>
         <userTask id="handle"/><endEvent id="out"/>${flows('begin -> handle -> out')}</subProcess>`,
      'start -> work -> end',
    )

  it('that interrupts takes all else away and stops waiting', async () => {
    const begun = play(await watching('', message), { caseNumber: 1 }).deliver('begin', { note: 'n' })
    expect(begun.open).toEqual(['handle'])
    expect(begun.subscriptions).toEqual([])
    expect(begun.complete('handle').ended).toBe(true)
  })

  it('that does not interrupt runs beside, as often as its event happens, and keeps the instance until it is done', async () => {
    const once = play(await watching('isInterrupting="false"', message), { caseNumber: 1 }).deliver('begin')
    expect(once.open).toEqual(['work', 'handle'])
    expect(once.deliver('begin').open).toEqual(['work', 'handle', 'handle'])
    const rest = once.complete('work')
    expect(rest.ended).toBe(false)
    expect(rest.complete('handle').ended).toBe(true)
  })

  it('stops waiting when its scope is done', async () => {
    const done = play(await watching('isInterrupting="false"', message), { caseNumber: 1 }).complete('work')
    expect(done.ended).toBe(true)
    expect(done.subscriptions).toEqual([])
  })

  it('with a condition begins when that becomes true after having been false', async () => {
    const condition = '<conditionalEventDefinition><condition>=risk = "high"</condition></conditionalEventDefinition>'
    const low = play(await watching('isInterrupting="false"', condition), { risk: 'low' })
    const high = low.send({ type: 'setVariables', variables: { risk: 'high' } })
    expect(high.open).toEqual(['work', 'handle'])
    expect(high.send({ type: 'setVariables', variables: { other: 1 } }).open).toEqual(['work', 'handle'])
    const again = high
      .send({ type: 'setVariables', variables: { risk: 'low' } })
      .send({ type: 'setVariables', variables: { risk: 'high' } })
    expect(again.open).toEqual(['work', 'handle', 'handle'])
  })
})

describe('a link', () => {
  it('goes on at the catch event of its name', async () => {
    const linked = await run(
      `<startEvent id="start"/><intermediateThrowEvent id="to"><linkEventDefinition name="A"/></intermediateThrowEvent>
       <intermediateCatchEvent id="from"><linkEventDefinition name="A"/></intermediateCatchEvent><userTask id="after"/><endEvent id="end"/>`,
      'start -> to\nfrom -> after -> end',
    )
    expect(play(linked).open).toEqual(['after'])
  })
})
