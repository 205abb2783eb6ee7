import { describe, expect, it } from 'vitest'
import { findingsOf, visitProcess } from './bundle-files.ts'

/** The visit with a form at its start, so that everything it begins with is known, and a note that a script makes. */
const visit = (source: string, more = '') =>
  visitProcess({
    body: `<bpmn:scriptTask id="note"><bpmn:extensionElements><zeebe:script expression="=${source}" resultVariable="noted" /></bpmn:extensionElements>
      <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:scriptTask><bpmn:sequenceFlow id="f4" sourceRef="note" targetRef="done" />${more}`,
  })
    .replace('targetRef="done" />', 'targetRef="note" />')
    .replace('<bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>', '<bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>')
    .replace('<gezhi:startableBy', '<zeebe:formDefinition formId="visit-report" /><gezhi:startableBy')

const unknown = async (files: Record<string, string>) =>
  (await findingsOf(files)).filter(({ code }) => code === 'variable-unknown')

describe('variables of a release', () => {
  it('are known from forms, results and decisions', async () => {
    expect(await unknown({ 'processes/visit.bpmn': visit('result + string(urgent)') })).toEqual([])
  })

  it('that nothing gives are told at the element, with the name that was probably meant', async () => {
    expect(await unknown({ 'processes/visit.bpmn': visit('reslut') })).toEqual([
      {
        severity: 'warning',
        code: 'variable-unknown',
        file: 'processes/visit.bpmn',
        node: 'note',
        position: { from: 1, to: 7 },
        message: { 'zh-CN': '没有任何步骤给出变量“reslut”', en: 'Nothing gives the variable "reslut"' },
        remedy: { 'zh-CN': '是否应为“result”？', en: 'Did you mean "result"?' },
      },
    ])
  })

  it('are looked for in the decisions that are asked, too', async () => {
    const decision = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
      <decision id="urgency" name="缓急"><literalExpression id="e"><text>resilt = "21"</text></literalExpression></decision></definitions>`
    const [found] = await unknown({ 'processes/visit.bpmn': visit('result'), 'decisions/urgency.dmn': decision })
    expect(found).toMatchObject({
      node: 'judge',
      message: { en: expect.stringContaining('the decision "urgency" reads') },
    })
  })

  it('may come from a process that is called, or from who calls', async () => {
    const call = (id: string, calls: string) =>
      visit('result + other')
        .replace('id="visit"', `id="${id}"`)
        .replace('resultVariable="noted"', `resultVariable="${id === 'visit' ? 'noted' : 'other'}"`)
        .replace(
          '<bpmn:businessRuleTask id="judge" name="判断缓急">',
          `<bpmn:callActivity id="judge"><bpmn:extensionElements><zeebe:calledElement processId="${calls}" /></bpmn:extensionElements><!--`,
        )
        .replace('<bpmn:incoming>f2</bpmn:incoming>', '--><bpmn:incoming>f2</bpmn:incoming>')
        .replace('</bpmn:businessRuleTask>', '</bpmn:callActivity>')
    const alone = await unknown({ 'processes/visit.bpmn': visit('other') })
    const together = await unknown({
      'processes/visit.bpmn': call('visit', 'second'),
      'processes/second.bpmn': call('second', 'visit'),
    })
    expect([alone.length, together]).toEqual([1, []])
  })

  it('that a job may bring are told only where they look like a slip', async () => {
    const job = `<bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="x" /></bpmn:extensionElements></bpmn:serviceTask><bpmn:sequenceFlow id="f5" sourceRef="note" targetRef="work" /><bpmn:sequenceFlow id="f6" sourceRef="work" targetRef="done" />`
    const slip = await unknown({ 'processes/visit.bpmn': visit('reslut + weatherReport', job) })
    expect(slip.map(({ remedy }) => remedy.en)).toEqual(['Did you mean "result"?'])
  })
})
