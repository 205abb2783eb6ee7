import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

/** A user task with a compensation handler. */
const undoable = (id: string, more = '') =>
  `<userTask id="${id}">${more}</userTask><userTask id="undo-${id}" isForCompensation="true"/>
   <boundaryEvent id="c-${id}" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent>
   <association id="as-${id}" sourceRef="c-${id}" targetRef="undo-${id}"/>`
const undo = (activity = '') => `<compensateEventDefinition ${activity && `activityRef="${activity}"`}/>`

describe('compensation', () => {
  it('undoes what was done, the last first, one after the other, and then goes on', async () => {
    const trip = await process(
      `<startEvent id="start"/>${undoable('a')}${undoable('b')}<intermediateThrowEvent id="undo">${undo()}</intermediateThrowEvent>
       <userTask id="after"/><endEvent id="end"/>`,
      'start -> a -> b -> undo -> after -> end',
    )
    const undoing = play(trip).complete('a').complete('b')
    expect(undoing.open).toEqual(['undo-b'])
    const next = undoing.complete('undo-b')
    expect(next.open).toEqual(['undo-a'])
    expect(next.complete('undo-a').open).toEqual(['after'])
  })

  it('undoes nothing that was not done, and the activity it names alone', async () => {
    const named = await process(
      `<startEvent id="start"/>${undoable('a')}${undoable('b')}<endEvent id="undo">${undo('a')}</endEvent>`,
      'start -> a -> b -> undo',
    )
    const undoing = play(named).complete('a').complete('b')
    expect(undoing.open).toEqual(['undo-a'])
    expect(undoing.complete('undo-a').ended).toBe(true)
    const never = await process(
      `<startEvent id="start"/>${undoable('a')}<endEvent id="undo">${undo()}</endEvent>
       <exclusiveGateway id="g"/><endEvent id="end"/>`,
      'start -> g -> undo [=true]\ng -> a [default]\na -> end',
    )
    expect(play(never).ended).toBe(true)
  })

  it('keeps no instance alive', async () => {
    const done = await process(`<startEvent id="start"/>${undoable('a')}<endEvent id="end"/>`, 'start -> a -> end')
    expect(play(done).complete('a').ended).toBe(true)
  })

  it('reaches into a sub-process that is done, in the reverse of the order inside', async () => {
    const nested = await process(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="in"/>${undoable('a')}${undoable('b')}<endEvent id="out"/>
         ${flows('in -> a -> b -> out')}</subProcess><endEvent id="undo">${undo()}</endEvent>`,
      'start -> sub -> undo',
    )
    const undoing = play(nested).complete('a').complete('b')
    expect(undoing.open).toEqual(['undo-b'])
    expect(undoing.complete('undo-b').complete('undo-a').ended).toBe(true)
  })

  it('by an event sub-process runs once for each run of a loop, with the variables as they were', async () => {
    const visits = await process(
      `<startEvent id="start"/><subProcess id="visit"><startEvent id="in"/><userTask id="go"/><endEvent id="out"/>
         <subProcess id="undo-visit" triggeredByEvent="true"><startEvent id="begin">${undo()}</startEvent>
           <userTask id="call-off"><extensionElements><zeebe:assignmentDefinition assignee="=house"/></extensionElements></userTask>
           <endEvent id="off"/>${flows('begin -> call-off -> off')}</subProcess>
         ${flows('in -> go -> out')}
         <multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=houses" inputElement="house"/></extensionElements></multiInstanceLoopCharacteristics>
       </subProcess><endEvent id="undo">${undo()}</endEvent>`,
      'start -> visit -> undo',
    )
    const undoing = play(visits, { houses: ['x', 'y'] })
      .complete('go')
      .complete('go')
    expect(undoing.task('call-off').assignee).toBe('y')
    const last = undoing.complete('call-off')
    expect(last.task('call-off').assignee).toBe('x')
    expect(last.complete('call-off').ended).toBe(true)
  })

  it('at the boundary of a loop runs once for all of it', async () => {
    const loop =
      '<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>'
    const thrice = await process(
      `<startEvent id="start"/>${undoable('a', loop)}<endEvent id="undo">${undo()}</endEvent>`,
      'start -> a -> undo',
    )
    const undoing = play(thrice).complete('a').complete('a').complete('a')
    expect(undoing.open).toEqual(['undo-a'])
    expect(undoing.complete('undo-a').ended).toBe(true)
  })
})

describe('a compensation event', () => {
  it('that does not wait for completion goes on while its scope is undone beside it (table 10.97)', async () => {
    const trip = await process(
      `<startEvent id="start"/>${undoable('a')}<intermediateThrowEvent id="undo"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>
       <userTask id="after"/><endEvent id="end"/>`,
      'start -> a -> undo -> after -> end',
    )
    const beside = play(trip).complete('a')
    expect([...beside.open].sort()).toEqual(['after', 'undo-a'])
    expect(beside.complete('after').ended).toBe(false)
    expect(beside.complete('after').complete('undo-a').ended).toBe(true)
    expect(beside.complete('undo-a').open).toEqual(['after'])
  })

  it('that also sends and terminates does all three, the termination when all is undone', async () => {
    const stop = await process(
      `<startEvent id="start"/>${undoable('a')}<parallelGateway id="fork"/><userTask id="other"/><endEvent id="end"/>
       <endEvent id="stop">${undo()}<signalEventDefinition signalRef="alarm"/><terminateEventDefinition/></endEvent>`,
      'start -> a -> fork -> other -> end\nfork -> stop',
      { roots: '<signal id="alarm" name="alarm"/>' },
    )
    const undoing = play(stop).complete('a')
    expect(undoing.effects).toContainEqual(expect.objectContaining({ type: 'broadcastSignal' }))
    expect([...undoing.open].sort()).toEqual(['other', 'undo-a'])
    expect(undoing.complete('undo-a').ended).toBe(true)
  })

  it('whose handler throws an error hands it to the boundary of the activity around', async () => {
    const failing = await process(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="in"/><userTask id="a"/>
         <serviceTask id="undo-a" isForCompensation="true"><extensionElements><zeebe:taskDefinition type="undo"/></extensionElements></serviceTask>
         <boundaryEvent id="c" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
         <association id="as" sourceRef="c" targetRef="undo-a"/>
         <endEvent id="undo">${undo()}</endEvent>${flows('in -> a -> undo')}</subProcess>
       <boundaryEvent id="failed" attachedToRef="sub"><errorEventDefinition/></boundaryEvent><userTask id="mend"/><endEvent id="end"/>`,
      'start -> sub -> end\nfailed -> mend -> end',
    )
    const undoing = play(failing).complete('a')
    expect(undoing.jobs).toEqual(['undo-a'])
    expect(undoing.throwError('undo-a', 'LOCKED').open).toEqual(['mend'])
  })
})

