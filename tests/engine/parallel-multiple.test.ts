import { describe, expect, it } from 'vitest'
import { checkProcess, eventStarts, start, step } from '#engine'
import { morning, type Played, play, starts } from '../support/steps.ts'
import { diagram, flows, model, process } from './diagram.ts'

const roots = `<message id="m-report" name="report"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>
  <message id="m-photo" name="photo"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>
  <error id="broken" errorCode="BROKEN"/>`
const message = (id: string) => `<messageEventDefinition messageRef="m-${id}"/>`
const every = (cycle: string) => `<timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition>`

/** Delivers to whatever waits at `element` for a message of that name. */
function bring(played: Played, element: string, name: string): Played {
  const found = Object.entries(played.state.subscriptions).find(
    ([, each]) => each.at === element && each.kind === 'message' && each.name === name,
  )
  if (!found) throw new Error(`Nobody waits at ${element} for ${name}`)
  return played.send({ type: 'deliver', subscriptionId: found[0], variables: { [name]: true } })
}

describe('a parallel multiple start event (BPMN 2.0.2, table 10.84)', () => {
  const starting = process(
    `<startEvent id="both" parallelMultiple="true">${message('report')}${message('photo')}</startEvent><userTask id="look"/><endEvent id="end"/>
     <subProcess id="late" triggeredByEvent="true"><startEvent id="hour"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent></subProcess>`,
    'both -> look -> end',
    { roots },
  )
  const begun = async (trigger: number, variables = { no: 7 } as object) =>
    starts(await starting, {
      type: 'start',
      at: morning,
      instanceId: 'i',
      variables: { ...variables },
      startEventId: 'both',
      trigger,
    })

  it('is begun by either of its events, and says which', async () => {
    expect(eventStarts(await starting, morning)).toEqual([
      { kind: 'message', elementId: 'both', name: 'report', trigger: 0 },
      { kind: 'message', elementId: 'both', name: 'photo', trigger: 1 },
    ])
  })

  it('waits for the other one, by the key of what has come', async () => {
    const { effects } = await begun(1)
    expect(effects).toMatchObject([{ type: 'subscribe', name: 'report', correlationKey: '7' }])
  })

  it('goes on when all have come; only then its event sub-processes watch', async () => {
    const { state, effects } = await begun(0)
    const subscribed = effects.find((effect) => effect.type === 'subscribe')
    const all = play(await starting, { no: 7 }, 'both')
    expect(all.open).toEqual(['look'])
    expect(effects.some(({ type }) => type === 'setTimer')).toBe(false)
    const gone = step(await starting, state, {
      type: 'deliver',
      at: morning,
      subscriptionId: subscribed!.subscriptionId,
      variables: {},
    })
    expect(gone.effects.map(({ type }) => type)).toEqual(expect.arrayContaining(['openTask', 'setTimer']))
  })

  it('without a key stops with an incident that can be mended', async () => {
    const { state, effects } = await begun(0, {})
    const raised = effects.find((effect) => effect.type === 'raiseIncident')
    expect(raised).toMatchObject({ elementId: 'both', code: 'correlation-key-missing' })
    const set = step(await starting, state, { type: 'setVariables', at: morning, variables: { no: 1 } })
    const retried = step(await starting, set.state, {
      type: 'retryIncident',
      at: morning,
      incidentId: raised!.incidentId,
    })
    expect(retried.effects).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'subscribe', name: 'photo' })]),
    )
  })

  it('goes on at once where it is begun as a whole', async () => {
    const { state } = start(await starting, {
      type: 'start',
      at: morning,
      instanceId: 'i',
      variables: {},
      startEventId: 'both',
    })
    expect(Object.values(state.tokens).map(({ at }) => at)).toEqual(['look'])
  })
})

describe('a parallel multiple event at the boundary (table 10.86)', () => {
  const attached = (cancel: boolean, triggers = message('report') + message('photo')) =>
    process(
      `<startEvent id="s"/><userTask id="work"/><boundaryEvent id="both" attachedToRef="work" cancelActivity="${cancel}" parallelMultiple="true">${triggers}</boundaryEvent>
       <userTask id="after"/><endEvent id="e"/>`,
      's -> work -> e\nboth -> after',
      { roots },
    )

  it('interrupts when all have come, not before', async () => {
    const one = bring(play(await attached(true), { no: 1 }), 'both', 'photo')
    expect(one.open).toEqual(['work'])
    expect(bring(one, 'both', 'report').open).toEqual(['after'])
  })

  it('that does not interrupt waits for all of them again', async () => {
    const one = bring(play(await attached(false), { no: 1 }), 'both', 'photo')
    const both = bring(one, 'both', 'report')
    expect(both.open).toEqual(['work', 'after'])
    const again = bring(bring(both, 'both', 'report'), 'both', 'photo')
    expect(again.open).toEqual(['work', 'after', 'after'])
  })

  it('waits no more where a time among them does not come again', async () => {
    const once = `${message('report')}<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>`
    const both = bring(play(await attached(false, once), { no: 1 }).fire('both'), 'both', 'report')
    expect([both.open, both.timers, both.subscriptions]).toEqual([['work', 'after'], [], []])
    const cycle = bring(
      play(await attached(false, message('report') + every('R/PT1H')), { no: 1 }).fire('both'),
      'both',
      'report',
    )
    expect([cycle.timers, cycle.subscriptions]).toEqual([['both'], ['both']])
  })
})

describe('a parallel multiple start of an event sub-process (table 10.84)', () => {
  const watching = (interrupting: boolean) =>
    process(
      `<startEvent id="s"/><userTask id="work"/><endEvent id="e"/><subProcess id="on" triggeredByEvent="true">
        <startEvent id="both" isInterrupting="${interrupting}" parallelMultiple="true">${message('report')}${message('photo')}</startEvent><userTask id="after"/><endEvent id="done"/>${flows('both -> after -> done')}</subProcess>`,
      's -> work -> e',
      { roots },
    )

  it('begins it when all have come', async () => {
    const one = bring(play(await watching(true), { no: 1 }), 'both', 'report')
    expect(one.open).toEqual(['work'])
    expect(bring(one, 'both', 'photo').open).toEqual(['after'])
  })

  it('begins it again and again where it does not interrupt', async () => {
    let played = play(await watching(false), { no: 1 })
    for (const name of ['report', 'photo', 'photo', 'report']) played = bring(played, 'both', name)
    expect(played.open).toEqual(['work', 'after', 'after'])
  })
})

describe('checking a parallel multiple event', () => {
  it('refuses what cannot be waited for together with others', async () => {
    const xml = diagram(
      `<startEvent id="s"/><userTask id="work"/><boundaryEvent id="both" attachedToRef="work" parallelMultiple="true">${message('report')}<errorEventDefinition errorRef="broken"/></boundaryEvent><endEvent id="e"/>`,
      's -> work -> e\nboth -> e',
      roots,
    )
    const [finding] = checkProcess(await model(xml)).filter(({ severity }) => severity === 'error')
    expect(finding).toMatchObject({ code: 'parallel-multiple-trigger', node: 'both' })
  })
})
