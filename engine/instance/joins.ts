import type { Flow, Node } from '../process/process.ts'
import type { Run } from './run.ts'
import { changeLive } from './tokens.ts'

const joining: ReadonlySet<Node['kind']> = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway'])

/** Whether the token may be kept at a join; history tells that it is entered when it has all its tokens. */
export function isJoin({ node, via }: { readonly node: Node; readonly via?: Flow }): boolean {
  return via !== undefined && node.incoming.length > 1 && joining.has(node.kind)
}

/** The join keeps the token, counted by the flow it came over. Gives back all it holds in this scope. */
export function hold(run: Run, node: Node, scope: number, via: Flow): Readonly<Record<string, number>> {
  const current = run.scopes[scope]!
  const held = { ...current.joins?.[node.id] }
  held[via.id] = (held[via.id] ?? 0) + 1
  run.scopes[scope] = { ...current, joins: { ...current.joins, [node.id]: held } }
  return held
}

/**
 * The join has its tokens: one of each of `flows` become a single token, which enters it. Left out, `flows` are all that
 * have one.
 */
export function release(run: Run, node: Node, scope: number, flows?: readonly string[]): void {
  const current = run.scopes[scope]!
  const { [node.id]: held = {}, ...others } = current.joins ?? {}
  const given = Object.keys(held).filter((flow) => !flows || flows.includes(flow))
  const rest = Object.fromEntries(
    Object.entries(held).flatMap(([flow, count]) => {
      const left = given.includes(flow) ? count - 1 : count
      return left > 0 ? [[flow, left]] : []
    }),
  )
  const joins = Object.keys(rest).length === 0 ? others : { ...others, [node.id]: rest }
  const { joins: _, ...scopeWithout } = current
  run.scopes[scope] = Object.keys(joins).length === 0 ? scopeWithout : { ...scopeWithout, joins }
  run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
  const merged = given.length - 1
  if (merged > 0) changeLive(run, scope, -merged)
}
