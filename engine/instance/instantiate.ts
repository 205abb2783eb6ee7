import { implicitStarts } from '../process/implicit-starts.ts'
import { instantiating } from '../process/instantiating.ts'
import type { Node, NodeOf } from '../process/process.ts'
import { watchScope } from './event-sub-process.ts'
import { raiseIncident } from './incidents.ts'
import { newKey, type Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { openWaits, waitsFor } from './subscriptions.ts'
import { arrive, changeLive, park } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/**
 * The event of an instantiating receive task or event-based gateway has happened and begins the instance; what it
 * brought is in the variables already. Behind a parallel gateway the other events are waited for as well, each by a
 * token of its own (BPMN 2.0.2, 13.4.4).
 */
export function instantiate(run: Run, node: Node, scope: number, trigger = 0): void {
  const implicit = implicitStarts(node.container)
  if (implicit.length > 0) {
    beginAtAll(run, implicit, scope)
    return
  }
  if (node.kind === 'startEvent') {
    waitForOthers(run, node, scope, trigger)
    return
  }
  if (!watched(run, node, scope)) return
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

/** Without a start event each element that no flow leads to gets a token (BPMN 2.0.2, 10.5.2 and 13.3.4). */
function beginAtAll(run: Run, nodes: readonly Node[], scope: number): void {
  if (!watched(run, nodes[0]!, scope)) return
  if (nodes.length > 1) changeLive(run, scope, nodes.length - 1)
  for (const node of nodes) arrive(run, node, scope)
}

/** Lets the event sub-processes around wait for their events; false where the token at `node` stops because it cannot. */
function watched(run: Run, node: Node, scope: number): boolean {
  try {
    watchScope(run, node.container, scope)
    return true
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const token = park(run, node, scope)
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'starting' }
    raiseIncident(run, token, error)
    return false
  }
}

/** A parallel multiple start event: its other triggers are waited for there (BPMN 2.0.2, table 10.84). */
function waitForOthers(run: Run, node: NodeOf<'startEvent'>, scope: number, trigger: number): void {
  const others = node.detail.triggers.filter((_, index) => index !== trigger)
  try {
    const waits = waitsFor(others, visibleVariables(run, scope), run.at)
    if (waits.length === 0) arrive(run, node, scope)
    else openWaits(run, node.id, { token: park(run, node, scope, 'event') }, waits)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const token = park(run, node, scope)
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'starting', trigger }
    raiseIncident(run, token, error)
  }
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
