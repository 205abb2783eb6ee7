import { hold } from '../instance/joins.ts'
import { leave } from '../instance/tokens.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

/** 包容网关: as a join it waits for all tokens that can still come; see `instance/inclusive-joins.ts`. */
export const inclusiveGateway: FlowBehaviour<'inclusiveGateway'> = {
  read: () => undefined,
  enter: (run, node, { scope, via }) => {
    if (node.incoming.length < 2 || !via) return leave(run, node, scope)
    hold(run, node, scope, via)
  },
}
