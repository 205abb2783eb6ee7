import { describe, expect, it } from 'vitest'
import { checkProcess, eventStarts } from '#engine'
import { morning, play } from '../support/steps.ts'
import { diagram, model, process } from './diagram.ts'

const roots = `<message id="m-report" name="report"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>
  <message id="m-photo" name="photo"><extensionElements><zeebe:subscription correlationKey="=no"/></extensionElements></message>`
const names = (found: ReturnType<typeof eventStarts>) =>
  found.map((start) => [start.elementId, start.kind === 'timer' ? 'timer' : start.name])

describe('a receive task that instantiates', () => {
  const receiving = (more = '') =>
    process(
      `<receiveTask id="receive" instantiate="true" messageRef="m-report">${more}</receiveTask><userTask id="look"/><endEvent id="end"/>`,
      'receive -> look -> end',
      { roots },
    )

  it('is started by its message, without a start event', async () => {
    expect(names(eventStarts(await receiving(), morning))).toEqual([['receive', 'report']])
  })

  it('is done as soon as the instance begins', async () => {
    const begun = play(await receiving(), { no: 'A1' }, 'receive')
    expect(begun.open).toEqual(['look'])
    expect(begun.passed).toEqual(['receive'])
    expect(begun.subscriptions).toEqual([])
    expect(begun.complete('look').ended).toBe(true)
  })

  it('maps what the message brought', async () => {
    const mapped = await receiving(
      '<extensionElements><zeebe:ioMapping><zeebe:output source="=no" target="number"/></zeebe:ioMapping></extensionElements>',
    )
    expect(play(mapped, { no: 'A1' }, 'receive').variables.number).toBe('A1')
  })

  it('lets event sub-processes watch from the beginning', async () => {
    const watched = await process(
      `<receiveTask id="receive" instantiate="true" messageRef="m-report"/><userTask id="look"/><endEvent id="end"/>
       <subProcess id="late" triggeredByEvent="true"><startEvent id="after"><timerEventDefinition><timeDuration>=limit</timeDuration></timerEventDefinition></startEvent></subProcess>`,
      'receive -> look -> end',
      { roots },
    )
    expect(play(watched, { no: 1, limit: 'PT1H' }, 'receive').timers).toEqual(['after'])
    const stopped = play(watched, { no: 1 }, 'receive')
    expect(stopped.incidents).toEqual(['receive: timer-value'])
    const mended = stopped.send({ type: 'setVariables', variables: { limit: 'PT1H' } }).retry('receive')
    expect([mended.open, mended.timers]).toEqual([['look'], ['after']])
  })

  it('may not come after other steps', async () => {
    const wrong = diagram(
      '<startEvent id="start"/><userTask id="first"/><receiveTask id="receive" instantiate="true" messageRef="m-report"/><endEvent id="end"/>',
      'start -> first -> receive -> end',
      roots,
    )
    expect(checkProcess(await model(wrong)).map(({ code }) => code)).toContain('instantiating-not-first')
  })
})

describe('an event-based gateway that instantiates', () => {
  const gateway = (type: string) =>
    process(
      `<eventBasedGateway id="first" instantiate="true" eventGatewayType="${type}"/>
       <intermediateCatchEvent id="report"><messageEventDefinition messageRef="m-report"/></intermediateCatchEvent>
       <receiveTask id="photo" messageRef="m-photo"/><userTask id="look"/><userTask id="view"/><endEvent id="end"/>`,
      'first -> report -> look -> end\nfirst -> photo -> view -> end',
      { roots },
    )

  it('is started by each of its events', async () => {
    expect(names(eventStarts(await gateway('Exclusive'), morning))).toEqual([
      ['report', 'report'],
      ['photo', 'photo'],
    ])
  })

  it('when exclusive, goes on behind the event that happened and waits for no other', async () => {
    const begun = play(await gateway('Exclusive'), { no: 1 }, 'report')
    expect([begun.open, begun.subscriptions]).toEqual([['look'], []])
    expect(begun.passed).toEqual(['first', 'report'])
    expect(begun.complete('look').ended).toBe(true)
  })

  it('when parallel, waits in the same instance for the others too', async () => {
    const begun = play(await gateway('Parallel'), { no: 1 }, 'photo')
    expect([begun.open, begun.subscriptions]).toEqual([['view'], ['report']])
    expect(begun.subscription('report').correlationKey).toBe('1')
    const waiting = begun.complete('view')
    expect(waiting.ended).toBe(false)
    expect(waiting.deliver('report').complete('look').ended).toBe(true)
  })
})
