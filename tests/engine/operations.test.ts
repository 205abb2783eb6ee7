import { describe, expect, it } from 'vitest'
import { InstanceSuspendedError, MoveNotPossibleError, migrate, step } from '#engine'
import { expectConserved, morning, play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const elements = `<startEvent id="start"/><userTask id="a"/><parallelGateway id="fork"/><userTask id="b"/><userTask id="c"/>
  <parallelGateway id="join"/><subProcess id="sub"><startEvent id="in"/><userTask id="inner"/><endEvent id="out"/>
  ${flows('in -> inner -> out')}</subProcess><userTask id="after"/><endEvent id="end"/>`
const flowText = `start -> a -> fork -> b -> join -> sub -> after -> end
  fork -> c -> join`
const whole = await process(elements, flowText)

describe('moving a token', () => {
  it('closes the task where it was and opens the one where it is put', () => {
    const started = play(whole)
    const moved = started.send({ type: 'moveToken', tokenId: started.task('a').taskId, toElementId: 'after' })
    expect(moved.open).toEqual(['after'])
    expect(moved.complete('after').ended).toBe(true)
  })

  it('to a join counts there for a flow that has no token yet', () => {
    const forked = play(whole).complete('a').complete('b')
    const moved = forked.send({ type: 'moveToken', tokenId: forked.task('c').taskId, toElementId: 'join' })
    expect(moved.open).toEqual(['inner'])
    expect(moved.complete('inner').complete('after').ended).toBe(true)
  })

  it.each([['nowhere', 'no such element']])('to %s is refused', (toElementId, why) => {
    const started = play(whole)
    const move = () => started.send({ type: 'moveToken', tokenId: started.task('a').taskId, toElementId })
    expect(move).toThrow(MoveNotPossibleError)
    expect(move).toThrow(new RegExp(why))
  })
})

describe('a suspended instance', () => {
  it('takes no command that moves a token until it is resumed', () => {
    const held = play(whole).send({ type: 'suspend' })
    expect(held.state.suspended).toBe(true)
    expect(() => held.complete('a')).toThrow(InstanceSuspendedError)
    expect(held.send({ type: 'setVariables', variables: { x: 1 } }).variables).toEqual({ x: 1 })
    const resumed = held.send({ type: 'resume' })
    expect(resumed.state).not.toHaveProperty('suspended')
    expect(resumed.complete('a').open).toEqual(['b', 'c'])
  })
})

describe('migrating an instance', () => {
  it('takes what waits over to the new version, by a map of ids', async () => {
    const newer = await process(
      elements.replace('id="c"', 'id="check"').replace('id="end"/>', 'id="end"/><userTask id="extra"/>'),
      `start -> a -> fork -> b -> join -> sub -> after -> extra -> end
       fork -> check -> join`,
    )
    const forked = play(whole).complete('a').complete('b')
    const { state, problems } = migrate(whole, newer, forked.state, {
      at: morning,
      elements: { c: 'check', c_join: 'check_join' },
    })
    expect(problems).toEqual([])
    expectConserved(state!)
    const { taskId } = forked.task('c')
    const done = step(newer, state!, { type: 'completeTask', at: morning, taskId, variables: {} })
    expect(done.effects).toContainEqual(expect.objectContaining({ type: 'openTask', elementId: 'inner' }))
  })

  it('says what stands in the way and changes nothing', async () => {
    const other = await process(
      elements.replace('<userTask id="c"/>', '<task id="c"/>').replace('<userTask id="b"/>', '<userTask id="b2"/>'),
      flowText.replace('-> b ->', '-> b2 ->'),
    )
    const { state, problems } = migrate(whole, other, play(whole).complete('a').state, { at: morning })
    expect(state).toBeUndefined()
    expect(problems.map(({ code, elementId }) => `${elementId}: ${code}`)).toEqual([
      'b: element-gone',
      'c: element-of-other-kind',
    ])
  })
})
