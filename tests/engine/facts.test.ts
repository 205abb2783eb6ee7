import { describe, expect, it } from 'vitest'
import { compile, processFacts, readDmn } from '#engine'
import { model, process } from './diagram.ts'

describe('what others know of a process', () => {
  it('names the processes it calls', async () => {
    const calling = await process(
      `<startEvent id="start"/><callActivity id="sub"><extensionElements><zeebe:calledElement processId="inspection"/></extensionElements></callActivity>
       <callActivity id="any"><extensionElements><zeebe:calledElement processId="=which"/></extensionElements></callActivity><endEvent id="end"/>`,
      'start -> sub -> any -> end',
    )
    expect(processFacts(calling).calledProcesses).toEqual([{ id: 'inspection', elementId: 'sub' }])
  })

  it('names its flows in both languages', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gezhi="urn:gezhi:bpmn:1.0" targetNamespace="urn:test">
      <process id="p" isExecutable="true"><startEvent id="start"/><endEvent id="end"/>
      <sequenceFlow id="f" name="通过" gezhi:nameEn="Passed" sourceRef="start" targetRef="end"/></process></definitions>`
    expect(processFacts(compile(await model(xml))).titles.get('f')).toEqual({ 'zh-CN': '通过', en: 'Passed' })
  })

  it('and of a decision keeps its English name', async () => {
    const { decisions } = await readDmn(`<?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:gezhi="urn:gezhi:bpmn:1.0" id="d" name="d" namespace="urn:test">
      <decision id="risk" name="风险" gezhi:nameEn="Risk"><literalExpression id="l"><text>1</text></literalExpression></decision></definitions>`)
    expect(decisions.risk?.name).toEqual({ 'zh-CN': '风险', en: 'Risk' })
  })
})
