import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const twoOfThree = (after: string) =>
  process(
    `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
     <complexGateway id="some"><activationCondition>=activationCount >= 2</activationCondition></complexGateway>
     <userTask id="after"/><userTask id="late"/><endEvent id="end"/>`,
    `start -> fork -> a -> some
     fork -> b -> some
     fork -> c -> some
     ${after}
     after -> end
     late -> end`,
  )

describe('a complex gateway', () => {
  it('begins when its activation condition holds over the tokens it has, and swallows the rest', async () => {
    const one = play(await twoOfThree('some -> after [=waitingForStart]\nsome -> late [=false]')).complete('a')
    expect(one.open).toEqual(['b', 'c'])
    const two = one.complete('c')
    expect(two.open).toEqual(['b', 'after'])
    const three = two.complete('b')
    expect(three.open).toEqual(['after'])
    expect(three.complete('after').ended).toBe(true)
  })

  it('at its reset takes the flows whose condition then holds', async () => {
    const both = play(await twoOfThree('some -> after [=waitingForStart]\nsome -> late [=not(waitingForStart)]'))
    const two = both.complete('a').complete('b')
    expect(two.open).toEqual(['c', 'after'])
    expect(two.complete('c').open).toEqual(['after', 'late'])
  })

  it('can be used again in a loop after its reset', async () => {
    const loop = await process(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="merge"/>
       <complexGateway id="first"><activationCondition>=activationCount >= 1</activationCondition></complexGateway>
       <userTask id="judge"/><exclusiveGateway id="again"/><endEvent id="end"/>`,
      `start -> merge -> fork -> a -> first
       fork -> b -> first
       first -> judge [=waitingForStart]
       judge -> again
       again -> merge [=more]
       again -> end [default]`,
    )
    const round = play(loop).complete('a').complete('b')
    expect(round.open).toEqual(['judge'])
    const next = round.complete('judge', { more: true })
    expect(next.open).toEqual(['a', 'b'])
    expect(next.complete('b').open).toEqual(['a', 'judge'])
  })
})
