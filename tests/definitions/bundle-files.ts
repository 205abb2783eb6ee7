import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bundle, type BundleFiles, readBundle, resolveRelease } from '#definitions'
import type { Finding } from '#findings'

/** The files of a bundle that ships. */
export function shippedFiles(id: string): Map<string, string> {
  const folder = join(import.meta.dirname, '../../definitions/bundles', id)
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
    }),
  )
}

export async function shippedBundle(id: string): Promise<Bundle> {
  return mustRead(shippedFiles(id))
}

export async function mustRead(files: BundleFiles): Promise<Bundle> {
  const { bundle, findings } = await readBundle(files)
  if (!bundle) throw new Error(JSON.stringify(findings, null, 1))
  return bundle
}

/** A small bundle without faults: one task whose form asks for a choice from a code list. */
export function visitFiles(changes: Readonly<Record<string, string | undefined>> = {}): Map<string, string> {
  const files: Record<string, string | undefined> = {
    'bundle.json': JSON.stringify({ id: 'visits', version: '1.2.0', title: { 'zh-CN': '走访' }, kind: 'module' }),
    'processes/visit.bpmn': visitProcess(),
    'forms/visit-report.form.json': JSON.stringify(visitForm),
    'decisions/urgency.dmn': urgency,
    'codelists/result.json': JSON.stringify(results),
    'roles/visitor.json': JSON.stringify({ id: 'visitor', title: { 'zh-CN': '走访员' } }),
    'scenarios/visited.json': JSON.stringify({
      id: 'visited',
      title: { 'zh-CN': '走访完成' },
      process: 'visit',
      actions: [
        { start: {} },
        { expect: { open: ['上门走访'] } },
        { complete: 'go', variables: { result: '1' } },
        { expect: { ended: true, variables: { urgent: false } } },
      ],
    }),
    ...changes,
  }
  return new Map(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])))
}

/** What is wrong with `visitFiles` after some changes, as a person would publish them. */
export async function findingsOf(changes: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const { bundle, findings } = await readBundle(visitFiles(changes))
  if (!bundle) return findings
  const resolved = await resolveRelease('330683', [bundle], [])
  return [...findings, ...resolved.findings]
}

export function visitProcess({
  form = 'visit-report',
  role = 'visitor',
  decision = 'urgency',
  body = '',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:gezhi="urn:gezhi:bpmn:1.0" id="d" targetNamespace="urn:test">
  <bpmn:process id="visit" name="走访" gezhi:nameEn="Visit" isExecutable="true">
    <bpmn:documentation>上门走访并填报结果。</bpmn:documentation>
    <bpmn:startEvent id="begin">
      <bpmn:extensionElements><gezhi:startableBy roles="visitor" /></bpmn:extensionElements>
      <bpmn:outgoing>f1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="go" name="上门走访" gezhi:nameEn="Visit">
      <bpmn:extensionElements>
        <zeebe:userTask />
        ${form ? `<zeebe:formDefinition formId="${form}" />` : ''}
        <zeebe:assignmentDefinition candidateGroups="${role}" />
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming>
      <bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:businessRuleTask id="judge" name="判断缓急">
      <bpmn:extensionElements><zeebe:calledDecision decisionId="${decision}" resultVariable="urgent" /></bpmn:extensionElements>
      <bpmn:incoming>f2</bpmn:incoming>
      <bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:businessRuleTask>
    <bpmn:endEvent id="done"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="go" />
    <bpmn:sequenceFlow id="f2" sourceRef="go" targetRef="judge" />
    <bpmn:sequenceFlow id="f3" sourceRef="judge" targetRef="done" />
    ${body}
  </bpmn:process>
</bpmn:definitions>`
}

const purpose = { 'zh-CN': '记录走访结果' }

export const visitForm = {
  id: 'visit-report',
  title: { 'zh-CN': '走访记录' },
  schema: {
    type: 'object',
    properties: { result: { type: 'string' } },
    required: ['result'],
    additionalProperties: false,
  },
  layout: [
    {
      kind: 'field',
      id: 'result',
      property: 'result',
      title: { 'zh-CN': '走访结果' },
      widget: 'choice',
      codeList: 'result',
      purpose,
      legalBasis: purpose,
      sensitivity: 'none',
    },
  ],
}

export const results = {
  id: 'result',
  title: { 'zh-CN': '走访结果' },
  codes: [
    { code: '1', title: { 'zh-CN': '正常' } },
    { code: '2', title: { 'zh-CN': '需要帮助' } },
    { code: '21', title: { 'zh-CN': '需要就医' }, parent: '2' },
  ],
}

const urgency = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
  <decision id="urgency" name="缓急"><literalExpression id="e"><text>result = "21"</text></literalExpression></decision>
</definitions>`
