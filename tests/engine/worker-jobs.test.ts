import { describe, expect, it } from 'vitest'
import { checkProcess, compile } from '#engine'
import { morning, play } from '../support/steps.ts'
import { diagram, model, process } from './diagram.ts'

const service = (attributes = '') =>
  `<startEvent id="start"/><serviceTask id="work" ${attributes}><extensionElements><zeebe:taskDefinition type="land.check"/>
   <zeebe:ioMapping><zeebe:input source="=owner.name" target="name"/></zeebe:ioMapping></extensionElements></serviceTask>
   <endEvent id="end"/>`
const flow = 'start -> work -> end'
const owner = { name: 'Li', phone: '138' }

describe('a job', () => {
  it('carries only what the inputs map, so that a worker is a stranger to the rest of the case', async () => {
    const asked = play(await process(service(), flow), { owner, note: 'private' })
    expect(asked.job('work').variables).toEqual({ name: 'Li' })
  })

  it('carries all that the task sees where the definition says so', async () => {
    const asked = play(await process(service('gezhi:jobVariables="all"'), flow), { owner, note: 'private' })
    expect(asked.job('work').variables).toEqual({ name: 'Li', owner, note: 'private' })
  })

  it('says how long to wait after each failure, on every try after an incident too', async () => {
    const asked = play(await process(service('gezhi:retryBackoff="PT30S, PT10M"'), flow), { owner })
    expect(asked.job('work').pauses).toEqual([30_000, 600_000])
    expect(asked.fail('work').retry('work').job('work').pauses).toEqual([30_000, 600_000])
    expect(play(await process(service(), flow), { owner }).job('work').pauses).toBeUndefined()
  })

  it.each(['soon', 'P1M', '-PT1S', 'P31D', 'PT1S,', Array(21).fill('PT1S').join()])(
    'has no back-off of "%s"',
    async (text) => {
      const found = checkProcess(await model(diagram(service(`gezhi:retryBackoff="${text}"`), flow)))
      expect(found.map(({ code, node }) => `${node}: ${code}`)).toEqual(['work: retry-backoff'])
    },
  )

  it('is given mapped variables or all, nothing else', async () => {
    const found = checkProcess(await model(diagram(service('gezhi:jobVariables="some"'), flow)))
    expect(found.map(({ code }) => code)).toEqual(['job-variables'])
  })
})

describe('history', () => {
  const later = morning + 5_000
  const left = (effects: ReturnType<typeof play>['effects']) =>
    effects.flatMap((effect) =>
      effect.type === 'history' && effect.what === 'left' ? [[effect.elementId, effect.since]] : [],
    )

  it('says since when a token had waited that goes on, and nothing where it only passed', async () => {
    const waited = play(
      await process(
        `<startEvent id="start"/><userTask id="ask"/><intermediateCatchEvent id="pause"><timerEventDefinition>
         <timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="end"/>`,
        'start -> ask -> pause -> end',
      ),
    )
    expect(left(waited.effects)).toEqual([['start', undefined]])
    const asked = waited.send({ type: 'completeTask', at: later, taskId: waited.task('ask').taskId, variables: {} })
    expect(left(asked.effects)).toEqual([['ask', morning]])
    expect(left(asked.fire('pause').effects)).toEqual([
      ['pause', later],
      ['end', undefined],
    ])
  })

  it('counts an activity that is done several times as one wait, from its beginning to its end', async () => {
    const signed = play(
      await process(
        `<startEvent id="start"/><userTask id="sign"><multiInstanceLoopCharacteristics>
         <loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>`,
        'start -> sign -> end',
      ),
    )
    const sign = (played: typeof signed) =>
      played.send({ type: 'completeTask', at: later, taskId: played.task('sign').taskId, variables: {} })
    const once = sign(signed)
    expect(left(once.effects)).toEqual([])
    expect(left(sign(once).effects)).toContainEqual(['sign', morning])
  })

  it('is kept in full, or at the level that the process names', async () => {
    const levelOf = async (attribute: string) => {
      const xml = diagram('<startEvent id="s"/><endEvent id="e"/>', 's -> e')
      return model(xml.replace('<process id="p"', `<process id="p" ${attribute}`))
    }
    expect(compile(await levelOf('')).historyLevel).toBe('full')
    expect(compile(await levelOf('gezhi:historyLevel="audit"')).historyLevel).toBe('audit')
    expect(checkProcess(await levelOf('gezhi:historyLevel="nothing"')).map(({ code }) => code)).toEqual([
      'history-level',
    ])
  })
})
