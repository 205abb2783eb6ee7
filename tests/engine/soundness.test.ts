import { describe, expect, it } from 'vitest'
import { checkProcess } from '#engine'
import { diagram, flows, model } from './diagram.ts'

const found = async (elements: string, flowText: string) => checkProcess(await model(diagram(elements, flowText)))
const codes = async (elements: string, flowText: string) =>
  (await found(elements, flowText)).map(({ code, node }) => `${node}: ${code}`)

const branches = (split: string, join: string) =>
  `<startEvent id="start"/><${split} id="split"/><userTask id="a" name="核查"/><userTask id="b"/><${join} id="join"/>
   <userTask id="after"/><endEvent id="end"/>`
const flowText = 'start -> split -> a -> join -> after -> end\nsplit -> b -> join'
const chosen = 'start -> split\nsplit -> a [=x]\nsplit -> b [default]\na -> join -> after -> end\nb -> join'

describe('checking that a process comes to its end', () => {
  it.each([
    ['parallelGateway', 'parallelGateway', flowText],
    ['exclusiveGateway', 'exclusiveGateway', chosen],
    ['inclusiveGateway', 'inclusiveGateway', chosen],
  ])('finds nothing where %s and %s match', async (split, join, text) => {
    expect(await codes(branches(split, join), text)).toEqual([])
  })

  it('finds a parallel join behind an exclusive split, and says the way there', async () => {
    const findings = await found(branches('exclusiveGateway', 'parallelGateway'), chosen)
    expect(findings[0]).toMatchObject({ severity: 'warning', code: 'join-never-fires', node: 'join' })
    expect(findings[0]?.message['zh-CN']).toContain('start → split → 核查')
  })

  it('finds what never runs behind it, and says how far the process comes', async () => {
    const [, dead] = await found(branches('exclusiveGateway', 'parallelGateway'), chosen)
    expect(dead).toMatchObject({ severity: 'warning', code: 'never-runs', node: 'after' })
    expect(dead?.message).toMatchObject({
      'zh-CN': expect.stringContaining('start → split → 核查'),
      en: expect.stringContaining('comes no further than: start → split'),
    })
  })

  it('finds a loop that no way leads out of, and says the way into it', async () => {
    const elements = `<startEvent id="start"/><exclusiveGateway id="in"/><userTask id="a"/><userTask id="b"/>`
    const findings = await found(elements, 'start -> in -> a -> b -> in')
    expect(findings).toMatchObject([{ severity: 'warning', code: 'never-ends' }])
    expect(findings[0]?.message.en).toContain('start')
  })

  it('lets a loop go on for ever that an event breaks off', async () => {
    const loop = `<startEvent id="i"/><exclusiveGateway id="m"/><userTask id="a"/>${flows('i -> m -> a -> m')}`
    const elements = `<startEvent id="start"/><subProcess id="sub">${loop}</subProcess><endEvent id="end"/>
      <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>`
    expect(await codes(elements, 'start -> sub -> end\nlate -> end')).toEqual([])
  })

  it('finds an exclusive join behind a parallel split, where what follows would run twice', async () => {
    expect(await codes(branches('parallelGateway', 'exclusiveGateway'), flowText)).toEqual(['after: runs-twice'])
  })

  it('finds a parallel join inside its own loop', async () => {
    const elements = `<startEvent id="start"/><parallelGateway id="join"/><userTask id="a"/><exclusiveGateway id="again"/><endEvent id="end"/>`
    expect(await codes(elements, 'start -> join -> a -> again\nagain -> join [=x]\nagain -> end [default]')).toEqual([
      'join: join-never-fires',
      'a: never-runs',
    ])
  })

  it('looks into sub-processes, and at boundary events', async () => {
    const inside = branches('exclusiveGateway', 'parallelGateway')
      .replaceAll('id="', 'id="s-')
      .replace('id="s-split"', 'id="s-split" default="s-split_s-b"')
    const text = chosen.replace(/\[default\]/, '').replace(/(start|split|join|after|end|\ba\b|\bb\b)/g, 's-$1')
    expect(
      await codes(
        `<startEvent id="i"/><subProcess id="sub">${inside}${flows(text)}</subProcess><endEvent id="o"/>`,
        'i -> sub -> o',
      ),
    ).toEqual(['s-join: join-never-fires', 's-after: never-runs'])
    const boundary = `${branches('parallelGateway', 'parallelGateway')}<boundaryEvent id="late" attachedToRef="a">
      <timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="other"/>`
    expect(await codes(boundary, `${flowText}\nlate -> other`)).toEqual(['join: join-never-fires'])
  })

  it('takes a reminder that runs beside its task for nothing strange', async () => {
    const elements = `<startEvent id="start"/><userTask id="work"/><boundaryEvent id="late" attachedToRef="work" cancelActivity="false">
      <timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><userTask id="remind"/>
      <exclusiveGateway id="again"/><endEvent id="end"/><endEvent id="reminded"/>`
    const text = 'start -> work -> again\nagain -> work [=x]\nagain -> end [default]\nlate -> remind -> reminded'
    expect(await codes(elements, text)).toEqual([])
  })

  it('finds a loop that never waits', async () => {
    const elements = `<startEvent id="start"/><task id="a"/><exclusiveGateway id="again"/><endEvent id="end"/>`
    expect(await codes(elements, 'start -> a -> again\nagain -> a [=x]\nagain -> end [default]')).toEqual([
      'a: loop-without-wait',
    ])
  })

  it('takes a bounded time for a process of many branches', async () => {
    const many = Array.from({ length: 16 }, (_, index) => index)
    const elements = `<startEvent id="start"/><parallelGateway id="fork"/>${many.map((index) => `<userTask id="t${index}"/>`).join('')}
      <parallelGateway id="join"/><endEvent id="end"/>`
    const text = ['start -> fork', ...many.map((index) => `fork -> t${index} -> join`), 'join -> end'].join('\n')
    expect(await codes(elements, text)).toEqual([])
  })
})
