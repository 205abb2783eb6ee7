import { elements } from '../../elements/index.ts'
import { linkTargets } from '../check-events.ts'
import type { FlowScope, Node } from '../process.ts'
import { hasTrigger } from '../trigger.ts'
import { fire, type Marking } from './marking.ts'

/** Something that can happen next: at which element, and what the marking is then. */
export interface Move {
  readonly at: Node
  readonly marking: Marking
}

/** More branches than this are looked at one by one and all together, not in every combination. */
const mostCombined = 4

/** Everything the control flow allows next; conditions may come out either way, and every event may happen. */
export function movesFrom(scope: FlowScope, marking: Marking): Move[] {
  return scope.nodes.flatMap((node) => movesAt(scope, node, marking))
}

function movesAt(scope: FlowScope, node: Node, marking: Marking): Move[] {
  const filled = node.incoming.map(({ id }) => id).filter((id) => marking.has(id))
  if (filled.length === 0) return []
  if (node.kind === 'parallelGateway' && node.incoming.length > 1) {
    if (filled.length < node.incoming.length) return []
    return [{ at: node, marking: fire(marking, filled, ids(node)) }]
  }
  if (node.kind === 'inclusiveGateway' && node.incoming.length > 1) {
    if (canStillCome(scope, node, marking)) return []
    return subsets(ids(node)).map((given) => ({ at: node, marking: fire(marking, filled, given) }))
  }
  const flow = filled[0]!
  if (endsScope(node)) return [{ at: node, marking: new Map() }]
  return outcomes(node).map((given) => ({ at: node, marking: fire(marking, [flow], given) }))
}

/** The sets of flows, one of which gets the tokens. */
export function outcomes(node: Node): string[][] {
  const out = ids(node)
  const onward = linkTargets(node).flatMap(ids)
  if (onward.length > 0) return [onward]
  if (node.kind === 'exclusiveGateway' || node.kind === 'eventBasedGateway') {
    return out.length > 0 ? out.map((flow) => [flow]) : [[]]
  }
  const plain = node.kind === 'inclusiveGateway' || node.conditional ? subsets(out) : [out]
  const events = 'prepare' in elements[node.kind] ? node.boundary : []
  const interrupted = events.filter(({ detail }) => detail.interrupting && !isCompensation(detail)).map(ids)
  const beside = events.filter(({ detail }) => !detail.interrupting).map(ids)
  return [...plain, ...interrupted, ...beside.map((more) => [...(plain[0] ?? []), ...more])]
}

function isCompensation({ triggers }: Extract<Node, { kind: 'boundaryEvent' }>['detail']): boolean {
  return hasTrigger(triggers, 'compensation')
}

function endsScope(node: Node): boolean {
  if (node.kind !== 'endEvent') return false
  const { triggers } = node.detail
  return (['terminate', 'error', 'cancel'] as const).some((kind) => hasTrigger(triggers, kind))
}

/** Every way to take at least one. */
function subsets(flows: readonly string[]): string[][] {
  if (flows.length === 0) return [[]]
  if (flows.length > mostCombined) return [...flows.map((flow) => [flow]), [...flows]]
  return Array.from({ length: 2 ** flows.length - 1 }, (_, index) =>
    flows.filter((_flow, at) => ((index + 1) >> at) % 2 === 1),
  )
}

/** The rule of the inclusive join (BPMN 2.0.2, 13.4.3) over tokens on flows. */
function canStillCome(scope: FlowScope, join: Node, marking: Marking): boolean {
  const reaches = (isFilled: boolean) => {
    const found = new Set<string>()
    const open = join.incoming.filter(({ id }) => marking.has(id) === isFilled).map(({ source }) => source)
    const seen = new Set<Node>([join])
    for (let node = open.pop(); node; node = open.pop()) {
      if (seen.has(node)) continue
      seen.add(node)
      for (const { id, source } of node.incoming) {
        found.add(id)
        open.push(source)
      }
      if (node.kind === 'boundaryEvent')
        open.push(...scope.nodes.filter((host) => host.boundary.some((each) => each === node)))
      if (node.kind === 'catchEvent') open.push(...scope.nodes.filter((other) => linkTargets(other).includes(node!)))
    }
    return found
  }
  const reachesEmpty = reaches(false)
  const reachesFilled = reaches(true)
  return [...marking.keys()].some((flow) => reachesEmpty.has(flow) && !reachesFilled.has(flow))
}

function ids(node: Node): string[] {
  return node.outgoing.map(({ id }) => id)
}
