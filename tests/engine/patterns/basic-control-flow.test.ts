import { describe, expect, it } from 'vitest'
import { play } from '../../support/steps.ts'
import { process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'

describe('basic control flow patterns', () => {
  it('WCP-1 sequence: a task begins when the one before it is done', async () => {
    const first = play(await process(ends + tasks('a', 'b'), 'start -> a -> b -> end'))
    expect(first.open).toEqual(['a'])
    expect(first.complete('a').open).toEqual(['b'])
    expect(first.complete('a').complete('b').ended).toBe(true)
  })

  const forkAndJoin = process(
    `${ends}<parallelGateway id="fork"/><parallelGateway id="join"/>${tasks('a', 'b', 'after')}`,
    'start -> fork -> a -> join -> after -> end\nfork -> b -> join',
  )

  it('WCP-2 parallel split: one thread becomes several that run at the same time', async () => {
    expect(play(await forkAndJoin).open).toEqual(['a', 'b'])
  })

  it('WCP-3 synchronization: what follows begins when all branches are done, in any order', async () => {
    for (const [first, second] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const one = play(await forkAndJoin).complete(first)
      expect(one.open).toEqual([second])
      expect(one.complete(second).open).toEqual(['after'])
    }
  })

  const choice = process(
    `${ends}<exclusiveGateway id="choose"/><exclusiveGateway id="merge"/>${tasks('a', 'b', 'after')}`,
    'start -> choose\nchoose -> a [default]\nchoose -> b [=amount > 100]\na -> merge -> after -> end\nb -> merge',
  )

  it('WCP-4 exclusive choice: exactly one of the branches is taken, by data', async () => {
    expect(play(await choice, { amount: 200 }).open).toEqual(['b'])
    expect(play(await choice, { amount: 50 }).open).toEqual(['a'])
  })

  it('WCP-5 simple merge: alternative branches come together without waiting for each other', async () => {
    expect(play(await choice, { amount: 200 }).complete('b').open).toEqual(['after'])
    expect(play(await choice, { amount: 50 }).complete('a').open).toEqual(['after'])
  })
})
