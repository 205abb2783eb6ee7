import type { Static } from 'typebox'
import type { DefinitionDetail, Finding } from '#runtime/api'
import type { Client } from '../../support/server.ts'

const county = '330683'

/** A process from its elements and flows (`a -> b`), as an author would draw it. */
export function drawn(id: string, elements: string, flows: readonly string[], roots = ''): string {
  const edges = flows.map((flow, at) => {
    const [, source, target, condition] = /^(\S+) -> (\S+)(?: if (.*))?$/.exec(flow) ?? []
    const inside = condition ? `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>` : ''
    return `<bpmn:sequenceFlow id="${id}-flow-${at}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:gezhi="urn:gezhi:bpmn:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="${id}-definitions" targetNamespace="urn:test">
  ${roots}
  <bpmn:process id="${id}" name="${id}" isExecutable="true">${elements}${edges.join('')}</bpmn:process>
</bpmn:definitions>`
}

export const byHand = `<bpmn:startEvent id="begin"><bpmn:extensionElements><gezhi:startableBy roles="grid_worker" /></bpmn:extensionElements></bpmn:startEvent>`

export const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask />
  <zeebe:assignmentDefinition candidateGroups="community_staff" /></bpmn:extensionElements></bpmn:userTask>`

export const message = (id: string, name: string, key?: string) =>
  `<bpmn:message id="${id}" name="${name}">${
    key === undefined
      ? ''
      : `<bpmn:extensionElements><zeebe:subscription correlationKey="=${key}" /></bpmn:extensionElements>`
  }</bpmn:message>`

export const startedBy = (trigger: string) => `<bpmn:startEvent id="begun">${trigger}</bpmn:startEvent>`
export const onMessage = (id: string) => `<bpmn:messageEventDefinition messageRef="${id}" />`
export const onSignal = (id: string) => `<bpmn:signalEventDefinition signalRef="${id}" />`
export const end = '<bpmn:endEvent id="end" />'

type Findings = { findings?: Static<typeof Finding>[] }

/** Saves the processes as drafts of the county and publishes them; gives back the errors that were found. */
export async function publishProcesses(admin: Client, processes: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [id, content] of Object.entries(processes)) {
    const path = `/api/definitions/process/${id}`
    const { body } = await admin.get<DefinitionDetail>(`${path}?region=${county}`)
    const version = body.draft?.version ?? 0
    const saved = await admin.request<Findings>('PUT', `${path}/draft?region=${county}`, { content, version })
    if (saved.status !== 200) throw new Error(`${id} was not saved: ${saved.status} ${JSON.stringify(saved.body)}`)
  }
  const { status, body } = await admin.post<Findings>('/api/releases', { region: county, comment: '试验' })
  if (status === 200) return []
  return (body.findings ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ code, node, message }) => `${code} ${node} ${message.en}`)
}
