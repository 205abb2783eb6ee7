import { describe, expect, it } from 'vitest'
import { CallNotActiveError } from '#engine'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const calling = (mapping = '', attributes = '') =>
  process(
    `<startEvent id="start"/><callActivity id="survey"><extensionElements>
       <zeebe:calledElement processId="special-survey" ${attributes}/>${mapping}</extensionElements></callActivity>
     <boundaryEvent id="failed" attachedToRef="survey"><errorEventDefinition errorRef="e"/></boundaryEvent>
     <boundaryEvent id="late" attachedToRef="survey"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
     <userTask id="after"/><userTask id="mend"/><userTask id="hurry"/><endEvent id="end"/>`,
    'start -> survey -> after -> end\nfailed -> mend -> end\nlate -> hurry -> end',
    { roots: '<error id="e" errorCode="NO_DATA"/>' },
  )
const ended = (from: ReturnType<typeof play>, variables = {}) =>
  from.send({ type: 'completeCall', callId: from.call('survey').callId, variables })

describe('a call activity', () => {
  it('starts the other process with what the caller sees, and takes back what it leaves', async () => {
    const called = play(await calling(), { topic: 'water' })
    expect(called.call('survey')).toMatchObject({ processId: 'special-survey', variables: { topic: 'water' } })
    const after = ended(called, { findings: 3 })
    expect(after.open).toEqual(['after'])
    expect(after.variables).toEqual({ topic: 'water', findings: 3 })
  })

  it('passes only what it maps, both ways, where it maps', async () => {
    const mapping =
      '<zeebe:ioMapping><zeebe:input source="=topic" target="about"/><zeebe:output source="=findings" target="result"/></zeebe:ioMapping>'
    const called = play(await calling(mapping), { topic: 'water', secret: 1 })
    expect(called.call('survey').variables).toEqual({ about: 'water' })
    expect(ended(called, { findings: 3, junk: 1 }).variables).toEqual({ topic: 'water', secret: 1, result: 3 })
  })

  it('catches an error that left the called process', async () => {
    const called = play(await calling())
    const thrown = called.send({
      type: 'throwFromCall',
      callId: called.call('survey').callId,
      kind: 'error',
      code: 'NO_DATA',
    })
    expect(thrown.open).toEqual(['mend'])
    expect(thrown.calls).toEqual([])
  })

  it('cancels the called process when it is interrupted, and refuses its late result', async () => {
    const called = play(await calling())
    const late = called.fire('late')
    expect(late.effects).toContainEqual(expect.objectContaining({ type: 'endCall', reason: 'cancelled' }))
    expect(() => late.send({ type: 'completeCall', callId: called.call('survey').callId, variables: {} })).toThrow(
      CallNotActiveError,
    )
  })
})
