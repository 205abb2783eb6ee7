/** One element of a line: its BPMN without prefix, size and id as it is drawn. */
export interface Drawn {
  readonly id: string
  readonly xml: string
}

export const begin: Drawn = {
  id: 'begin',
  xml: '<bpmn:startEvent id="begin" name="开始"><bpmn:extensionElements><gezhi:startableBy roles="grid_worker,admin" /></bpmn:extensionElements></bpmn:startEvent>',
}

export const end: Drawn = { id: 'end', xml: '<bpmn:endEvent id="end" name="结束" />' }

export function task(id: string, name: string, role = 'community_staff'): Drawn {
  return {
    id,
    xml: `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:userTask />
      <zeebe:assignmentDefinition candidateGroups="${role}" /></bpmn:extensionElements></bpmn:userTask>`,
  }
}

export function choice(id: string, name: string): Drawn {
  return { id, xml: `<bpmn:exclusiveGateway id="${id}" name="${name}" />` }
}

/** A process drawn from left to right; each flow is `a -> b`, with ` if FEEL` where it has a condition. */
export function drawnProcess(id: string, name: string, line: readonly Drawn[], flows: readonly string[]): string {
  const edges = flows.map((flow, at) => {
    const [, source = '', target = '', condition] = /^(\S+) -> (\S+)(?: if (.*))?$/.exec(flow) ?? []
    return { id: `${id}-${at}`, source, target, condition }
  })
  const place = new Map(line.map((one, at) => [one.id, 100 + at * 170]))
  const shapes = line.map(({ id: element, xml }) => {
    const wide = xml.includes('Task')
    const [width, height] = wide ? [110, 80] : [44, 44]
    const x = place.get(element) ?? 0
    return `<bpmndi:BPMNShape id="${element}_di" bpmnElement="${element}"><dc:Bounds x="${x}" y="${160 - height / 2}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`
  })
  const lines = edges.map(({ id: edge, source, target }) => {
    const from = (place.get(source) ?? 0) + 22
    const to = (place.get(target) ?? 0) + 22
    const y = Math.abs(to - from) > 200 ? 250 : 160
    return `<bpmndi:BPMNEdge id="${edge}_di" bpmnElement="${edge}"><di:waypoint x="${from}" y="160" /><di:waypoint x="${from}" y="${y}" /><di:waypoint x="${to}" y="${y}" /><di:waypoint x="${to}" y="160" /></bpmndi:BPMNEdge>`
  })
  const sequence = edges.map(
    ({ id: edge, source, target, condition }) =>
      `<bpmn:sequenceFlow id="${edge}" sourceRef="${source}" targetRef="${target}">${
        condition ? `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>` : ''
      }</bpmn:sequenceFlow>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:gezhi="urn:gezhi:bpmn:1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  id="${id}-definitions" targetNamespace="urn:test">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">${line.map(({ xml }) => xml).join('')}${sequence.join('')}</bpmn:process>
  <bpmndi:BPMNDiagram id="${id}-diagram"><bpmndi:BPMNPlane id="${id}-plane" bpmnElement="${id}">${shapes.join('')}${lines.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`
}
