import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const elements = `<startEvent id="start"/><inclusiveGateway id="split"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
  <inclusiveGateway id="join"/><userTask id="after"/><endEvent id="end"/>`

describe('an inclusive gateway', () => {
  const split = process(
    elements,
    `start -> split
     split -> a [=x > 1]
     split -> b [=x > 2]
     split -> c [default]
     a -> join -> after -> end
     b -> join
     c -> join`,
  )

  it('takes every flow whose condition holds', async () => {
    expect(play(await split, { x: 3 }).open).toEqual(['a', 'b'])
  })

  it('takes the default only where none holds', async () => {
    expect(play(await split, { x: 0 }).open).toEqual(['c'])
  })

  it('as a join waits for the branches that were taken, and for no other', async () => {
    expect(play(await split, { x: 2 }).complete('a').open).toEqual(['after'])
    const both = play(await split, { x: 3 }).complete('a')
    expect(both.open).toEqual(['b'])
    expect(both.complete('b').open).toEqual(['after'])
  })

  it('as a join goes on when the branch it waits for dies elsewhere', async () => {
    const dying = await process(
      `${elements}<exclusiveGateway id="drop"/><endEvent id="dropped"/>`,
      `start -> split
       split -> a [=x > 1]
       split -> b [=x > 2]
       split -> c [default]
       a -> join -> after -> end
       b -> drop
       drop -> join [=ok]
       drop -> dropped [default]
       c -> join`,
    )
    const waiting = play(dying, { x: 3, ok: false }).complete('a')
    expect(waiting.open).toEqual(['b'])
    expect(waiting.complete('b').open).toEqual(['after'])
  })

  it('as a join waits for a token that can still arrive over a boundary event', async () => {
    const boundary = await process(
      `${elements}<boundaryEvent id="late" attachedToRef="b" cancelActivity="true"><timerEventDefinition>
        <timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="other"/>`,
      `start -> split
       split -> a [=true]
       split -> b [=true]
       split -> c [default]
       a -> join -> after -> end
       b -> other
       late -> join
       c -> join`,
    )
    const waiting = play(boundary).complete('a')
    expect(waiting.open).toEqual(['b'])
    expect(waiting.fire('late').open).toEqual(['after'])
    expect(waiting.complete('b').open).toEqual(['after'])
  })

  it('as a join inside a loop is not kept waiting by what can come round only through itself', async () => {
    const loop = await process(
      `<startEvent id="start"/><inclusiveGateway id="join"/><userTask id="work"/><exclusiveGateway id="again"/><endEvent id="end"/>`,
      `start -> join -> work -> again
       again -> join [=more]
       again -> end [default]`,
    )
    const round = play(loop, { more: true })
    expect(round.open).toEqual(['work'])
    expect(round.complete('work').open).toEqual(['work'])
    expect(round.complete('work', { more: false }).ended).toBe(true)
  })
})
