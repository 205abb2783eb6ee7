import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const elements = `
  <startEvent id="start"/><exclusiveGateway id="size"/>
  <userTask id="big"/><userTask id="huge"/><userTask id="small"/><endEvent id="end"/>`
const sized = await process(
  elements,
  `start -> size
   size -> big [=人数 > 3]
   size -> huge [=人数 > 30]
   size -> small [default]
   big -> end
   huge -> end
   small -> end`,
)

describe('an exclusive gateway', () => {
  it('takes the first flow in document order whose condition holds', () => {
    expect(play(sized, { 人数: 99 }).open).toEqual(['big'])
  })

  it('takes the default where no condition holds', () => {
    expect(play(sized, { 人数: 1 }).open).toEqual(['small'])
  })

  it('stops with an incident where a variable is missing, rather than taking it for false', () => {
    const stuck = play(sized)
    expect(stuck.incidents).toEqual(['size: condition-variable-missing'])
    expect(stuck.open).toEqual([])
  })

  it('stops with an incident where a condition is neither true nor false', async () => {
    const odd = await process(
      `<startEvent id="start"/><exclusiveGateway id="size"/><endEvent id="end"/>`,
      'start -> size -> end [=size]',
    )
    expect(play(odd, { size: 'big' }).incidents).toEqual(['size: condition-not-boolean'])
  })

  it('goes on when the variable is set and the incident retried', () => {
    const mended = play(sized)
      .send({ type: 'setVariables', variables: { 人数: 5 } })
      .retry('size')
    expect(mended.open).toEqual(['big'])
    expect(mended.incidents).toEqual([])
  })

  it('stops with an incident where nothing holds and there is no default', async () => {
    const strict = await process(
      elements.replace('<userTask id="small"/>', ''),
      `
      start -> size
      size -> big [=n > 3]
      size -> huge [=n > 30]
      big -> end
      huge -> end`,
    )
    expect(play(strict, { n: 1 }).incidents).toEqual(['size: no-flow-holds'])
  })
})
