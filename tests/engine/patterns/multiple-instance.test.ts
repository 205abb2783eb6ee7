import { describe, expect, it } from 'vitest'
import { type Played, play } from '../../support/steps.ts'
import { flows, process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'
const completeAll = (from: Played, ...ids: string[]) => ids.reduce((now, id) => now.complete(id), from)

const cardinality = (count: string, more = '') =>
  `<multiInstanceLoopCharacteristics><loopCardinality>${count}</loopCardinality>${more}</multiInstanceLoopCharacteristics>`
const forEachHouse = (more = '') =>
  `<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=houses" inputElement="house"/>
   </extensionElements>${more}</multiInstanceLoopCharacteristics>`
const visiting = (loop: string) =>
  process(`${ends}<userTask id="visit">${loop}</userTask>${tasks('after')}`, 'start -> visit -> after -> end')
const script = (id: string, expression: string, result: string) =>
  `<scriptTask id="${id}"><extensionElements><zeebe:script expression="${expression}" resultVariable="${result}"/></extensionElements></scriptTask>`
const condition = (id: string, text: string) =>
  `<boundaryEvent id="${id}" attachedToRef="visits" cancelActivity="false"><conditionalEventDefinition>
     <condition xsi:type="tFormalExpression">${text}</condition></conditionalEventDefinition></boundaryEvent>`
/** 加签: one run more, beside the one that has a task open. */
const add = (from: Played) => from.send({ type: 'addInstance', tokenId: from.task('visit').taskId, item: 'one more' })

/** A visit that counts itself when it is done. */
const counting = (loop: string) =>
  process(
    `${ends}<subProcess id="visits"><startEvent id="in"/><endEvent id="out"/>
       <subProcess id="each">${loop}<startEvent id="begin"/>${tasks('visit')}${script('count', '=done + 1', 'done')}<endEvent id="over"/>
         ${flows('begin -> visit -> count -> over')}</subProcess>${flows('in -> each -> out')}</subProcess>
     ${condition('enough', '=done >= wanted')}${tasks('after')}<endEvent id="rest"/>`,
    'start -> visits -> rest\nenough -> after -> end',
  )
describe('multiple instance patterns', () => {
  it('WCP-12 multiple instances without synchronization: more are begun while nothing waits for those that run', async () => {
    const notices = await process(
      `${ends}<exclusiveGateway id="merge"/>${tasks('decide', 'notify')}<parallelGateway id="fork"/><exclusiveGateway id="again"/>`,
      `start -> merge -> decide -> fork -> notify -> end
       fork -> again
       again -> merge [=more]
       again -> end [default]`,
    )
    const two = play(notices).complete('decide', { more: true }).complete('decide', { more: false })
    expect(two.open).toEqual(['notify', 'notify'])
    expect(completeAll(two, 'notify', 'notify').ended).toBe(true)
  })

  it('WCP-13 multiple instances with a priori design-time knowledge: the diagram says how many, and all are awaited', async () => {
    const three = play(await visiting(cardinality('3')))
    expect(three.open).toEqual(['visit', 'visit', 'visit'])
    expect(completeAll(three, 'visit', 'visit').open).toEqual(['visit'])
    expect(completeAll(three, 'visit', 'visit', 'visit').open).toEqual(['after'])
  })

  it('WCP-14 multiple instances with a priori run-time knowledge: data say how many when the activity begins', async () => {
    const two = play(await visiting(forEachHouse()), { houses: ['x', 'y'] })
    expect(two.open).toEqual(['visit', 'visit'])
    expect(completeAll(two, 'visit', 'visit').open).toEqual(['after'])
  })

  it('WCP-15 multiple instances without a priori run-time knowledge: more may be added as long as some run', async () => {
    const more = add(add(play(await visiting(forEachHouse()), { houses: ['x'] })))
    expect(more.open).toEqual(['visit', 'visit', 'visit'])
    const late = add(completeAll(more, 'visit', 'visit'))
    expect(late.open).toEqual(['visit', 'visit'])
    expect(completeAll(late, 'visit', 'visit').open).toEqual(['after'])
  })

  it('WCP-34 static partial join for multiple instances: what follows begins with the second of three, and the third goes on', async () => {
    const three = play(await counting(cardinality('3')), { done: 0, wanted: 2 })
    const enough = completeAll(three, 'visit', 'visit')
    expect(enough.open).toEqual(['visit', 'after'])
    expect(completeAll(enough, 'visit', 'after').ended).toBe(true)
  })

  it('WCP-35 cancelling partial join for multiple instances: the second of three takes the third away', async () => {
    const enough = '<completionCondition>=numberOfCompletedInstances >= 2</completionCondition>'
    const three = play(await visiting(cardinality('3', enough)))
    expect(three.complete('visit').open).toEqual(['visit', 'visit'])
    expect(completeAll(three, 'visit', 'visit').open).toEqual(['after'])
  })

  it('WCP-36 dynamic partial join for multiple instances: more are added while others run, and data decide how many are enough', async () => {
    const added = add(add(play(await counting(forEachHouse()), { houses: ['x'], done: 0, wanted: 3 })))
    expect(added.open).toEqual(['visit', 'visit', 'visit'])
    const changed = added.send({ type: 'setVariables', variables: { wanted: 2 } })
    const enough = completeAll(changed, 'visit', 'visit')
    expect(enough.open).toEqual(['visit', 'after'])
    expect(completeAll(enough, 'visit', 'after').ended).toBe(true)
  })
})
