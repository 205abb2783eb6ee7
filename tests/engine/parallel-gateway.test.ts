import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

describe('a parallel gateway', () => {
  it('opens all branches and waits for each of them', async () => {
    const both = await process(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>
       <parallelGateway id="join"/><userTask id="after"/><endEvent id="end"/>`,
      `start -> fork -> a -> join -> after -> end
       fork -> b -> join`,
    )
    const forked = play(both)
    expect(forked.open).toEqual(['a', 'b'])
    const one = forked.complete('b')
    expect(one.open).toEqual(['a'])
    expect(one.complete('a').open).toEqual(['after'])
    const entered = (effects: typeof one.effects) =>
      effects.filter((effect) => effect.type === 'history' && effect.what === 'entered' && effect.elementId === 'join')
    expect(entered(one.effects)).toHaveLength(0)
    expect(entered(one.complete('a').effects)).toHaveLength(1)
  })

  it('fed twice by one flow waits for the other', async () => {
    const twice = await process(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
       <exclusiveGateway id="merge"/><parallelGateway id="join"/><userTask id="after"/><endEvent id="end"/>`,
      `start -> fork -> a -> merge -> join -> after -> end
       fork -> b -> merge
       fork -> c -> join`,
    )
    const fed = play(twice).complete('a').complete('b')
    expect(fed.open).toEqual(['c'])
    const joined = fed.complete('c')
    expect(joined.open).toEqual(['after'])
    expect(joined.complete('after').ended).toBe(false)
  })
})
