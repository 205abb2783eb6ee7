import { type FlowScope, hasFlow, type Node } from '../process/process.ts'
import { emptyDataObjects } from './data.ts'
import { watchScope } from './event-sub-process.ts'
import { newKey, type Run } from './run.ts'
import { openWaits, waitsFor } from './subscriptions.ts'
import { changeLive, park } from './tokens.ts'
import { evaluateMappings, visibleVariables } from './variables.ts'

/** The sub-processes that `flow` lies in, the outermost first and its own last; none where it is the process's. */
export function subProcessesAround(run: Run, flow: FlowScope): Node[] {
  const around: Node[] = []
  for (let node = run.process.nodes.get(flow.id); node; node = run.process.nodes.get(node.container.id))
    around.unshift(node)
  return around
}

/** Why an operator cannot begin in the midst of a sub-process; undefined where it is possible. */
export function whyNotInto(node: Node): string | undefined {
  if (!hasFlow(node) || node.kind === 'eventSubProcess')
    return 'it lies in an event sub-process, which begins by its event'
  return node.loop ? 'it lies in a multi-instance or loop activity' : undefined
}

/**
 * Enters sub-processes for a token that an operator puts in their midst: each with its input mappings and the events at
 * its boundary, without its start event. The token that enters counts in `scope` already; the one for the innermost flow
 * counts in the scope given back. @throws {Stopped}
 */
export function enterScopes(run: Run, nodes: readonly Node[], scope: number): number {
  return nodes.reduce((parent, node) => enterScope(run, node, parent), scope)
}

function enterScope(run: Run, node: Node, parent: number): number {
  const seen = visibleVariables(run, parent)
  const inputs = evaluateMappings(node.inputs, seen, run.at)
  const flow = hasFlow(node) ? node.detail.flow : undefined
  const local = { ...(flow && emptyDataObjects(flow)), ...inputs }
  const boundary = node.boundary.map(({ id, detail }) => ({
    id,
    waits: waitsFor(detail.triggers, { ...seen, ...local }, run.at),
  }))
  run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
  const own = newKey(run)
  const token = park(run, node, parent, 'scope', own)
  run.scopes[own] = { parent, token, variables: local, live: 0 }
  changeLive(run, own, 1)
  for (const { id, waits } of boundary) openWaits(run, id, { token }, waits)
  if (flow) watchScope(run, flow, own)
  return own
}
