import { describe, expect, it } from 'vitest'
import { checkProcess } from '#engine'
import { play } from '../support/steps.ts'
import { diagram, flows, model, process } from './diagram.ts'

const adHoc = (attributes: string, inside = '') =>
  `<startEvent id="start"/><adHocSubProcess id="any" ${attributes}><userTask id="a"/><userTask id="b"/><userTask id="b2"/><userTask id="c"/>
    ${inside}${flows('b -> b2')}</adHocSubProcess><userTask id="after"/><endEvent id="end"/>`
const flowText = 'start -> any -> after -> end'
const enough = '<completionCondition>=enough = true</completionCondition>'

describe('an ad-hoc sub-process', () => {
  it('offers every activity that no flow leads to, and ends when all are done', async () => {
    const open = play(await process(adHoc(''), flowText))
    expect(open.open).toEqual(['a', 'b', 'c'])
    const rest = open.complete('c').complete('b')
    expect(rest.open).toEqual(['a', 'b2'])
    expect(rest.complete('a').complete('b2').open).toEqual(['after'])
  })

  it('ends early where its completion condition holds, and takes the rest away', async () => {
    const open = play(await process(adHoc('', enough), flowText))
    expect(open.complete('c').open).toEqual(['a', 'b'])
    expect(open.complete('c', { enough: true }).open).toEqual(['after'])
  })

  it('leaves the rest to be done where it says so', async () => {
    const open = play(await process(adHoc('cancelRemainingInstances="false"', enough), flowText))
    const more = open.complete('c', { enough: true })
    expect(more.open).toEqual(['a', 'b'])
    expect(more.complete('a').complete('b').complete('b2').open).toEqual(['after'])
  })

  it('in sequence offers one after the other', async () => {
    const first = play(await process(adHoc('ordering="Sequential"'), flowText))
    expect(first.open).toEqual(['a'])
    const second = first.complete('a')
    expect(second.open).toEqual(['b'])
    expect(second.complete('b').complete('b2').open).toEqual(['c'])
  })

  it('offers only those that an expression names', async () => {
    const chosen = '<extensionElements><zeebe:adHoc activeElementsCollection="=todo"/></extensionElements>'
    const elements = adHoc('').replace('<userTask id="a"/>', `${chosen}<userTask id="a"/>`)
    const some = await process(elements, flowText)
    expect(play(some, { todo: ['c', 'a'] }).open).toEqual(['a', 'c'])
    expect(play(some, { todo: [] }).open).toEqual(['after'])
  })

  it('needs no start event', async () => {
    expect(checkProcess(await model(diagram(adHoc(''), flowText)))).toEqual([])
  })
})
