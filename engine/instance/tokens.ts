import type { Flow, Node } from '../process/process.ts'
import { evaluateCondition } from './expressions.ts'
import { newKey, type Run } from './run.ts'
import type { Waiting } from './state.ts'
import { Stopped } from './stopped.ts'
import { visibleVariables } from './variables.ts'

/** A token that counts in `scope` already reaches `node`. */
export function arrive(run: Run, node: Node, scope: number, via?: Flow, index?: number): void {
  run.agenda.push({ do: 'arrive', node, scope, via, index })
}

/** The token stays at `node` until something happens. */
export function park(run: Run, node: Node, scope: number, wait?: Waiting, own?: number): number {
  const key = newKey(run)
  run.tokens[key] = { at: node.id, scope, since: run.at, ...(own !== undefined && { own }), ...(wait && { wait }) }
  return key
}

/** The token goes on over the flows of `node`, as many as must be taken; it waited there from `since` on. @throws {Stopped} */
export function leave(run: Run, node: Node, scope: number, since?: number): void {
  takeFlows(run, node, scope, flowsToTake(run, node, scope), since)
}

/** All flows without a condition and those whose condition holds; the default where that is none. @throws {Stopped} */
export function flowsToTake(run: Run, node: Node, scope: number): readonly Flow[] {
  if (!node.conditional) return node.outgoing
  const variables = visibleVariables(run, scope)
  const taken = node.outgoing.filter(
    (flow) => flow !== node.defaultFlow && (!flow.condition || evaluateCondition(flow.condition, variables, run.at)),
  )
  if (taken.length > 0) return taken
  if (node.defaultFlow) return [node.defaultFlow]
  throw noFlowHolds(node)
}

export function noFlowHolds(node: Node): Stopped {
  return new Stopped('no-flow-holds', `No condition of the flows leaving "${node.id}" holds and there is no default.`)
}

/** The token becomes as many as there are flows; with none it ends here. It waited there from `since` on. */
export function takeFlows(run: Run, node: Node, scope: number, flows: readonly Flow[], since?: number): void {
  noteLeft(run, node, since)
  if (flows.length !== 1) changeLive(run, scope, flows.length - 1)
  for (const flow of flows) {
    run.effects.push({ type: 'history', what: 'flowTaken', elementId: flow.id })
    arrive(run, flow.target, scope, flow)
  }
}

/** What waited says since when; what only passes does not. */
export function noteLeft(run: Run, { id }: Node, since: number | undefined): void {
  const waited = since !== undefined && since < run.at
  run.effects.push({ type: 'history', what: 'left', elementId: id, ...(waited && { since }) })
}

/** Counts tokens in or out; the scope completes when none is left. By 0 it looks whether that is so. */
export function changeLive(run: Run, scope: number, by: number): void {
  const current = run.scopes[scope]
  if (!current) return
  const live = current.live + by
  run.scopes[scope] = { ...current, live }
  if (live === 0) run.agenda.push({ do: 'completeScope', scope })
}

export function nodeAt(run: Run, id: string): Node {
  const node = run.process.nodes.get(id)
  if (!node) throw new Stopped('element-missing', `The process has no element "${id}".`)
  return node
}
