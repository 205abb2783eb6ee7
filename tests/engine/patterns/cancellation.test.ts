import { describe, expect, it } from 'vitest'
import { type Played, play } from '../../support/steps.ts'
import { flows, process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'
const roots = '<message id="withdraw" name="withdraw"/>'
const withdrawn = (id: string, host: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}"><messageEventDefinition messageRef="withdraw"/></boundaryEvent>`
const completeAll = (from: Played, ...ids: string[]) => ids.reduce((now, id) => now.complete(id), from)

const loop = `<multiInstanceLoopCharacteristics><extensionElements>
  <zeebe:loopCharacteristics inputCollection="=[1, 2, 3]" inputElement="house"/></extensionElements></multiInstanceLoopCharacteristics>`

describe('cancellation and force completion patterns', () => {
  it('WCP-19 cancel task: an open task is taken away, and the case goes on elsewhere', async () => {
    const asked = await process(
      `${ends}<parallelGateway id="fork"/>${tasks('ask', 'other', 'file')}${withdrawn('stop', 'ask')}`,
      'start -> fork -> ask -> end\nfork -> other -> end\nstop -> file -> end',
      { roots },
    )
    expect(play(asked).deliver('stop').open).toEqual(['other', 'file'])
  })

  it('WCP-20 cancel case: everything that is open in the case is taken away, at any moment', async () => {
    const anything = await process(
      `${ends}<parallelGateway id="fork"/>${tasks('a')}<subProcess id="sub"><startEvent id="in"/>${tasks('b')}<endEvent id="out"/>
         ${flows('in -> b -> out')}</subProcess>`,
      'start -> fork -> a -> end\nfork -> sub -> end',
    )
    const cancelled = play(anything).send({ type: 'cancelInstance' })
    expect(cancelled.open).toEqual([])
    expect(cancelled.state.status).toBe('cancelled')
  })

  it('WCP-25 cancel region: the activities of a part are taken away, and those outside it stay', async () => {
    const region = await process(
      `${ends}<parallelGateway id="fork"/><subProcess id="region"><startEvent id="in"/><parallelGateway id="split"/>${tasks('a', 'b')}
         <endEvent id="out"/>${flows('in -> split -> a -> out\nsplit -> b -> out')}</subProcess>${withdrawn('stop', 'region')}${tasks('c', 'after')}`,
      'start -> fork -> region -> after -> end\nfork -> c -> end\nstop -> after',
      { roots },
    )
    const open = play(region)
    expect(open.open).toEqual(['c', 'a', 'b'])
    expect(open.deliver('stop').open).toEqual(['c', 'after'])
  })

  const visits = process(
    `${ends}<userTask id="visit">${loop}</userTask>${withdrawn('stop', 'visit')}${tasks('after', 'file')}`,
    'start -> visit -> after -> end\nstop -> file -> end',
    { roots },
  )

  it('WCP-26 cancel multiple instance activity: all instances are taken away, those that are done stay done', async () => {
    const one = play(await visits).complete('visit')
    expect(one.open).toEqual(['visit', 'visit'])
    expect(one.deliver('stop').open).toEqual(['file'])
  })

  it('WCP-27 complete multiple instance activity: the rest is taken away, and what follows begins as if all were done', async () => {
    const forced = await process(
      `${ends}<userTask id="visit">${loop}</userTask>${withdrawn('enough', 'visit')}<exclusiveGateway id="merge"/>${tasks('after')}`,
      'start -> visit -> merge -> after -> end\nenough -> merge',
      { roots },
    )
    expect(play(forced).complete('visit').deliver('enough').open).toEqual(['after'])
    expect(completeAll(play(forced), 'visit', 'visit', 'visit').open).toEqual(['after'])
  })
})
