import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const visit = `<subProcess id="visit"><extensionElements><zeebe:ioMapping>
    <zeebe:input source="=household" target="who"/><zeebe:output source="=result" target="lastResult"/>
  </zeebe:ioMapping></extensionElements>
  <startEvent id="in"/><parallelGateway id="fork"/><userTask id="ask"/><userTask id="photo"/><endEvent id="out"/>
  <endEvent id="out2"/>${flows('in -> fork -> ask -> out\nfork -> photo -> out2')}</subProcess>`

describe('without a start event', () => {
  it('a process begins at every element that no flow leads to (10.2.5)', async () => {
    const begun = play(
      await process(
        `<userTask id="ask"/><userTask id="photo"/><boundaryEvent id="b" attachedToRef="ask"><compensateEventDefinition/></boundaryEvent>
         <userTask id="undo" isForCompensation="true"/><association id="a" sourceRef="b" targetRef="undo"/><userTask id="report"/>`,
        'ask -> report',
      ),
    )
    expect(begun.open).toEqual(['ask', 'photo'])
    expect(begun.complete('photo').complete('ask').complete('report').state.status).toBe('completed')
  })

  it('so does a sub-process, which ends with the last of them', async () => {
    const begun = play(
      await process(
        `<startEvent id="s"/><subProcess id="visit"><userTask id="ask"/><userTask id="photo"/></subProcess><userTask id="report"/><endEvent id="e"/>`,
        's -> visit -> report -> e',
      ),
    )
    expect(begun.open).toEqual(['ask', 'photo'])
    expect(begun.complete('ask').complete('photo').open).toEqual(['report'])
  })
})

describe('a sub-process', () => {
  const within = process(
    `<startEvent id="start"/>${visit}<boundaryEvent id="late" attachedToRef="visit">
       <timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
     <userTask id="report"/><userTask id="remind"/><endEvent id="end"/>`,
    `start -> visit -> report -> end
     late -> remind -> end`,
  )

  it('goes on when its last token is gone', async () => {
    const inside = play(await within, { household: 7 })
    expect(inside.open).toEqual(['ask', 'photo'])
    expect(inside.complete('ask').complete('photo').open).toEqual(['report'])
  })

  it('keeps its variables to itself and gives out what its mappings choose', async () => {
    const done = play(await within, { household: 7 })
      .complete('ask', { who: 8, other: 1 })
      .complete('photo', { result: 'ok' })
    expect(done.variables).toMatchObject({ household: 7, lastResult: 'ok' })
    expect(done.variables).not.toHaveProperty('who')
  })

  it('is taken away with all that is open in it when a boundary timer interrupts', async () => {
    const late = play(await within, { household: 7 }).fire('late')
    expect(late.open).toEqual(['remind'])
    expect(Object.keys(late.state.scopes)).toEqual(['1'])
  })

  it('has its timer cleared when it is done', async () => {
    expect(
      play(await within, { household: 7 })
        .complete('ask')
        .complete('photo').timers,
    ).toEqual([])
  })
})

describe('a terminate end event', () => {
  it('ends the scope it stands in, not the instance around it', async () => {
    const stops = await process(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="in"/><parallelGateway id="fork"/>
         <userTask id="a"/><userTask id="b"/><endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="out"/>
         ${flows('in -> fork -> a -> stop\nfork -> b -> out')}</subProcess>
       <userTask id="after"/><endEvent id="end"/>`,
      'start -> sub -> after -> end',
    )
    const stopped = play(stops).complete('a')
    expect(stopped.open).toEqual(['after'])
    expect(stopped.effects).toContainEqual(expect.objectContaining({ type: 'closeTask', reason: 'cancelled' }))
  })

  it('ends the instance where it stands in the process', async () => {
    const stops = await process(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>
       <endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="end"/>`,
      'start -> fork -> a -> stop\nfork -> b -> end',
    )
    const stopped = play(stops).complete('a')
    expect(stopped.ended).toBe(true)
    expect(stopped.open).toEqual([])
  })
})

describe('cancelling an instance', () => {
  it('closes all that is open and is the last thing that happens', async () => {
    const both = await process(
      visit.replace('<subProcess', '<startEvent id="start"/><endEvent id="end"/><subProcess'),
      'start -> visit -> end',
    )
    const cancelled = play(both).send({ type: 'cancelInstance' })
    expect(cancelled.ended).toBe(true)
    expect(cancelled.open).toEqual([])
    expect(cancelled.effects.at(-1)).toMatchObject({ type: 'ended', reason: 'cancelled' })
    expect(() => cancelled.send({ type: 'cancelInstance' })).toThrow(/too late/)
  })
})

describe('a loop that never waits', () => {
  it('is stopped by the step budget with an incident', async () => {
    const endless = await process(
      `<startEvent id="start"/><task id="a"/><exclusiveGateway id="again"/><endEvent id="end"/>`,
      `start -> a -> again
       again -> a [default]
       again -> end [=false]`,
    )
    expect(play(endless).incidents).toEqual([expect.stringMatching(/: step-budget$/)])
  })
})
