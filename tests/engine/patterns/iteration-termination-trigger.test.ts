import { describe, expect, it } from 'vitest'
import { morning, play, starts } from '../../support/steps.ts'
import { process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'

describe('iteration patterns', () => {
  it('WCP-10 arbitrary cycles: a loop may have several ways in and several ways out', async () => {
    const cycle = await process(
      `${ends}<exclusiveGateway id="enter"/><exclusiveGateway id="upper"/><exclusiveGateway id="lower"/><exclusiveGateway id="stop"/>
       <exclusiveGateway id="again"/>${tasks('draft', 'review')}<endEvent id="given-up"/>`,
      `start -> enter
       enter -> upper [default]
       enter -> lower [=reviewed]
       upper -> draft -> stop
       stop -> given-up [=hopeless]
       stop -> lower [default]
       lower -> review -> again
       again -> upper [=refused]
       again -> end [default]`,
    )
    const second = play(cycle, { reviewed: true }).complete('review', { refused: true, hopeless: false })
    expect(second.open).toEqual(['draft'])
    expect(second.complete('draft').complete('review', { refused: false }).ended).toBe(true)
    expect(second.complete('draft', { hopeless: true }).ended).toBe(true)
    expect(play(cycle, { reviewed: false }).open).toEqual(['draft'])
  })

  const looping = (attributes: string, condition: string) =>
    process(
      `${ends}<userTask id="work"><standardLoopCharacteristics ${attributes}><loopCondition>${condition}</loopCondition>
       </standardLoopCharacteristics></userTask>`,
      'start -> work -> end',
    )

  it('WCP-21 structured loop: a task is done again while a condition holds that is looked at before or after it', async () => {
    const after = play(await looping('', '=not(good)')).complete('work', { good: false })
    expect(after.open).toEqual(['work'])
    expect(after.complete('work', { good: true }).ended).toBe(true)
    expect(play(await looping('testBefore="true"', '=not(good)'), { good: true }).ended).toBe(true)
  })

  it('WCP-22 recursion: a process calls itself until there is nothing left to divide', async () => {
    const divide = await process(
      `${ends}<exclusiveGateway id="small"/><callActivity id="rest"><extensionElements><zeebe:calledElement processId="p"/>
         <zeebe:ioMapping><zeebe:input source="=n - 1" target="n"/></zeebe:ioMapping></extensionElements></callActivity>${tasks('do')}`,
      'start -> small\nsmall -> rest [=n > 0]\nsmall -> do [default]\nrest -> do -> end',
    )
    const outer = play(divide, { n: 1 })
    const { processId, variables } = outer.call('rest')
    expect({ processId, variables }).toEqual({ processId: 'p', variables: { n: 0 } })
    const inner = starts(divide, { type: 'start', at: morning, instanceId: 'inner', variables })
    expect(inner.effects).toContainEqual(expect.objectContaining({ type: 'openTask', elementId: 'do' }))
    const back = outer.send({ type: 'completeCall', callId: outer.call('rest').callId, variables: {} })
    expect(back.open).toEqual(['do'])
  })
})

describe('termination patterns', () => {
  const both = (end: string) =>
    process(
      `${ends}<parallelGateway id="fork"/>${tasks('a', 'b')}<endEvent id="first">${end}</endEvent>`,
      'start -> fork -> a -> first\nfork -> b -> end',
    )

  it('WCP-11 implicit termination: a case ends when nothing is left to do, without an end that all must reach', async () => {
    const one = play(await both('')).complete('a')
    expect(one.ended).toBe(false)
    expect(one.complete('b').ended).toBe(true)
  })

  it('WCP-43 explicit termination: a case ends when a certain state is reached, whatever is still open', async () => {
    const ended = play(await both('<terminateEventDefinition/>')).complete('a')
    expect(ended.open).toEqual([])
    expect(ended.ended).toBe(true)
  })
})

describe('trigger patterns', () => {
  const roots = '<signal id="alarm" name="alarm"/><message id="reply" name="reply"/>'

  it('WCP-23 transient trigger: a signal is heard by who waits for it now, and is lost otherwise', async () => {
    const listening = await process(
      `${ends}${tasks('before', 'after')}<intermediateCatchEvent id="hear"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent>`,
      'start -> before -> hear -> after -> end',
      { roots },
    )
    const before = play(listening)
    expect(before.subscriptions).toEqual([])
    const waiting = before.complete('before')
    expect(waiting.subscriptions).toEqual(['hear'])
    expect(waiting.deliver('hear').open).toEqual(['after'])
  })

  it('WCP-24 persistent trigger: what came before it is needed is kept until it is', async () => {
    const keeping = await process(
      `${ends}<parallelGateway id="fork"/>${tasks('before', 'after')}<parallelGateway id="join"/>
       <intermediateCatchEvent id="hear"><messageEventDefinition messageRef="reply"/></intermediateCatchEvent>`,
      'start -> fork -> before -> join -> after -> end\nfork -> hear -> join',
      { roots },
    )
    const early = play(keeping).deliver('hear', { answer: 'yes' })
    expect(early.open).toEqual(['before'])
    const after = early.complete('before')
    expect(after.open).toEqual(['after'])
    expect(after.variables.answer).toBe('yes')
    expect(play(keeping).complete('before').deliver('hear').open).toEqual(['after'])
  })
})
