import { linkTargets } from '../process/check-events.ts'
import type { Node } from '../process/process.ts'
import { raiseIncident } from './incidents.ts'
import type { Arrival, Run } from './run.ts'
import { Stopped } from './stopped.ts'
import { changeLive, park } from './tokens.ts'

/** Elements that one command may pass before the engine looks for a loop that never waits. */
export const stepBudget = 10_000

/** Where endless loops were stopped within one command: one place in each scope stands for its loop. */
export type StoppedLoops = Map<number, Set<Node>>

/**
 * Stops a token that goes round in a loop without waiting, with an incident; tokens that the same loop has multiplied
 * become one with it. Gives back whether the arrival is dealt with: tokens in no loop go on, up to twice the budget.
 */
export function stopsLoop(run: Run, { node, scope, index }: Arrival, passed: number, stopped: StoppedLoops): boolean {
  if (passed <= stepBudget || !run.scopes[scope]) return false
  if (index === undefined && stopped.get(scope)?.has(node)) {
    changeLive(run, scope, -1)
    return true
  }
  const loop = index === undefined ? loopOf(node) : undefined
  if (!loop && passed <= 2 * stepBudget) return false
  const token = park(run, node, scope)
  if (index !== undefined) run.tokens[token] = { ...run.tokens[token]!, index }
  const reason = `More than ${stepBudget} elements were passed without waiting; the loop has no end.`
  raiseIncident(run, token, new Stopped('step-budget', reason))
  if (loop) stopped.set(scope, new Set([...(stopped.get(scope) ?? []), ...loop]))
  return true
}

/** All elements from which a token comes round to `node` again; `undefined` where none does. */
function loopOf(node: Node): ReadonlySet<Node> | undefined {
  const after = reachable(node)
  if (!after.has(node)) return undefined
  return new Set([...after].filter((each) => reachable(each).has(node)))
}

function onward(node: Node): readonly Node[] {
  return [...node.outgoing.map(({ target }) => target), ...node.boundary, ...linkTargets(node)]
}

function reachable(from: Node): Set<Node> {
  const found = new Set<Node>()
  const open = [...onward(from)]
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node)) continue
    found.add(node)
    open.push(...onward(node))
  }
  return found
}
