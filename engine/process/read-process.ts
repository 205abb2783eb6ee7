import type { Finding } from '#findings'
import { bodyOf, elementOf, elementsOf, extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import type { ElementKind } from '../elements/element-kind.ts'
import { elements } from '../elements/index.ts'
import type { CompileOptions } from './compile.ts'
import { eventsNotSupported, isFlowNode, kindByType, titleOfType } from './element-types.ts'
import {
  type Flow,
  type FlowScope,
  type HistoryLevel,
  historyLevels,
  type Mapping,
  type Node,
  type NodeOf,
  type Process,
} from './process.ts'
import { problem } from './process-findings.ts'
import { dataObjectsOf, readDataUse } from './read-data.ts'
import { readLoop } from './read-loop.ts'
import { readQuantities } from './read-quantities.ts'
import { idOf, makeReader, nameOf, type Reader } from './reader.ts'
import { hasTrigger } from './trigger.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }
/** A node while it is put together. */
type Draft = Writable<Omit<NodeOf<ElementKind>, 'incoming' | 'outgoing' | 'boundary'>> & {
  incoming: Flow[]
  outgoing: Flow[]
  boundary: NodeOf<'boundaryEvent'>[]
}
interface DraftScope {
  readonly id: string
  readonly nodes: Node[]
  readonly startEvents: NodeOf<'startEvent'>[]
  readonly eventSubProcesses: NodeOf<'eventSubProcess'>[]
  readonly isAdHoc: boolean
  readonly dataObjects?: readonly string[]
}

/** Makes the tables of a process, and notes everything in it that cannot run. */
export function readProcess(
  element: ModdleElement,
  { decisions = {}, calendar, constants }: CompileOptions,
  findings: Finding[],
): Process {
  const reader = makeReader(findings, calendar, constants)
  const nodes = new Map<string, Draft>()
  const flow = readContainer(element, nodes, reader)
  attachBoundaryEvents(nodes, reader)
  const title = textOf(extensionOf(element, 'gezhi:CaseTitle'), 'expression')
  return {
    id: idOf(element),
    title: nameOf(element),
    ...(title !== undefined && { caseTitle: reader.expression(title, idOf(element)) }),
    historyLevel: readHistoryLevel(element, reader),
    flow,
    nodes: nodes as ReadonlyMap<string, unknown> as ReadonlyMap<string, Node>,
    decisions,
    expressions: reader.expressions,
    awaitsData: [...nodes.values()].some(({ awaits }) => awaits !== undefined),
  }
}

function readHistoryLevel(element: ModdleElement, reader: Reader): HistoryLevel {
  const given = textOf(element, 'gezhi:historyLevel') ?? 'full'
  const level = historyLevels.find((known) => known === given)
  if (level) return level
  reader.note(
    problem(
      'history-level',
      idOf(element),
      [`没有历史级别“${given.slice(0, 40)}”`, `There is no history level "${given.slice(0, 40)}"`],
      [`请从 ${historyLevels.join('、')} 中选择`, `Choose one of ${historyLevels.join(', ')}`],
    ),
  )
  return 'full'
}

function readContainer(element: ModdleElement, nodes: Map<string, Draft>, reader: Reader): FlowScope {
  const isAdHoc = element.$type === 'bpmn:AdHocSubProcess'
  const dataObjects = dataObjectsOf(element)
  const scope: DraftScope = {
    id: idOf(element),
    nodes: [],
    startEvents: [],
    eventSubProcesses: [],
    isAdHoc,
    ...(dataObjects.length > 0 && { dataObjects }),
  }
  const inside = elementsOf(element, 'flowElements')
  for (const child of inside.filter(isFlowNode)) {
    const node = readNode(child, scope, nodes, reader)
    if (!node) continue
    nodes.set(node.id, node)
    scope.nodes.push(node as Node)
    sortIn(scope, node as Node)
  }
  for (const flow of inside.filter(({ $type }) => $type === 'bpmn:SequenceFlow')) readFlow(flow, nodes, reader)
  for (const artifact of elementsOf(element, 'artifacts')) readCompensation(artifact, nodes)
  for (const lanes of elementsOf(element, 'laneSets')) readLanes(lanes, nodes)
  return scope
}

function sortIn(scope: DraftScope, node: Node): void {
  if (node.kind === 'startEvent') scope.startEvents.push(node)
  if (node.kind === 'eventSubProcess') scope.eventSubProcesses.push(node)
}

function kindOf(element: ModdleElement): ElementKind | undefined {
  const kind = kindByType[element.$type]
  return kind === 'subProcess' && element.get('triggeredByEvent') === true ? 'eventSubProcess' : kind
}

function readNode(
  element: ModdleElement,
  container: DraftScope,
  nodes: Map<string, Draft>,
  reader: Reader,
): Draft | undefined {
  const kind = kindOf(element)
  if (kind === undefined) {
    reader.note(notSupported(idOf(element), titleOfType(element.$type), element.$type))
    return undefined
  }
  if (nodes.has(idOf(element)) || idOf(element) === '') reader.note(idTaken(idOf(element)))
  for (const { $type } of eventsNotSupported(element, kind)) {
    reader.note(notSupported(idOf(element), titleOfType($type), $type))
  }
  const read = elements[kind].read(element, reader)
  const detail = read && 'flow' in read ? { ...read, flow: readContainer(element, nodes, reader) } : read
  const data = readDataUse(element, reader)
  return {
    id: idOf(element),
    kind,
    name: nameOf(element),
    container,
    incoming: [],
    outgoing: [],
    conditional: false,
    loop: readLoop(element, reader),
    ...('prepare' in elements[kind] && readQuantities(element, reader)),
    inputs: [...data.inputs, ...readMappings(element, 'inputParameters', reader)],
    outputs: [...data.outputs, ...readMappings(element, 'outputParameters', reader)],
    ...(data.awaits.length > 0 && 'prepare' in elements[kind] && { awaits: data.awaits }),
    ...(data.sets.length > 0 && { sets: data.sets }),
    boundary: [],
    detail,
  }
}

function readMappings(element: ModdleElement, side: string, reader: Reader): Mapping[] {
  return elementsOf(extensionOf(element, 'zeebe:IoMapping'), side).flatMap((mapping) => {
    const target = textOf(mapping, 'target')?.trim()
    if (target === undefined) return []
    return [{ source: reader.value(textOf(mapping, 'source') ?? '=null', idOf(element)), target: target.split('.') }]
  })
}

function readFlow(element: ModdleElement, nodes: ReadonlyMap<string, Draft>, reader: Reader): void {
  const source = nodes.get(elementOf(element, 'sourceRef')?.id ?? '')
  const target = nodes.get(elementOf(element, 'targetRef')?.id ?? '')
  const condition = bodyOf(element, 'conditionExpression')
  const id = element.id ?? `${source?.id ?? ''}-${target?.id ?? ''}-${source?.outgoing.length ?? 0}`
  if (!source || !target) {
    if (!elementOf(element, 'sourceRef') || !elementOf(element, 'targetRef')) reader.note(looseFlow(id))
    return
  }
  if (source.container !== target.container) reader.note(crossingFlow(id))
  const flow: Flow = {
    id,
    ...(textOf(element, 'name') !== undefined && { name: nameOf(element) }),
    source: source as Node,
    target: target as Node,
    ...(condition !== undefined && { condition: reader.expression(condition, id) }),
  }
  source.outgoing.push(flow)
  target.incoming.push(flow)
  if (flow.condition) source.conditional = true
  if (isDefault(element)) source.defaultFlow = flow
}

function isDefault(flow: ModdleElement): boolean {
  return elementOf(elementOf(flow, 'sourceRef'), 'default') === flow
}

/** Elements learn their lane; a lane inside another comes later and wins. */
function readLanes(laneSet: ModdleElement, nodes: ReadonlyMap<string, Draft>): void {
  for (const lane of elementsOf(laneSet, 'lanes')) {
    for (const element of elementsOf(lane, 'flowNodeRef')) {
      const node = nodes.get(idOf(element))
      if (node) node.lane = nameOf(lane)
    }
    const inner = elementOf(lane, 'childLaneSet')
    if (inner) readLanes(inner, nodes)
  }
}

/** An association from a compensation event leads to the activity that undoes the one it is attached to. */
function readCompensation(artifact: ModdleElement, nodes: ReadonlyMap<string, Draft>): void {
  const event = nodes.get(elementOf(artifact, 'sourceRef')?.id ?? '') as Node | undefined
  const handler = nodes.get(elementOf(artifact, 'targetRef')?.id ?? '')
  if (event?.kind !== 'boundaryEvent' || !handler || !hasTrigger(event.detail.triggers, 'compensation')) return
  const activity = nodes.get(event.detail.attachedTo)
  if (activity) activity.compensatedBy = handler as Node
}

function attachBoundaryEvents(nodes: ReadonlyMap<string, Draft>, reader: Reader): void {
  for (const draft of nodes.values()) {
    const event = draft as Node
    if (event.kind !== 'boundaryEvent') continue
    const activity = nodes.get(event.detail.attachedTo)
    if (activity && 'prepare' in elements[activity.kind]) activity.boundary.push(event)
    else reader.note(boundaryOnNothing(event.id))
  }
}

function notSupported(node: string, title: string, type: string): Finding {
  return problem(
    'element-not-supported',
    node,
    [`暂不支持执行“${title}”`, `"${type}" cannot be run`],
    ['请改用支持的元素', 'Use an element that can be run instead'],
  )
}

function idTaken(node: string): Finding {
  return problem(
    'id-taken',
    node,
    [
      node === '' ? '有元素没有编号' : `编号“${node}”重复`,
      node === '' ? 'An element has no id' : `Id "${node}" is used twice`,
    ],
    ['请为每个元素指定唯一编号', 'Give every element an id of its own'],
  )
}

function looseFlow(node: string): Finding {
  return problem(
    'flow-loose',
    node,
    ['顺序流没有起点或终点', 'The sequence flow has no source or no target'],
    ['请连接两端或删除该顺序流', 'Connect both ends or remove it'],
  )
}

function crossingFlow(node: string): Finding {
  return problem(
    'flow-crosses-scope',
    node,
    ['顺序流跨越了子流程边界', 'The sequence flow crosses the border of a sub-process'],
    ['请把它连接到子流程本身', 'Connect it to the sub-process itself'],
  )
}

function boundaryOnNothing(node: string): Finding {
  return problem(
    'boundary-on-nothing',
    node,
    ['边界事件没有附着在活动上', 'The boundary event is not attached to an activity'],
    ['请把它拖到任务或子流程的边上', 'Attach it to a task or a sub-process'],
  )
}
