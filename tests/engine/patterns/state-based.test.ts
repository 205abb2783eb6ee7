import { describe, expect, it } from 'vitest'
import { play } from '../../support/steps.ts'
import { process } from '../diagram.ts'

const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const ends = '<startEvent id="start"/><endEvent id="end"/>'
const whenever = (text: string) =>
  `<conditionalEventDefinition><condition xsi:type="tFormalExpression">${text}</condition></conditionalEventDefinition>`
const catching = (id: string, definition: string) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`
const script = (id: string, expression: string, result: string) =>
  `<scriptTask id="${id}"><extensionElements><zeebe:script expression="${expression}" resultVariable="${result}"/></extensionElements></scriptTask>`
const message = '<messageEventDefinition messageRef="reply"/>'
const roots = '<message id="reply" name="reply"/>'

/** A task that no other one of its kind runs beside: it becomes the holder where there is none, or waits until there is none. */
const exclusive = (id: string) =>
  `<exclusiveGateway id="${id}-try"/>${script(`${id}-take`, `=if holder = null then &quot;${id}&quot; else holder`, 'holder')}
   <exclusiveGateway id="${id}-mine"/>${catching(`${id}-wait`, whenever('=holder = null'))}${tasks(id)}${script(`${id}-give`, '=null', 'holder')}`
const exclusiveFlows = (id: string, next = 'end') => `${id}-try -> ${id}-take -> ${id}-mine
  ${id}-mine -> ${id} [=holder = "${id}"]
  ${id}-mine -> ${id}-wait [default]
  ${id}-wait -> ${id}-try
  ${id} -> ${id}-give -> ${next}`

describe('state-based patterns', () => {
  it('WCP-16 deferred choice: the branch is chosen by what happens first, and the others are withdrawn', async () => {
    const race = await process(
      `${ends}<eventBasedGateway id="race"/>${catching('answered', message)}
       ${catching('late', '<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>')}${tasks('file', 'remind')}`,
      'start -> race -> answered -> file -> end\nrace -> late -> remind -> end',
      { roots },
    )
    const waiting = play(race)
    expect(waiting.deliver('answered').open).toEqual(['file'])
    expect(waiting.deliver('answered').timers).toEqual([])
    expect(waiting.fire('late').open).toEqual(['remind'])
    expect(waiting.fire('late').subscriptions).toEqual([])
  })

  it('WCP-17 interleaved parallel routing: in the order that people choose, one at a time, each after those it must follow', async () => {
    const names = ['measure', 'draw', 'ask']
    const chosen = names.map((id) => catching(`${id}-chosen`, `<messageEventDefinition messageRef="${id}-message"/>`))
    const survey = await process(
      `${ends}<parallelGateway id="fork"/><parallelGateway id="join"/>${chosen.join('')}${names.map(exclusive).join('')}${tasks('after')}`,
      `start -> fork -> measure-chosen -> measure-try
       fork -> ask-chosen -> ask-try
       draw-chosen -> draw-try
       ${exclusiveFlows('measure', 'draw-chosen')}
       ${exclusiveFlows('draw', 'join')}
       ${exclusiveFlows('ask', 'join')}
       join -> after -> end`,
      { roots: names.map((id) => `<message id="${id}-message" name="${id}"/>`).join('') },
    )
    const first = play(survey, { holder: null })
    expect(first.subscriptions).toEqual(['measure-chosen', 'ask-chosen'])
    const asking = first.deliver('ask-chosen').deliver('measure-chosen')
    expect(asking.open).toEqual(['ask'])
    const measuring = asking.complete('ask')
    expect(measuring.open).toEqual(['measure'])
    const drawing = measuring.complete('measure').deliver('draw-chosen')
    expect(drawing.open).toEqual(['draw'])
    expect(drawing.complete('draw').open).toEqual(['after'])
    expect(first.deliver('measure-chosen').deliver('ask-chosen').open).toEqual(['measure'])
  })

  it('WCP-18 milestone: a task can be done only while the case is in a certain state', async () => {
    const objection = await process(
      `${ends}<parallelGateway id="fork"/>${tasks('publish', 'decide', 'object')}
       ${script('open', '=true', 'published')}${script('close', '=false', 'published')}
       ${catching('reached', whenever('=published'))}
       <boundaryEvent id="expired" attachedToRef="object">${whenever('=not(published)')}</boundaryEvent><endEvent id="gone"/>`,
      `start -> fork -> publish -> open -> decide -> close -> end
       fork -> reached -> object -> end
       expired -> gone`,
    )
    const before = play(objection, { published: false })
    expect(before.open).toEqual(['publish'])
    const during = before.complete('publish')
    expect(during.open).toEqual(['decide', 'object'])
    expect(during.complete('object').open).toEqual(['decide'])
    const past = during.complete('decide')
    expect(past.open).toEqual([])
    expect(past.ended).toBe(true)
  })

  it('WCP-39 critical section: of two parts of a process only one is active at a time', async () => {
    const section = await process(
      `${ends}<parallelGateway id="fork"/>${exclusive('a')}${exclusive('b')}`,
      `start -> fork -> a-try
       fork -> b-try
       ${exclusiveFlows('a')}
       ${exclusiveFlows('b')}`,
    )
    const first = play(section, { holder: null })
    expect(first.open).toHaveLength(1)
    const [one] = first.open
    const second = first.complete(one!)
    expect(second.open).toEqual([one === 'a' ? 'b' : 'a'])
    expect(second.complete(second.open[0]!).ended).toBe(true)
  })

  it('WCP-40 interleaved routing: each of several tasks is done once, in some order, one at a time', async () => {
    const checks = await process(
      `${ends}<adHocSubProcess id="any" ordering="Sequential">${tasks('a', 'b', 'c')}</adHocSubProcess>${tasks('after')}`,
      'start -> any -> after -> end',
    )
    let now = play(checks)
    const done: string[] = []
    while (!now.open.includes('after')) {
      expect(now.open).toHaveLength(1)
      done.push(now.open[0]!)
      now = now.complete(now.open[0]!)
    }
    expect(done.toSorted()).toEqual(['a', 'b', 'c'])
  })
})
