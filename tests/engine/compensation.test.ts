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
})
