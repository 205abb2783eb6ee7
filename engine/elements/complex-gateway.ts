import type { FeelExpression } from '#feel'
import { bodyOf } from '../bpmn/moddle-element.ts'
import { reachComplexGateway } from '../instance/complex-gateways.ts'
import { isJoin } from '../instance/joins.ts'
import { leave } from '../instance/tokens.ts'
import { idOf } from '../process/reader.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface ComplexGatewayDetail {
  readonly activation?: FeelExpression
}

/** 复杂网关: N of M and the like; see `instance/complex-gateways.ts`. As a mere split it is like an inclusive one. */
export const complexGateway: FlowBehaviour<'complexGateway'> = {
  read: (element, reader) => {
    const source = bodyOf(element, 'activationCondition')
    return source === undefined ? {} : { activation: reader.expression(source, idOf(element)) }
  },
  enter: (run, node, { scope, via }) => {
    if (!via || !node.detail.activation) {
      if (isJoin({ node, via })) run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
      leave(run, node, scope)
      return
    }
    reachComplexGateway(run, node, scope, via)
  },
}
