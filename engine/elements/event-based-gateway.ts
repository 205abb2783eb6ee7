import { openWaits, waitsFor } from '../instance/subscriptions.ts'
import { park } from '../instance/tokens.ts'
import { visibleVariables } from '../instance/variables.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface EventBasedGatewayDetail {
  /** Where it begins an instance: by one of its events, or by all of them, the first of which makes the instance. */
  readonly instantiates?: 'exclusive' | 'parallel'
}

/** 事件网关: waits for the events behind it; the first that happens takes the token (BPMN 2.0.2, 13.4.4). */
export const eventBasedGateway: FlowBehaviour<'eventBasedGateway'> = {
  read: (element) => {
    if (element.get('instantiate') !== true) return {}
    return { instantiates: element.get('eventGatewayType') === 'Parallel' ? 'parallel' : 'exclusive' }
  },
  enter: (run, node, { scope }) => {
    const variables = visibleVariables(run, scope)
    const waits = node.outgoing.map(({ target }) => ({
      id: target.id,
      waits:
        target.kind === 'catchEvent' || target.kind === 'receiveTask'
          ? waitsFor(target.detail.triggers, variables, run.at)
          : [],
    }))
    const token = park(run, node, scope, 'event')
    for (const each of waits) openWaits(run, each.id, { token }, each.waits)
  },
}
