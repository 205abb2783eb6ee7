import { instantiating } from '../process/instantiating.ts'
import type { Node } from '../process/process.ts'
import { watchScope } from './event-sub-process.ts'
import { raiseIncident } from './incidents.ts'
import { newKey, type Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { arrive, changeLive, park } from './tokens.ts'

/**
 * The event of an instantiating receive task or event-based gateway has happened and begins the instance; what it
 * brought is in the variables already. Behind a parallel gateway the other events are waited for as well, each by a
 * token of its own (BPMN 2.0.2, 13.4.4).
 */
export function instantiate(run: Run, node: Node, scope: number): void {
  try {
    watchScope(run, node.container, scope)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const token = park(run, node, scope)
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'starting' }
    raiseIncident(run, token, error)
    return
  }
  const gateway = instantiating(node.container).find(({ event }) => event === node)?.gateway
  if (gateway) passGateway(run, gateway, node, scope)
  run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
  if (node.kind !== 'receiveTask') {
    run.agenda.push({ do: 'leave', node, scope })
    return
  }
  const token = park(run, node, scope, undefined, newKey(run))
  run.scopes[run.tokens[token]!.own!] = { parent: scope, token, variables: {}, live: 0 }
  run.agenda.push({ do: 'complete', token })
}

function passGateway(run: Run, gateway: Node, event: Node, scope: number): void {
  run.effects.push({ type: 'history', what: 'entered', elementId: gateway.id })
  run.effects.push({ type: 'history', what: 'left', elementId: gateway.id })
  const waitsForAll = gateway.kind === 'eventBasedGateway' && gateway.detail.instantiates === 'parallel'
  const others = waitsForAll ? gateway.outgoing.filter(({ target }) => target !== event) : []
  const chosen = gateway.outgoing.filter(({ target }) => target === event)
  for (const flow of [...chosen, ...others])
    run.effects.push({ type: 'history', what: 'flowTaken', elementId: flow.id })
  if (others.length > 0) changeLive(run, scope, others.length)
  for (const flow of others) arrive(run, flow.target, scope, flow)
}
