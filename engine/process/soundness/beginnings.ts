import { implicitStarts } from '../implicit-starts.ts'
import { isInstantiating } from '../instantiating.ts'
import type { FlowScope } from '../process.ts'
import { fire } from './marking.ts'
import { outcomes } from './moves.ts'
import type { Situation } from './situation.ts'

/** The situations in which a scope may begin. */
export function beginnings(scope: FlowScope): Situation[] {
  const plain = scope.startEvents.map((start) => ({
    marking: fire(
      new Map(),
      [],
      start.outgoing.map(({ id }) => id),
    ),
    via: start,
  }))
  return [...plain, ...begunWithin(scope), ...begunImplicitly(scope)]
}

/** An instance that begins at a receive task or event-based gateway: as if a flow led there. */
function begunWithin(scope: FlowScope): Situation[] {
  const first = scope.nodes.filter((node) => node.incoming.length === 0 && isInstantiating(node))
  return first.flatMap((node) => {
    const flows = node.outgoing.map(({ id }) => id)
    const isChoice = node.kind === 'eventBasedGateway' && node.detail.instantiates === 'exclusive'
    const given = isChoice ? flows.map((flow) => [flow]) : [flows]
    return given.map((each) => ({ marking: fire(new Map(), [], each), via: node }))
  })
}

/** Without a start event: each element that no flow leads to begins, in every combination of what may come of them. */
function begunImplicitly(scope: FlowScope): Situation[] {
  const nodes = implicitStarts(scope)
  const [via] = nodes
  if (!via) return []
  const combined = nodes.reduce<readonly (readonly string[])[]>(
    (before, node) =>
      before.flatMap((given) => outcomes(node).map((more) => [...given, ...more])).slice(0, mostBeginnings),
    [[]],
  )
  return combined.map((given) => ({ marking: fire(new Map(), [], given), via }))
}

const mostBeginnings = 64