describe('a transaction', () => {
  it('that is cancelled takes away what is open, undoes what was done, and goes on at its cancel event', async () => {
    const permit = await process(
      `<startEvent id="start"/><transaction id="tx"><startEvent id="in"/><parallelGateway id="fork"/>${undoable('pay')}<userTask id="open"/>
         <endEvent id="stop"><cancelEventDefinition/></endEvent><endEvent id="out"/>
         ${flows('in -> fork -> pay -> stop\nfork -> open -> out')}</transaction>
       <boundaryEvent id="cancelled" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>
       <userTask id="tell"/><userTask id="after"/><endEvent id="end"/>`,
      'start -> tx -> after -> end\ncancelled -> tell -> end',
    )
    const undoing = play(permit).complete('pay')
    expect(undoing.open).toEqual(['undo-pay'])
    expect(undoing.complete('undo-pay').open).toEqual(['tell'])
  })

  const cancelEnd = '<endEvent id="stop"><cancelEventDefinition/></endEvent>'
  const around = `<boundaryEvent id="cancelled" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><userTask id="tell"/><endEvent id="end"/>`

  it('is cancelled from a sub-process within it, which is undone as far as it had come', async () => {
    const permit = await process(
      `<startEvent id="start"/><transaction id="tx"><startEvent id="in"/>${undoable('pay')}
         <subProcess id="deep"><startEvent id="i"/>${undoable('sign')}${cancelEnd}${flows('i -> sign -> stop')}</subProcess>
         <endEvent id="out"/>${flows('in -> pay -> deep -> out')}</transaction>${around}`,
      'start -> tx -> end\ncancelled -> tell -> end',
    )
    const undoing = play(permit).complete('pay').complete('sign')
    expect(undoing.open).toEqual(['undo-sign'])
    expect(undoing.complete('undo-sign').open).toEqual(['undo-pay'])
    expect(undoing.complete('undo-sign').complete('undo-pay').open).toEqual(['tell'])
  })

  it('that is done several times is cancelled as a whole by one of its runs', async () => {
    const permits = await process(
      `<startEvent id="start"/><transaction id="tx"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
         <startEvent id="in"/>${undoable('pay')}<exclusiveGateway id="g"/>${cancelEnd}<endEvent id="out"/>
         ${flows('in -> pay -> g\ng -> stop [=refused]')}<sequenceFlow id="else" sourceRef="g" targetRef="out"><conditionExpression xsi:type="tFormalExpression">not(refused)</conditionExpression></sequenceFlow></transaction>${around}`,
      'start -> tx -> end\ncancelled -> tell -> end',
    )
    const undoing = play(permits, { refused: false }).complete('pay').complete('pay', { refused: true })
    expect(undoing.open).toEqual(['undo-pay'])
    const next = undoing.complete('undo-pay')
    expect(next.open).toEqual(['undo-pay'])
    expect(next.complete('undo-pay').open).toEqual(['tell'])
  })

  it('without a cancel event at its boundary stops there with an incident', async () => {
    const lost = await process(
      `<startEvent id="start"/><transaction id="tx"><startEvent id="in"/>${cancelEnd}${flows('in -> stop')}</transaction><endEvent id="end"/>`,
      'start -> tx -> end',
    )
    expect(play(lost).incidents).toEqual(['stop: cancel-uncaught'])
  })
})
