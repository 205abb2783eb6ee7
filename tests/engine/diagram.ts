import { type BpmnModel, type CompileOptions, compile, type Process, readBpmn } from '#engine'

/**
 * BPMN XML of one process. Elements are BPMN without prefix; each line of `flows` is a chain:
 * `start -> check -> good?`, `good? -> yes [=score > 1]` with a condition, `good? -> no [default]`.
 */
export function diagram(elements: string, flows = '', roots = ''): string {
  const edges = flows.split('\n').flatMap(chain)
  const defaults = new Map(edges.filter(({ isDefault }) => isDefault).map(({ id, from }) => [from, id]))
  const scoped = withDefaults(elements, defaults)
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:gezhi="urn:gezhi:bpmn:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">
  ${roots}
  <process id="p" isExecutable="true">${scoped}${edges.map(flowXml).join('')}</process>
</definitions>`
}

/** The flows of a sub-process, to be put among its elements. */
export function flows(text: string): string {
  return text.split('\n').flatMap(chain).map(flowXml).join('')
}

export async function model(xml: string): Promise<BpmnModel> {
  const { model: found, findings } = await readBpmn(xml)
  if (!found || findings.length > 0) throw new Error(JSON.stringify(findings))
  return found
}

/** A process ready to run. */
export async function process(
  elements: string,
  flowText: string,
  options: CompileOptions & { roots?: string } = {},
): Promise<Process> {
  return compile(await model(diagram(elements, flowText, options.roots)), options)
}

interface Edge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly condition?: string
  readonly isDefault: boolean
}

function chain(line: string): Edge[] {
  const found = /^\s*(.*?)\s*(?:\[(.*)\])?\s*$/.exec(line)
  const stops = (found?.[1] ?? '').split('->').map((stop) => stop.trim())
  return stops.slice(1).map((to, index) => {
    const from = stops[index]!
    const mark = index === stops.length - 2 ? found?.[2] : undefined
    const condition = mark === undefined || mark === 'default' ? undefined : mark
    return { id: `${from}_${to}`, from, to, condition, isDefault: mark === 'default' }
  })
}

function flowXml({ id, from, to, condition }: Edge): string {
  const escaped = condition?.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body =
    escaped === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${escaped}</conditionExpression>`
  return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>`
}

function withDefaults(elements: string, defaults: ReadonlyMap<string, string>): string {
  let text = elements
  for (const [from, flow] of defaults) text = text.replace(`id="${from}"`, `id="${from}" default="${flow}"`)
  return text
}
