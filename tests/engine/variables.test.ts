import { describe, expect, it } from 'vitest'
import { checkVariables } from '#engine'
import { process } from './diagram.ts'

const elements = `<startEvent id="start"><extensionElements><zeebe:formDefinition formId="f"/></extensionElements></startEvent>
  <userTask id="fill"><extensionElements><zeebe:assignmentDefinition assignee="=worker"/></extensionElements></userTask>
  <scriptTask id="reckon"><extensionElements><zeebe:script expression="=sum(for h in hazards return h.points)" resultVariable="points"/>
    <zeebe:ioMapping><zeebe:output source="=points" target="risk.points"/></zeebe:ioMapping></extensionElements></scriptTask>
  <exclusiveGateway id="bad"/><task id="each"><multiInstanceLoopCharacteristics><extensionElements>
    <zeebe:loopCharacteristics inputCollection="=hazards" inputElement="hazard" outputCollection="fixed" outputElement="=hazard.id"/></extensionElements>
    <completionCondition>=numberOfCompletedInstances > limit</completionCondition></multiInstanceLoopCharacteristics></task><endEvent id="end"/>`
const flow =
  'start -> fill -> reckon -> bad\nbad -> each [=risk.points > 3 and pionts > 0]\nbad -> end [default]\neach -> end'

const unknown = async (known: string[] = []) =>
  checkVariables(await process(elements, flow), { known }).map(({ node, message }) => `${node}: ${message.en}`)

describe('a process is checked for variables', () => {
  it('that nothing gives, each with the element that reads it', async () => {
    expect(await unknown(['worker', 'hazards'])).toEqual([
      'each: Nothing gives the variable "limit"',
      'bad_each: Nothing gives the variable "pionts"',
    ])
  })

  it('which others may say that they give', async () => {
    expect(await unknown(['worker', 'hazards', 'limit', 'pionts'])).toEqual([])
    expect(await unknown()).toHaveLength(5)
  })

  it('by warnings that show the place', async () => {
    const [, typo] = checkVariables(await process(elements, flow), { known: ['worker', 'hazards'] })
    expect(typo).toMatchObject({ severity: 'warning', code: 'variable-unknown', position: { from: 21, to: 27 } })
  })

  it('but not for those that an expression asks for', async () => {
    const asking = await process(
      '<startEvent id="start"/><exclusiveGateway id="g"/><endEvent id="a"/><endEvent id="b"/>',
      'start -> g\ng -> a [=is defined(reason) or get or else(count, 0) > 1]\ng -> b [default]',
    )
    expect(checkVariables(asking)).toEqual([])
  })
})
