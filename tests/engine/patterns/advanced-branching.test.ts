import { describe, expect, it } from 'vitest'
import { type Played, play } from '../../support/steps.ts'
import { flows, process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'
const gateway = (kind: string, ...ids: string[]) => ids.map((id) => `<${kind}Gateway id="${id}"/>`).join('')
const completeAll = (from: Played, ...ids: string[]) => ids.reduce((now, id) => now.complete(id), from)

describe('advanced branching and synchronisation patterns: splits', () => {
  const alarms = process(
    `${ends}${gateway('inclusive', 'split', 'join')}${tasks('fire', 'police', 'nobody', 'report')}`,
    `start -> split
     split -> fire [=burns]
     split -> police [=crime]
     split -> nobody [default]
     fire -> join -> report -> end
     police -> join
     nobody -> join`,
  )

  it('WCP-6 multi-choice: one or more of the branches are taken, by data', async () => {
    expect(play(await alarms, { burns: true, crime: true }).open).toEqual(['fire', 'police'])
    expect(play(await alarms, { burns: false, crime: true }).open).toEqual(['police'])
    expect(play(await alarms, { burns: false, crime: false }).open).toEqual(['nobody'])
  })

  it('WCP-7 structured synchronizing merge: what follows waits for the branches that were taken, and for no others', async () => {
    const both = play(await alarms, { burns: true, crime: true }).complete('police')
    expect(both.open).toEqual(['fire'])
    expect(both.complete('fire').open).toEqual(['report'])
    expect(play(await alarms, { burns: false, crime: true }).complete('police').open).toEqual(['report'])
  })

  const threads = process(
    `${ends}<userTask id="receive" completionQuantity="3"/>${tasks('label')}<userTask id="send" startQuantity="3"/>`,
    'start -> receive -> label -> send -> end',
  )

  it('WCP-42 thread split: one thread becomes three of the same branch', async () => {
    expect(play(await threads).complete('receive').open).toEqual(['label', 'label', 'label'])
  })

  it('WCP-41 thread merge: three threads of one branch become one again', async () => {
    const two = completeAll(play(await threads), 'receive', 'label', 'label')
    expect(two.open).toEqual(['label'])
    const merged = two.complete('label')
    expect(merged.open).toEqual(['send'])
    expect(merged.complete('send').ended).toBe(true)
  })
})

describe('advanced branching and synchronisation patterns: merges', () => {
  it('WCP-8 multi-merge: what follows is done once for each thread that comes', async () => {
    const twice = await process(
      `${ends}${gateway('parallel', 'fork')}${gateway('exclusive', 'merge')}${tasks('a', 'b', 'audit')}`,
      'start -> fork -> a -> merge -> audit -> end\nfork -> b -> merge',
    )
    const both = completeAll(play(twice), 'a', 'b')
    expect(both.open).toEqual(['audit', 'audit'])
    expect(completeAll(both, 'audit', 'audit').ended).toBe(true)
  })

  it('WCP-33 generalised AND-join: threads of one branch wait, each for a partner from every other branch', async () => {
    const pairs = await process(
      `${ends}${gateway('parallel', 'fork', 'join')}${gateway('exclusive', 'left', 'right')}${tasks('a', 'b', 'c', 'd', 'match')}`,
      `start -> fork -> a -> left -> join -> match -> end
       fork -> b -> left
       fork -> c -> right -> join
       fork -> d -> right`,
    )
    const waiting = completeAll(play(pairs), 'a', 'b')
    expect(waiting.open).toEqual(['c', 'd'])
    const first = waiting.complete('d')
    expect(first.open).toEqual(['c', 'match'])
    const second = first.complete('c')
    expect(second.open).toEqual(['match', 'match'])
    expect(completeAll(second, 'match', 'match').ended).toBe(true)
  })

  it('WCP-37 local synchronizing merge: waits for what can still come, also without a split of its own', async () => {
    const acyclic = await process(
      `${ends}${gateway('parallel', 'fork')}${gateway('exclusive', 'choose')}${gateway('inclusive', 'join')}${tasks('a', 'b', 'after')}`,
      `start -> fork -> a -> join -> after -> end
       fork -> b -> choose
       choose -> join [=needed]
       choose -> end [default]`,
    )
    const waiting = play(acyclic, { needed: false }).complete('a')
    expect(waiting.open).toEqual(['b'])
    expect(waiting.complete('b').open).toEqual(['after'])
    const needed = play(acyclic, { needed: true }).complete('a').complete('b')
    expect(needed.open).toEqual(['after'])
    expect(needed.complete('after').ended).toBe(true)
  })

  it('WCP-38 general synchronizing merge: waits as long as a thread can still come, loops included', async () => {
    const cyclic = await process(
      `${ends}${gateway('parallel', 'fork')}${gateway('exclusive', 'again', 'choose')}${gateway('inclusive', 'join')}${tasks('a', 'b', 'after')}`,
      `start -> fork -> a -> join -> after -> end
       fork -> again -> b -> choose
       choose -> again [=repeat]
       choose -> join [=joins]
       choose -> end [default]`,
    )
    const looping = play(cyclic).complete('a').complete('b', { repeat: true, joins: false })
    expect(looping.open).toEqual(['b'])
    expect(looping.complete('b', { repeat: false, joins: false }).open).toEqual(['after'])
    const joined = looping.complete('b', { repeat: false, joins: true })
    expect(joined.open).toEqual(['after'])
    expect(joined.complete('after').ended).toBe(true)
  })
})

/** Three branches that come together at a complex gateway; the reset takes the flow to `again` where that is wanted. */
const some = (needed: number) =>
  process(
    `${ends}${gateway('parallel', 'fork')}${tasks('a', 'b', 'c', 'after')}
     <complexGateway id="some"><activationCondition>=activationCount >= ${needed}</activationCondition></complexGateway>`,
    'start -> fork -> a -> some\nfork -> b -> some\nfork -> c -> some\nsome -> after [=waitingForStart]\nafter -> end',
  )

/** The same, with a second round begun before the first is over. */
const blocking = (needed: number) =>
  process(
    `${ends}${gateway('parallel', 'twice', 'fork')}${gateway('exclusive', 'merge')}${tasks('a', 'b', 'c', 'next', 'after')}
     <complexGateway id="some"><activationCondition>=activationCount >= ${needed}</activationCondition></complexGateway>`,
    `start -> twice -> merge -> fork -> a -> some
     twice -> next -> merge
     fork -> b -> some
     fork -> c -> some
     some -> after [=waitingForStart]
     after -> end`,
  )

/** The same within a sub-process that the thread which goes on takes away. */
const cancelling = (needed: number) =>
  process(
    `${ends}<subProcess id="region"><startEvent id="in"/>${gateway('parallel', 'fork')}${tasks('a', 'b', 'c')}
       <complexGateway id="some"><activationCondition>=activationCount >= ${needed}</activationCondition></complexGateway>
       <endEvent id="out"><terminateEventDefinition/></endEvent>
       ${flows('in -> fork -> a -> some -> out\nfork -> b -> some\nfork -> c -> some')}</subProcess>${tasks('after')}`,
    'start -> region -> after -> end',
  )

describe('advanced branching and synchronisation patterns: joins of some', () => {
  it('WCP-9 structured discriminator: what follows begins with the first branch; the others are awaited and ignored', async () => {
    const first = play(await some(1)).complete('b')
    expect(first.open).toEqual(['a', 'c', 'after'])
    expect(completeAll(first, 'a', 'c').open).toEqual(['after'])
    expect(completeAll(first, 'a', 'c', 'after').ended).toBe(true)
  })

  it('WCP-30 structured partial join: what follows begins with the second of three branches', async () => {
    const one = play(await some(2)).complete('c')
    expect(one.open).toEqual(['a', 'b'])
    const two = one.complete('a')
    expect(two.open).toEqual(['b', 'after'])
    expect(completeAll(two, 'b', 'after').ended).toBe(true)
  })

  it('WCP-28 blocking discriminator: threads of the next round are held until those of this one have come', async () => {
    const first = play(await blocking(1)).complete('a')
    expect(first.open).toEqual(['next', 'b', 'c', 'after'])
    const blocked = first.complete('next').complete('a')
    expect(blocked.open.filter((id) => id === 'after')).toHaveLength(1)
    const done = completeAll(blocked, 'b', 'b', 'c', 'c')
    expect(done.open).toEqual(['after', 'after'])
    expect(completeAll(done, 'after', 'after').ended).toBe(true)
  })

  it('WCP-31 blocking partial join: the same for two of three', async () => {
    const first = completeAll(play(await blocking(2)), 'a', 'b')
    expect(first.open).toEqual(['next', 'c', 'after'])
    const blocked = completeAll(first, 'next', 'a', 'b')
    expect(blocked.open.filter((id) => id === 'after')).toHaveLength(1)
    const done = completeAll(blocked, 'c', 'c')
    expect(done.open).toEqual(['after', 'after'])
    expect(completeAll(done, 'after', 'after').ended).toBe(true)
  })

  it('WCP-29 cancelling discriminator: the first branch takes the others away', async () => {
    const first = play(await cancelling(1)).complete('b')
    expect(first.open).toEqual(['after'])
    expect(first.complete('after').ended).toBe(true)
  })

  it('WCP-32 cancelling partial join: the second of three branches takes the third away', async () => {
    const one = play(await cancelling(2)).complete('b')
    expect(one.open).toEqual(['a', 'c'])
    expect(one.complete('c').open).toEqual(['after'])
  })
})
