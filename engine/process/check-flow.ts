import type { Finding } from '#findings'
import { elements } from '../elements/index.ts'
import { checkEvents, linkTargets } from './check-events.ts'
import { checkPlaces } from './check-places.ts'
import { implicitStarts, unbidden } from './implicit-starts.ts'
import { instantiating, isInstantiating } from './instantiating.ts'
import type { FlowScope, Node, Process } from './process.ts'
import { doubt, problem } from './process-findings.ts'
import { hasTrigger } from './trigger.ts'

/** What is wrong with how the elements are connected. */
export function checkFlow(process: Process): Finding[] {
  return [
    ...checkStarts(process),
    ...checkReach(process),
    ...checkPlaces(process),
    ...[...process.nodes.values()].flatMap((node) => [...checkNode(node), ...checkEvents(node)]),
  ]
}

function checkStarts({ id, flow, nodes }: Process): Finding[] {
  const subProcesses = [...nodes.values()].filter(
    (node) => node.kind === 'subProcess' || node.kind === 'eventSubProcess',
  )
  const inner = subProcesses.filter(
    ({ kind, detail: { flow } }) =>
      flow.startEvents.length > 1 ||
      (flow.startEvents.length === 0 && (kind === 'eventSubProcess' || (flow.nodes.length > 0 && !begins(flow)))),
  )
  const missing = begins(flow) ? [] : [noStart(id)]
  const unsaid = [{ id, flow }, ...subProcesses.map((node) => ({ id: node.id, flow: node.detail.flow }))].filter(
    (scope) => implicitStarts(scope.flow).length > 0 && !inner.some((node) => node.id === scope.id),
  )
  return [...missing, ...inner.map((node) => noStart(node.id)), ...unsaid.map((scope) => startUnsaid(scope.id))]
}

function startUnsaid(node: string): Finding {
  return doubt(
    'start-implicit',
    node,
    [
      '没有开始事件：所有没有流入的元素会同时开始，也没有人能用表单发起',
      'Without a start event all elements that no flow leads to begin at once, and nobody can begin it with a form',
    ],
    ['请添加一个开始事件', 'Add a start event'],
  )
}

function begins(flow: FlowScope): boolean {
  return flow.startEvents.length > 0 || instantiating(flow).length > 0 || implicitStarts(flow).length > 0
}

function noStart(node: string): Finding {
  return problem(
    'start-missing',
    node,
    ['没有（唯一的）开始事件', 'There is no start event, or not exactly one'],
    ['请添加一个开始事件并连接到第一个元素', 'Add one start event and connect it to the first element'],
  )
}

/** Every element must be reached from a start event, over flows and boundary events. */
function checkReach({ nodes }: Process): Finding[] {
  const reached = new Set<Node>()
  const scopes = new Set([...nodes.values()].map(({ container }) => container))
  const open: Node[] = [...scopes].flatMap(entriesOf)
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    open.push(...node.outgoing.map(({ target }) => target), ...node.boundary, ...linkTargets(node))
    if (node.compensatedBy) open.push(node.compensatedBy)
  }
  return [...nodes.values()].filter((node) => !reached.has(node)).map(unreachable)
}

/** Where tokens may begin without a flow that leads there. */
function entriesOf(scope: FlowScope): readonly Node[] {
  const said = scope.nodes.filter(
    (node) =>
      node.kind === 'startEvent' ||
      node.kind === 'eventSubProcess' ||
      (node.incoming.length === 0 && isInstantiating(node)),
  )
  return [...said, ...(scope.isAdHoc ? unbidden(scope) : implicitStarts(scope))]
}

function unreachable({ id, name }: Node): Finding {
  return problem(
    'unreachable',
    id,
    [`“${name['zh-CN']}”永远不会被执行到`, `"${name.en ?? name['zh-CN']}" can never be reached`],
    ['请用顺序流把它接入流程，或删除它', 'Connect it by a sequence flow, or remove it'],
  )
}

function checkNode(node: Node): Finding[] {
  const findings: Finding[] = []
  const deciding = node.kind === 'exclusiveGateway' || node.kind === 'inclusiveGateway'
  if (deciding && node.outgoing.length > 1) {
    for (const flow of node.outgoing) {
      if (!flow.condition && flow !== node.defaultFlow) findings.push(noCondition(node, flow.id))
    }
    if (!node.defaultFlow) findings.push(noDefault(node))
  }
  if (node.kind === 'startEvent' && node.incoming.length > 0)
    findings.push(wrongWay(node, '流入开始事件', 'into a start event'))
  if (node.kind === 'endEvent' && node.outgoing.length > 0)
    findings.push(wrongWay(node, '从结束事件流出', 'out of an end event'))
  if (node.kind === 'boundaryEvent' && node.incoming.length > 0) {
    findings.push(wrongWay(node, '流入边界事件', 'into a boundary event'))
  }
  if (
    node.outgoing.length === 0 &&
    node.kind !== 'endEvent' &&
    !(node.kind === 'boundaryEvent' && hasTrigger(node.detail.triggers, 'compensation')) &&
    linkTargets(node).length === 0 &&
    !('prepare' in elements[node.kind])
  ) {
    findings.push(deadEnd(node))
  }
  return findings
}

function noCondition({ kind }: Node, flow: string): Finding {
  const make = kind === 'exclusiveGateway' ? problem : doubt
  return make(
    'flow-without-condition',
    flow,
    ['网关的这条出线既没有条件，也不是默认路径', 'This flow of a gateway has no condition and is not the default'],
    ['请填写条件，或设为默认路径', 'Give it a condition or make it the default'],
  )
}

function noDefault({ id }: Node): Finding {
  return doubt(
    'gateway-without-default',
    id,
    [
      '网关没有默认路径：条件都不满足时流程会停住',
      'The gateway has no default: where no condition holds, the case stops',
    ],
    ['请把其中一条出线设为默认路径', 'Make one of its flows the default'],
  )
}

function wrongWay({ id }: Node, zh: string, en: string): Finding {
  return problem('flow-wrong-way', id, [`有顺序流${zh}`, `A sequence flow goes ${en}`], ['请删除该顺序流', 'Remove it'])
}

function deadEnd({ id, name }: Node): Finding {
  return doubt(
    'dead-end',
    id,
    [`“${name['zh-CN']}”之后没有后续步骤`, `Nothing comes after "${name.en ?? name['zh-CN']}"`],
    ['请连接到下一个元素或结束事件', 'Connect it to the next element or to an end event'],
  )
}
