import type { Finding } from '#findings'
import { type FlowScope, hasFlow, type Node, type Process } from '../process.ts'
import { doubt } from '../process-findings.ts'
import { deadElements } from './dead-elements.ts'
import { explore } from './explore.ts'
import { neverEnding } from './never-ending.ts'
import { nameOf, type Situation, wayTo } from './situation.ts'
import { waitFreeLoops } from './wait-free-loops.ts'

/**
 * Whether each scope is sound, found by trying everything its control flow allows: it can always come to its end, no
 * element is dead, and nothing is left over or done twice. What breaks one of these is told with the way that leads
 * there. Data may exclude that way, so they are doubts.
 */
export function checkSoundness({ flow, nodes }: Process): Finding[] {
  const inner = [...nodes.values()].filter(hasFlow)
  const isBroken = isBrokenOff(flow)
  return [
    ...checkScope(flow, isBroken),
    ...inner.flatMap((node) => checkScope(node.detail.flow, isBroken || canBeBrokenOff(node, nodes))),
  ]
}

/** Where it may be broken off from outside, a scope need not come to an end by itself. */
function checkScope(scope: FlowScope, isBrokenOff: boolean): Finding[] {
  if (scope.nodes.some(countsTokens)) return waitFreeLoops(scope)
  const found = explore(scope)
  return [
    ...neverFiring(scope, found.stuck),
    ...runningTwice(scope, found.doubled),
    ...(found.isWhole ? deadElements(scope, found) : []),
    ...(found.isWhole && !isBrokenOff ? neverEnding(found) : []),
    ...waitFreeLoops(scope),
  ]
}

function isBrokenOff({ eventSubProcesses }: FlowScope): boolean {
  return eventSubProcesses.some(({ detail }) => detail.flow.startEvents.some((start) => start.detail.interrupting))
}

function canBeBrokenOff(node: Node, nodes: Process['nodes']): boolean {
  for (let at: Node | undefined = node; at; at = nodes.get(at.container.id)) {
    if (at.boundary.some(({ detail }) => detail.interrupting)) return true
    if (hasFlow(at) && isBrokenOff(at.detail.flow)) return true
  }
  return false
}

/** What its rule is cannot be told from which flows have a token. */
function countsTokens({ kind, startQuantity, completionQuantity }: Node): boolean {
  return kind === 'complexGateway' || startQuantity !== undefined || completionQuantity !== undefined
}

/** Tokens are held by joins that nothing can complete. */
function neverFiring({ nodes }: FlowScope, stuck: readonly Situation[]): Finding[] {
  return nodes.flatMap((node) => {
    const situation = stuck.find(({ marking }) => node.incoming.some(({ id }) => marking.has(id)))
    if (!situation) return []
    const [zh, en] = wayTo(situation)
    return doubt(
      'join-never-fires',
      node.id,
      [
        `“${nameOf(node, 'zh-CN')}”可能永远等不到所有分支：${zh}`,
        `"${nameOf(node, 'en')}" may wait for ever for a branch: ${en}`,
      ],
      ['请使分开与汇合的网关类型一致', 'Let the gateway that joins be of the kind that splits'],
    )
  })
}

/**
 * A second token comes to where one is already: what follows would be done twice, unless it is an end, or lies on a way
 * beside the others that an event may begin as often as it happens.
 */
function runningTwice(scope: FlowScope, doubled: readonly Situation[]): Finding[] {
  const beside = besideTheOthers(scope)
  const found = new Map<string, Finding>()
  for (const situation of doubled) {
    const node = scope.nodes.find(
      (each) =>
        each.kind !== 'endEvent' &&
        !beside.has(each) &&
        each.incoming.some(({ id }) => (situation.marking.get(id) ?? 0) > 1),
    )
    if (!node || found.has(node.id)) continue
    const [zh, en] = wayTo(situation)
    found.set(
      node.id,
      doubt(
        'runs-twice',
        node.id,
        [`“${nameOf(node, 'zh-CN')}”可能同时被执行两次：${zh}`, `"${nameOf(node, 'en')}" may run twice at once: ${en}`],
        ['请先用并行或包容网关汇合分支', 'Join the branches by a parallel or inclusive gateway first'],
      ),
    )
  }
  return [...found.values()]
}

/** What can be reached from events that do not interrupt their activity. */
function besideTheOthers({ nodes }: FlowScope): ReadonlySet<Node> {
  const found = new Set<Node>()
  const open: Node[] = nodes.filter((node) => node.kind === 'boundaryEvent' && !node.detail.interrupting)
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node)) continue
    found.add(node)
    open.push(...node.outgoing.map(({ target }) => target))
  }
  return found
}
