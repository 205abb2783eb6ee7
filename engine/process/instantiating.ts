import type { FlowScope, Node, NodeOf } from './process.ts'

/**
 * An element other than a start event whose message begins an instance (BPMN 2.0.2, 10.3.3 and 13.4.4): a receive task,
 * or an event behind an event-based gateway.
 */
export interface Instantiating {
  readonly event: NodeOf<'receiveTask'> | NodeOf<'catchEvent'>
  readonly gateway?: NodeOf<'eventBasedGateway'>
}

export function instantiating({ nodes }: FlowScope): Instantiating[] {
  return nodes.flatMap((node): Instantiating[] => {
    if (node.kind === 'receiveTask' && node.detail.instantiates) return [{ event: node }]
    if (node.kind !== 'eventBasedGateway' || node.detail.instantiates === undefined) return []
    return node.outgoing.flatMap(({ target }) => (isEvent(target) ? [{ event: target, gateway: node }] : []))
  })
}

/** Whether an instance may begin there without a start event. */
export function isInstantiating(node: Node): boolean {
  return (
    (node.kind === 'receiveTask' && node.detail.instantiates) ||
    (node.kind === 'eventBasedGateway' && node.detail.instantiates !== undefined)
  )
}

function isEvent(node: Node): node is NodeOf<'receiveTask'> | NodeOf<'catchEvent'> {
  return node.kind === 'receiveTask' || node.kind === 'catchEvent'
}
