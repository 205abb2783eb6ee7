import type { FeelExpression } from '#feel'
import { bodyOf } from '../bpmn/moddle-element.ts'
import { reachComplexGateway } from '../instance/complex-gateways.ts'
import { isJoin } from '../instance/joins.ts'
import { leave } from '../instance/tokens.ts'
import { problem } from '../process/process-findings.ts'
import { idOf } from '../process/reader.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface ComplexGatewayDetail {
  readonly activation?: FeelExpression
}

/** 复杂网关: N of M and the like; see `instance/complex-gateways.ts`. As a mere split it is like an inclusive one. */
export const complexGateway: FlowBehaviour<'complexGateway'> = {
  read: (element, reader) => {
    const source = bodyOf(element, 'activationCondition')
    if (source !== undefined) return { activation: reader.expression(source, idOf(element)) }
    const incoming = element.get('incoming')
    if (Array.isArray(incoming) && incoming.length > 1) reader.note(noActivation(idOf(element)))
    return {}
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

function noActivation(node: string) {
  return problem(
    'activation-missing',
    node,
    ['复杂网关没有填写激活条件', 'The complex gateway has no activation condition'],
    ['请填写激活条件，例如 =activationCount >= 2', 'Give it one, for example =activationCount >= 2'],
  )
}
