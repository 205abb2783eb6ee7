import { isInstantiating } from '../process/instantiating.ts'
import type { Node, Process } from '../process/process.ts'
import { type LeftOut, leaveOut } from './left-out.ts'

/** What in a process keeps it from being compared; nothing where both engines do all of it. */
export function outsideSubset({ flow, nodes }: Process): LeftOut | undefined {
  const scopes = [
    flow,
    ...[...nodes.values()].flatMap((node) => (node.kind === 'subProcess' ? [node.detail.flow] : [])),
  ]
  const instantiated = flow.nodes.find(isInstantiating)
  if (instantiated) return leaveOut('instantiating', instantiated.id)
  const startless = scopes.find(({ startEvents }) => startEvents.length !== 1)
  if (startless) return leaveOut('several-starts', startless.id)
  for (const node of nodes.values()) {
    const reason = outside(node)
    if (reason) return reason
  }
  return undefined
}

function outside(node: Node): LeftOut | undefined {
  const { id, loop, inputs, outputs, incoming, outgoing, kind } = node
  if (isInstantiating(node)) return leaveOut('instantiating', id)
  if (!compared.has(kind)) return leaveOut('element', id)
  if (loop) return leaveOut('loop', id)
  if (node.startQuantity !== undefined || node.completionQuantity !== undefined) return leaveOut('quantity', id)
  if (node.awaits || node.sets) return leaveOut('data-state', id)
  if (inputs.length > 0 || outputs.length > 0) return leaveOut('mapping', id)
  if (node.boundary.length > 0) return leaveOut('event', node.boundary[0]!.id)
  if (brings(node)) return leaveOut('event', id)
  if (kind !== 'startEvent' && incoming.length === 0) return leaveOut('no-way-in', id)
  if (kind === 'inclusiveGateway' && incoming.length > 1) return leaveOut('inclusive-join', id)
  if (kind === 'parallelGateway' && outgoing.some(({ condition }) => condition))
    return leaveOut('parallel-condition', id)
  if (kind === 'parallelGateway' && new Set(incoming.map(({ source }) => source)).size < incoming.length) {
    return leaveOut('flows-between-the-same', id)
  }
  return undefined
}

const compared: ReadonlySet<Node['kind']> = new Set([
  ...(['startEvent', 'endEvent', 'throwEvent', 'subProcess'] as const),
  ...(['noneTask', 'manualTask', 'userTask', 'serviceTask'] as const),
  ...(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const),
])

/** Whether an event does more than to be passed or to end all of its scope. */
function brings(node: Node): boolean {
  if (node.kind !== 'startEvent' && node.kind !== 'endEvent' && node.kind !== 'throwEvent') return false
  return node.detail.triggers.some(({ kind }) => node.kind !== 'endEvent' || kind !== 'terminate')
}
