import type { Flow, Node } from '../process/process.ts'
import type { Run } from './run.ts'
import { changeLive } from './tokens.ts'

/** The join keeps the token, counted by the flow it came over. Gives back all it holds in this scope. */
export function hold(run: Run, node: Node, scope: number, via: Flow): Readonly<Record<string, number>> {
  const current = run.scopes[scope]!
  const held = { ...current.joins?.[node.id] }
  held[via.id] = (held[via.id] ?? 0) + 1
  run.scopes[scope] = { ...current, joins: { ...current.joins, [node.id]: held } }
  return held
}

/** The join lets one token of each flow that has one become a single token. */
export function release(run: Run, node: Node, scope: number): void {
  const current = run.scopes[scope]!
  const { [node.id]: held = {}, ...others } = current.joins ?? {}
  const rest = Object.fromEntries(
    Object.entries(held).flatMap(([flow, count]) => (count > 1 ? [[flow, count - 1]] : [])),
  )
  const joins = Object.keys(rest).length === 0 ? others : { ...others, [node.id]: rest }
  const { joins: _, ...scopeWithout } = current
  run.scopes[scope] = Object.keys(joins).length === 0 ? scopeWithout : { ...scopeWithout, joins }
  const merged = Object.keys(held).length - 1
  if (merged > 0) changeLive(run, scope, -merged)
}
