import { hold } from './joins.ts'
import type { Arrival, Run } from './run.ts'
import { changeLive } from './tokens.ts'

/**
 * Whether an activity keeps the token until it has as many as its start quantity, over whatever flows they came; then
 * they become one (BPMN 2.0.2, 13.3.2). Who comes over no flow, as on retry, is not kept.
 */
export function isGathered(run: Run, { node, scope, via }: Arrival): boolean {
  if (node.startQuantity === undefined || !via) return false
  const held = Object.values(hold(run, node, scope, via)).reduce((sum, count) => sum + count, 0)
  if (held < node.startQuantity) return true
  const { joins, ...current } = run.scopes[scope]!
  const { [node.id]: _, ...others } = joins!
  run.scopes[scope] = Object.keys(others).length === 0 ? current : { ...current, joins: others }
  changeLive(run, scope, 1 - held)
  return false
}
