import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

describe('a loop that never waits', () => {
  it('stops with one incident though it multiplies its tokens, and other branches go on', async () => {
    const multiplying = await process(
      `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="beside"/><exclusiveGateway id="round"/>
       <parallelGateway id="double"/><scriptTask id="x"><extensionElements><zeebe:script expression="=1" resultVariable="n"/></extensionElements></scriptTask>
       <task id="y"/><endEvent id="end"/>`,
      'start -> fork -> beside -> end\nfork -> round -> double -> x -> round\ndouble -> y -> round',
    )
    const stopped = play(multiplying)
    expect(stopped.incidents).toEqual([expect.stringMatching(/step-budget$/)])
    expect(stopped.open).toEqual(['beside'])
    expect(stopped.send({ type: 'cancelInstance' }).ended).toBe(true)
  })

  it('stops with one incident through a sub-process too', async () => {
    const nested = await process(
      `<startEvent id="start"/><exclusiveGateway id="round"/><subProcess id="inner"><startEvent id="in"/></subProcess><task id="again"/>`,
      'start -> round -> inner -> again -> round',
    )
    expect(play(nested).incidents).toEqual([expect.stringMatching(/step-budget$/)])
  })
})
