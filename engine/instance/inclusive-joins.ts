import type { Node } from '../process/process.ts'
import { isLink, type Trigger } from '../process/trigger.ts'
import { release } from './joins.ts'
import type { Run } from './run.ts'
import { nodeAt } from './tokens.ts'

/**
 * Lets inclusive joins go on for which no token can still come (BPMN 2.0.2, 13.4.3). Gives back whether one did.
 *
 * A join is activated where it holds a token and every token in the same scope that can reach one of its empty
 * incoming flows without visiting the join can also reach one of its filled flows without visiting it.
 */
export function releaseInclusiveJoins(run: Run): boolean {
  for (const [key, { joins }] of Object.entries(run.scopes)) {
    for (const [id, held] of Object.entries(joins ?? {})) {
      const node = run.process.nodes.get(id)
      if (node?.kind !== 'inclusiveGateway') continue
      if (!nothingCanCome(run, node, Number(key), (flow) => Boolean(held[flow]))) continue
      release(run, node, Number(key))
      run.agenda.push({ do: 'leave', node, scope: Number(key) })
      return true
    }
  }
  return false
}

/** Whether no token can reach one of the join's flows that are not filled, but those that can fill the others as well. */
export function nothingCanCome(run: Run, join: Node, scope: number, isFilled: (flow: string) => boolean): boolean {
  const reachesEmpty = new Set<Node>()
  const reachesFilled = new Set<Node>()
  for (const flow of join.incoming) {
    for (const node of upstream(flow.source, join)) (isFilled(flow.id) ? reachesFilled : reachesEmpty).add(node)
  }
  return tokenNodes(run, scope, join).every((node) => !reachesEmpty.has(node) || reachesFilled.has(node))
}

/** Every element from which a token may come to `from`, `from` included, without visiting the join. */
function upstream(from: Node, join: Node): Set<Node> {
  const found = new Set<Node>()
  const open: Node[] = [from]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node === join || found.has(node)) continue
    found.add(node)
    for (const flow of node.incoming) open.push(flow.source)
    if (node.kind === 'boundaryEvent') open.push(nodeIn(join, node.detail.attachedTo))
    if (node.kind === 'catchEvent') open.push(...linkSources(join, node.detail.triggers))
  }
  return found
}

function linkSources(join: Node, triggers: readonly Trigger[]): Node[] {
  const names = triggers.flatMap((trigger) => (trigger.kind === 'link' ? [trigger.name] : []))
  if (names.length === 0) return []
  return join.container.nodes.filter(
    (node) => node.kind === 'throwEvent' && names.some((name) => isLink(node.detail.triggers, name)),
  )
}

function nodeIn(join: Node, id: string): Node {
  return join.container.nodes.find((node) => node.id === id) ?? join
}

/** Where the scope's other tokens stand: at elements, or held by other joins. */
function tokenNodes(run: Run, scope: number, join: Node): Node[] {
  const atElements = Object.values(run.tokens).filter((token) => token.scope === scope)
  const held = Object.keys(run.scopes[scope]?.joins ?? {}).filter((id) => id !== join.id)
  return [...atElements.map(({ at }) => nodeAt(run, at)), ...held.map((id) => nodeAt(run, id))]
}
