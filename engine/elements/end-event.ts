import { elementsOf } from '../bpmn/moddle-element.ts'
import { cancelWithin } from '../instance/cancel.ts'
import { changeLive, takeFlows } from '../instance/tokens.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface EndEventDetail {
  readonly terminates: boolean
}

export const endEvent: FlowBehaviour<'endEvent'> = {
  read: (element) => ({
    terminates: elementsOf(element, 'eventDefinitions').some(({ $type }) => $type === 'bpmn:TerminateEventDefinition'),
  }),
  enter: (run, node, { scope }) => {
    if (!node.detail.terminates) return takeFlows(run, node, scope, [])
    run.effects.push({ type: 'history', what: 'left', elementId: node.id })
    cancelWithin(run, scope)
    changeLive(run, scope, -(run.scopes[scope]?.live ?? 0))
  },
}
