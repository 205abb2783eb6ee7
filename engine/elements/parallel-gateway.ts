import { hold, release } from '../instance/joins.ts'
import { takeFlows } from '../instance/tokens.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

/** 并行网关: takes one token from each incoming flow, gives one to each outgoing flow (BPMN 2.0.2, 13.4.1). */
export const parallelGateway: FlowBehaviour<'parallelGateway'> = {
  read: () => undefined,
  enter: (run, node, { scope, via }) => {
    if (node.incoming.length < 2 || !via) return takeFlows(run, node, scope, node.outgoing)
    const held = hold(run, node, scope, via)
    if (node.incoming.some(({ id }) => !held[id])) return
    release(run, node, scope)
    takeFlows(run, node, scope, node.outgoing)
  },
}
