import { describe, expect, it } from 'vitest'
import { AddInstanceNotPossibleError } from '#engine'
import { play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const multi = (attributes: string, completion = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}><extensionElements><zeebe:loopCharacteristics inputCollection="=units"
     inputElement="unit" outputCollection="answers" outputElement="=answer"/></extensionElements>${completion}</multiInstanceLoopCharacteristics>`
const asking = (loop: string) =>
  process(
    `<startEvent id="start"/><userTask id="ask"><extensionElements><zeebe:assignmentDefinition candidateGroups="=[unit]"/></extensionElements>${loop}</userTask>
     <boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
     <userTask id="after"/><userTask id="hurry"/><endEvent id="end"/>`,
    'start -> ask -> after -> end\nlate -> hurry -> end',
  )
const units = ['fire', 'housing', 'police']

describe('a multi-instance activity', () => {
  it('in parallel opens one for each item and gathers the results in the order of the items', async () => {
    const asked = play(await asking(multi('')), { units })
    expect(asked.open).toEqual(['ask', 'ask', 'ask'])
    const roles = asked.effects.flatMap((effect) => (effect.type === 'openTask' ? effect.candidateRoles : []))
    expect(roles).toEqual(units)
    const [first, second, third] = asked.effects.flatMap((effect) =>
      effect.type === 'openTask' ? [effect.taskId] : [],
    )
    const answer = (from: typeof asked, taskId: string, value: string) =>
      from.send({ type: 'completeTask', taskId, variables: { answer: value } })
    const done = answer(answer(answer(asked, third!, 'c'), first!, 'a'), second!, 'b')
    expect(done.open).toEqual(['after'])
    expect(done.variables.answers).toEqual(['a', 'b', 'c'])
    expect(done.variables).not.toHaveProperty('answer')
  })

  it('may name its collections by the attributes of the standard (table 10.29)', async () => {
    const loop = `<multiInstanceLoopCharacteristics><loopDataInputRef>in</loopDataInputRef><loopDataOutputRef>out</loopDataOutputRef>
      <inputDataItem id="each" name="unit"/><outputDataItem id="result" name="answer"/></multiInstanceLoopCharacteristics>`
    const data = `<ioSpecification><dataInput id="in"/><dataOutput id="out"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet>
      <outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
      <dataInputAssociation><sourceRef>unitList</sourceRef><targetRef>in</targetRef></dataInputAssociation>
      <dataOutputAssociation><sourceRef>out</sourceRef><targetRef>answerList</targetRef></dataOutputAssociation>`
    const asked = play(
      await process(
        `<startEvent id="start"/><dataObject id="d1"/><dataObject id="d2"/><dataObjectReference id="unitList" name="units" dataObjectRef="d1"/>
         <dataObjectReference id="answerList" name="answers" dataObjectRef="d2"/>
         <userTask id="ask"><extensionElements><zeebe:assignmentDefinition candidateGroups="=[unit]"/></extensionElements>${data}${loop}</userTask>
         <userTask id="after"/><endEvent id="end"/>`,
        'start -> ask -> after -> end',
      ),
      { units: ['fire', 'police'] },
    )
    expect(asked.effects.flatMap((effect) => (effect.type === 'openTask' ? effect.candidateRoles : []))).toEqual([
      'fire',
      'police',
    ])
    const done = asked.complete('ask', { answer: 1 }).complete('ask', { answer: 2 })
    expect(done.open).toEqual(['after'])
    expect(done.variables.answers).toEqual([1, 2])
  })

  it('in sequence opens one after the other', async () => {
    const first = play(await asking(multi('isSequential="true"')), { units: ['a', 'b'] })
    expect(first.open).toEqual(['ask'])
    const second = first.complete('ask', { answer: 1 })
    expect(second.open).toEqual(['ask'])
    expect(second.task('ask').candidateRoles).toEqual(['b'])
    expect(second.complete('ask', { answer: 2 }).variables.answers).toEqual([1, 2])
  })

  it('with nothing to go through is passed at once', async () => {
    const empty = play(await asking(multi('')), { units: [] })
    expect(empty.open).toEqual(['after'])
    expect(empty.variables.answers).toEqual([])
  })

  it('ends early where its completion condition holds, and takes the rest away', async () => {
    const enough = '<completionCondition>=numberOfCompletedInstances >= 2</completionCondition>'
    const asked = play(await asking(multi('', enough)), { units })
    expect(asked.complete('ask', { answer: 1 }).complete('ask', { answer: 2 }).open).toEqual(['after'])
  })

  it('has the events at its boundary once, and they take all of it away', async () => {
    const asked = play(await asking(multi('')), { units })
    expect(asked.timers).toEqual(['late'])
    expect(asked.fire('late').open).toEqual(['hurry'])
  })

  it('stops with an incident where its collection is no list', async () => {
    expect(play(await asking(multi('')), { units: 'fire' }).incidents).toEqual(['ask: loop-collection'])
  })

  it('may be a sub-process whose runs do not see each other’s items', async () => {
    const visits = await process(
      `<startEvent id="start"/><subProcess id="visit"><startEvent id="in"/><userTask id="go"/><endEvent id="out"/>
        ${flows('in -> go -> out')}${multi('')}</subProcess><endEvent id="end"/>`,
      'start -> visit -> end',
    )
    const open = play(visits, { units: ['x', 'y'] })
    expect(open.open).toEqual(['go', 'go'])
    expect(open.complete('go', { answer: 1 }).complete('go', { answer: 2 }).ended).toBe(true)
  })
})

describe('a multi-instance activity that goes on', () => {
  const more = (from: ReturnType<typeof play>, item?: unknown) =>
    from.send({ type: 'addInstance', tokenId: from.task('ask').taskId, item })

  it('takes one run more at once where its runs are parallel', async () => {
    const added = more(play(await asking(multi('')), { units: ['fire'] }), 'police')
    expect(added.open).toEqual(['ask', 'ask'])
    expect(added.effects.flatMap((effect) => (effect.type === 'openTask' ? effect.candidateRoles : []))).toEqual([
      'police',
    ])
    const done = added.complete('ask', { answer: 1 }).complete('ask', { answer: 2 })
    expect([done.open, done.variables.answers]).toEqual([['after'], [1, 2]])
  })

  it('takes it after the others where they are in sequence', async () => {
    const added = more(play(await asking(multi('isSequential="true"')), { units: ['fire'] }), 'police')
    expect(added.open).toEqual(['ask'])
    const second = added.complete('ask', { answer: 1 })
    expect(second.task('ask').candidateRoles).toEqual(['police'])
    expect(second.complete('ask', { answer: 2 }).variables.answers).toEqual([1, 2])
  })

  it('takes it by a task that lies deeper in one of its runs', async () => {
    const visits = await process(
      `<startEvent id="start"/><subProcess id="visit"><startEvent id="in"/><userTask id="ask"/><endEvent id="out"/>
        ${flows('in -> ask -> out')}${multi('')}</subProcess><endEvent id="end"/>`,
      'start -> visit -> end',
    )
    const added = more(play(visits, { units: ['x'] }), 'y')
    expect(added.open).toEqual(['ask', 'ask'])
    expect(added.complete('ask').complete('ask').ended).toBe(true)
  })

  it('takes none where no such activity is going on', async () => {
    const after = play(await asking(multi('')), { units: [] })
    const add = () => after.send({ type: 'addInstance', tokenId: after.task('after').taskId })
    expect(add).toThrow(AddInstanceNotPossibleError)
    expect(() => after.send({ type: 'addInstance', tokenId: '99' })).toThrow(AddInstanceNotPossibleError)
  })
})

describe('a standard loop', () => {
  const again = (attributes: string, condition: string) =>
    process(
      `<startEvent id="start"/><userTask id="work"><standardLoopCharacteristics ${attributes}>
         <loopCondition>${condition}</loopCondition></standardLoopCharacteristics></userTask><endEvent id="end"/>`,
      'start -> work -> end',
    )

  it('does the work again as long as its condition holds', async () => {
    const once = play(await again('', '=not(ok)'))
    expect(once.complete('work', { ok: false }).open).toEqual(['work'])
    expect(once.complete('work', { ok: false }).complete('work', { ok: true }).ended).toBe(true)
  })

  it('that tests before may not run at all', async () => {
    expect(play(await again('testBefore="true"', '=false')).ended).toBe(true)
  })

  it('ends at its maximum', async () => {
    const twice = play(await again('loopMaximum="2"', '=true')).complete('work')
    expect(twice.complete('work').ended).toBe(true)
  })
})
