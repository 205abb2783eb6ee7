import { evaluateCondition } from '../instance/expressions.ts'
import { noFlowHolds, takeFlows } from '../instance/tokens.ts'
import { visibleVariables } from '../instance/variables.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

/** 排他网关: the first flow in document order whose condition holds, else the default (BPMN 2.0.2, 13.4.2). */
export const exclusiveGateway: FlowBehaviour<'exclusiveGateway'> = {
  read: () => undefined,
  enter: (run, node, { scope }) => {
    const { outgoing, defaultFlow } = node
    if (outgoing.length < 2 && !node.conditional) return takeFlows(run, node, scope, outgoing)
    const variables = visibleVariables(run, scope)
    const holds = outgoing.find(
      (flow) => flow !== defaultFlow && (!flow.condition || evaluateCondition(flow.condition, variables, run.at)),
    )
    const taken = holds ?? defaultFlow
    if (!taken) throw noFlowHolds(node)
    takeFlows(run, node, scope, [taken])
  },
}
