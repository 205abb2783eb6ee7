import { describe, expect, it } from 'vitest'
import { checkProcess } from '#engine'
import { play } from '../support/steps.ts'
import { diagram, model, process } from './diagram.ts'

const flow = (attributes: string) =>
  process(
    `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
     <userTask id="sum" ${attributes}/><userTask id="after"/><endEvent id="end"/>`,
    'start -> fork -> a -> sum -> after -> end\nfork -> b -> sum\nfork -> c -> sum',
  )

describe('the start quantity of an activity', () => {
  it('lets it begin when as many tokens have come, over whatever flows', async () => {
    const one = play(await flow('startQuantity="3"'))
      .complete('a')
      .complete('b')
    expect(one.open).toEqual(['c'])
    const all = one.complete('c')
    expect(all.open).toEqual(['sum'])
    expect(all.complete('sum').complete('after').ended).toBe(true)
  })

  it('leaves tokens that are too few waiting, and they are taken away with the instance', async () => {
    const done = play(await flow('startQuantity="2"'))
      .complete('a')
      .complete('b')
      .complete('c')
      .complete('sum')
    expect(done.complete('after').ended).toBe(false)
    expect(done.send({ type: 'cancelInstance' }).ended).toBe(true)
  })
})

describe('the completion quantity of an activity', () => {
  it('gives as many tokens to each flow that is taken', async () => {
    const done = play(await flow('startQuantity="3" completionQuantity="2"'))
      .complete('a')
      .complete('b')
      .complete('c')
    const twice = done.complete('sum')
    expect(twice.open).toEqual(['after', 'after'])
    expect(twice.complete('after').complete('after').ended).toBe(true)
  })
})

it.each(['startQuantity="0"', 'completionQuantity="1000000"'])(
  'a quantity such as %s is refused',
  async (attributes) => {
    const xml = diagram(`<startEvent id="start"/><task id="t" ${attributes}/><endEvent id="end"/>`, 'start -> t -> end')
    expect(checkProcess(await model(xml)).map(({ code }) => code)).toContain('token-quantity')
  },
)
