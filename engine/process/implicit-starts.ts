import { instantiating } from './instantiating.ts'
import type { FlowScope, Node, Process } from './process.ts'
import { hasTrigger } from './trigger.ts'

/**
 * Where a scope without a start event begins: at every element to which no flow leads (BPMN 2.0.2, 10.2.5 and 13.3.4).
 * None where it has a start event, or elements that a message begins.
 */
export function implicitStarts(scope: FlowScope): readonly Node[] {
  if (scope.startEvents.length > 0 || scope.isAdHoc || instantiating(scope).length > 0) return []
  return unbidden(scope).filter((node) => !isLinkTarget(node))
}

/** The elements to which no flow leads, but for those that events and compensation set off. */
export function unbidden({ nodes }: FlowScope): readonly Node[] {
  const undoing = new Set(nodes.map(({ compensatedBy }) => compensatedBy))
  return nodes.filter(
    (node) =>
      node.incoming.length === 0 &&
      node.kind !== 'boundaryEvent' &&
      node.kind !== 'eventSubProcess' &&
      !undoing.has(node),
  )
}

function isLinkTarget(node: Node): boolean {
  return node.kind === 'catchEvent' && hasTrigger(node.detail.triggers, 'link')
}

/** Whether a process has no start event and is begun at all elements that no flow leads to. */
export function beginsWithoutStart({ flow }: Process): boolean {
  return implicitStarts(flow).length > 0
}
