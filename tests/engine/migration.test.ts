import { describe, expect, it } from 'vitest'
import { type ElementMap, migrate, type Process } from '#engine'
import { expectConserved, morning, type Played, play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const user = (id: string, inside = '') => `<userTask id="${id}">${inside}</userTask>`
const timer = (id: string, host: string, duration = 'PT1H') =>
  `<boundaryEvent id="${id}" attachedToRef="${host}"><timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition></boundaryEvent>`
const form = (id: string) => `<extensionElements><zeebe:formDefinition formId="${id}"/></extensionElements>`

const go = (from: Process, to: Process, { state }: Played, elements?: ElementMap) =>
  migrate(from, to, state, { at: morning + 1, elements })
const codes = (found: readonly { readonly code: string; readonly elementId: string }[]) =>
  found.map(({ code, elementId }) => `${elementId}: ${code}`)

describe('an open task', () => {
  it('takes name, form and people of the new version, and keeps its id', async () => {
    const before = await process(`<startEvent id="s"/>${user('a', form('old'))}`, 's -> a')
    const after = await process(`<startEvent id="s"/>${user('a', form('new'))}`, 's -> a')
    const played = play(before)
    const { effects, notes } = go(before, after, played)
    expect(effects).toEqual([
      expect.objectContaining({ type: 'changeTask', taskId: played.task('a').taskId, formId: 'new' }),
    ])
    expect(codes(notes)).toEqual(['a: task-changed'])
  })

  it('is not touched where nothing about it has changed, even where its id has', async () => {
    const before = await process(`<startEvent id="s"/><userTask id="a" name="走访"/>`, 's -> a')
    const after = await process(`<startEvent id="s"/><userTask id="b" name="走访"/>`, 's -> b')
    const { state, effects } = go(before, after, play(before), { a: 'b' })
    expect(effects).toEqual([])
    expect(Object.values(state!.tokens).map(({ at }) => at)).toEqual(['b'])
  })
})

describe('an event at the boundary of an activity at work', () => {
  const bare = `<startEvent id="s"/>${user('a')}<endEvent id="e"/>`
  const flow = 's -> a -> e'

  it('keeps its time where the new version has it, whatever the new version says', async () => {
    const before = await process(`${bare}${timer('late', 'a')}`, `${flow}\nlate -> e`)
    const after = await process(`${bare}${timer('late', 'a', 'PT9H')}`, `${flow}\nlate -> e`)
    const played = play(before)
    const { state, effects, notes } = go(before, after, played)
    expect(effects).toEqual([])
    expect(state!.subscriptions).toEqual(played.state.subscriptions)
    expect(codes(notes)).toEqual(['late: timer-kept'])
  })

  it('is waited for from now on where only the new version has it, and no more where only the old one had', async () => {
    const without = await process(bare, flow)
    const withTimer = await process(`${bare}${timer('late', 'a')}`, `${flow}\nlate -> e`)
    const added = go(without, withTimer, play(without))
    expect(added.effects).toEqual([expect.objectContaining({ type: 'setTimer', due: morning + 1 + 3_600_000 })])
    expect(codes(added.notes)).toEqual(['late: event-added'])
    const removed = go(withTimer, without, play(withTimer))
    expect(removed.effects).toEqual([expect.objectContaining({ type: 'clearTimer', reason: 'cancelled' })])
    expect(codes(removed.notes)).toEqual(['late: event-removed'])
    expect(removed.state!.subscriptions).toEqual({})
  })

  it('is not armed again where it has fired already', async () => {
    const remind = `<boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`
    const before = await process(`${bare}${remind}`, `${flow}\nlate -> e`)
    const fired = play(before).fire('late')
    const { state, effects } = go(before, before, fired)
    expect(effects).toEqual([])
    expect(state).toEqual(fired.state)
  })
})

describe('what waits for a message', () => {
  const waiting = (name: string) =>
    process(
      '<startEvent id="s"/><intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>',
      's -> c -> e',
      {
        roots: `<message id="m" name="${name}"><extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>`,
      },
    )

  it('waits for the message of the new version', async () => {
    const [before, after] = [await waiting('one'), await waiting('two')]
    const { effects, state } = go(before, after, play(before))
    expect(effects.map(({ type }) => type)).toEqual(['unsubscribe', 'subscribe'])
    expect(Object.values(state!.subscriptions)).toMatchObject([{ name: 'two', key: 'k' }])
  })

  it('is refused where the new version waits for something else altogether', async () => {
    const before = await waiting('one')
    const after = await process('<startEvent id="s"/><task id="c"/><endEvent id="e"/>', 's -> c -> e')
    expect(codes(go(before, after, play(before)).problems)).toEqual(['c: element-of-other-kind'])
  })
})

describe('what stands in the way', () => {
  const many = (sequential: boolean) =>
    `<userTask id="a"><multiInstanceLoopCharacteristics isSequential="${sequential}"><extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]" inputElement="x"/></extensionElements></multiInstanceLoopCharacteristics></userTask>`
  const line = 's -> a -> e'
  const around = (inside: string) => process(`<startEvent id="s"/>${inside}<endEvent id="e"/>`, line)

  it('is a loop that runs in another way, or has come or gone', async () => {
    const [once, parallel, sequential] = [await around(user('a')), await around(many(false)), await around(many(true))]
    for (const [from, to] of [
      [once, parallel],
      [parallel, once],
      [parallel, sequential],
    ] as const) {
      expect(codes(go(from, to, play(from)).problems)).toEqual(['a: loop-changed'])
    }
    const { state } = go(parallel, await around(many(false).replace('[1,2]', '[1,2,3]')), play(parallel))
    expectConserved(state!)
  })

  it('is another sub-process, a flow that is gone, and a join that would have all its tokens', async () => {
    const inner = (id: string, text: string) =>
      `<subProcess id="${id}"><startEvent id="${id}-s"/>${text}<endEvent id="${id}-e"/>${flows(`${id}-s -> i -> ${id}-e`)}</subProcess>`
    const before = await process(`<startEvent id="s"/>${inner('p1', user('i'))}<endEvent id="e"/>`, 's -> p1 -> e')
    const after = await process(`<startEvent id="s"/>${inner('q', user('i'))}<endEvent id="e"/>`, 's -> q -> e')
    expect(codes(go(before, after, play(before)).problems)).toEqual(['p1: element-gone', 'i: element-in-other-scope'])
    expect(go(before, after, play(before), { p1: 'q' }).problems).toEqual([])

    const fork = `<startEvent id="s"/><parallelGateway id="f"/>${user('a')}${user('b')}<parallelGateway id="j"/>${user('z')}`
    const two = await process(fork, 's -> f -> a -> j -> z\nf -> b -> j')
    const one = await process(fork, 's -> f -> a -> j -> z\nf -> b')
    const half = play(two).complete('a')
    expect(codes(go(two, one, half).problems)).toEqual(['j: join-complete'])
    const other = await process(fork, 's -> f -> a -> z\nf -> b -> j -> z')
    expect(codes(go(two, other, half).problems)).toContain('a_j: flow-gone')
  })

  it('is said in both languages, and an ended instance needs no move', async () => {
    const before = await around(user('a'))
    const after = await process('<startEvent id="s"/><endEvent id="e"/>', 's -> e')
    const [problem] = go(before, after, play(before)).problems
    expect(problem?.message['zh-CN']).toContain('新版本中没有')
    expect(problem?.message.en).toContain('The new version has no')
    expect(codes(go(before, after, play(before).complete('a')).problems)).toEqual(['p: instance-ended'])
  })
})

describe('moving a token across sub-processes', () => {
  const nested = `<startEvent id="s"/>${user('out')}<subProcess id="sub"><startEvent id="in"/>${user('one')}${user('two')}<endEvent id="done"/>${flows('in -> one -> two -> done')}</subProcess>${timer('late', 'sub')}${user('after')}<endEvent id="e"/>`
  const line = 's -> out -> sub -> after -> e\nlate -> after'

  it('enters those around the target, with the events at their boundary', async () => {
    const started = play(await process(nested, line))
    const moved = started.send({ type: 'moveToken', tokenId: started.task('out').taskId, toElementId: 'two' })
    expect([moved.open, moved.timers]).toEqual([['two'], ['late']])
    expect(moved.complete('two').open).toEqual(['after'])
  })

  it('takes away those it was the last token of', async () => {
    const inside = play(await process(nested, line)).complete('out')
    const moved = inside.send({ type: 'moveToken', tokenId: inside.task('one').taskId, toElementId: 'after' })
    expect([moved.open, moved.timers]).toEqual([['after'], []])
    expect(moved.complete('after').ended).toBe(true)
  })
})

describe('beginning again at an element', () => {
  const line = process(`<startEvent id="s"/>${user('a')}${user('b')}<endEvent id="e"/>`, 's -> a -> b -> e')

  it('works for an instance that goes on and for one that has ended, with its variables', async () => {
    const open = play(await line, { x: 1 }).complete('a')
    const again = open.send({ type: 'restart', toElementId: 'a', variables: { y: 2 } })
    expect([again.open, again.variables]).toEqual([['a'], { x: 1, y: 2 }])
    const ended = again.complete('a').complete('b')
    expect(ended.ended).toBe(true)
    const reopened = ended.send({ type: 'restart', toElementId: 'b', variables: {} })
    expect([reopened.open, reopened.ended]).toEqual([['b'], false])
    expect(reopened.complete('b').ended).toBe(true)
    const cancelled = open.send({ type: 'cancelInstance' })
    expect(cancelled.send({ type: 'restart', toElementId: 'a', variables: {} }).open).toEqual(['a'])
  })

  it('is refused where no token can be put', async () => {
    const open = play(await line)
    expect(() => open.send({ type: 'restart', toElementId: 'nowhere', variables: {} })).toThrow(/no such element/)
  })
})
