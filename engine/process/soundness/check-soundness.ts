import type { Finding } from '#findings'
import { implicitStarts } from '../implicit-starts.ts'
import { isInstantiating } from '../instantiating.ts'
import { type FlowScope, hasFlow, type Node, type Process } from '../process.ts'
import { doubt } from '../process-findings.ts'
import { fire, type Marking, markingKey } from './marking.ts'
import { type Move, movesFrom, outcomes } from './moves.ts'

/** Beyond as many different situations a scope is not looked at further. */
const mostSituations = 1500

/**
 * Whether each scope can always come to its end, found by trying everything its control flow allows. A situation that
 * cannot go on and an element reached twice at once are told with the way that leads there. Data may exclude that way,
 * so they are doubts.
 */
export function checkSoundness({ flow, nodes }: Process): Finding[] {
  const inner = [...nodes.values()].flatMap((node) => (hasFlow(node) ? [node.detail.flow] : []))
  return [flow, ...inner].flatMap((scope) => [...explore(scope), ...endlessLoops(scope)])
}

interface Situation {
  readonly marking: Marking
  readonly via?: Node
  readonly from?: Situation
}

function explore(scope: FlowScope): Finding[] {
  if (scope.nodes.some(countsTokens)) return []
  const findings = new Map<string, Finding>()
  const seen = new Set<string>()
  const open: Situation[] = scope.startEvents.map((start) => ({
    marking: fire(
      new Map(),
      [],
      start.outgoing.map(({ id }) => id),
    ),
    via: start,
  }))
  open.push(...begunWithin(scope), ...begunUnbidden(scope))
  for (let next = 0; next < open.length && open.length < mostSituations; next += 1) {
    const situation = open[next]!
    const moves = movesFrom(scope, situation.marking)
    if (moves.length === 0 && situation.marking.size > 0) stuck(scope, situation, findings)
    for (const move of moves) {
      const after: Situation = { marking: move.marking, via: move.at, from: situation }
      if (twice(scope, move, after, findings)) continue
      const key = markingKey(move.marking)
      if (seen.has(key)) continue
      seen.add(key)
      open.push(after)
    }
  }
  return [...findings.values()]
}

/** What its rule is cannot be told from which flows have a token. */
function countsTokens({ kind, startQuantity, completionQuantity }: Node): boolean {
  return kind === 'complexGateway' || startQuantity !== undefined || completionQuantity !== undefined
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

/** A scope without a start event: what no flow leads to begins together. */
function begunUnbidden(scope: FlowScope): Situation[] {
  const first = implicitStarts(scope)
  if (first.length === 0) return []
  const none: Marking[] = [new Map()]
  const begun = first.reduce(
    (markings, node) =>
      markings.flatMap((marking) => outcomes(node).map((given) => fire(marking, [], given))).slice(0, mostSituations),
    none,
  )
  return begun.map((marking) => ({ marking, via: first[0]! }))
}

/** Tokens are held by joins that nothing can complete. */
function stuck(scope: FlowScope, situation: Situation, findings: Map<string, Finding>): void {
  for (const node of scope.nodes) {
    if (!node.incoming.some(({ id }) => situation.marking.has(id)) || findings.has(`stuck ${node.id}`)) continue
    const [zh, en] = wayTo(situation)
    findings.set(
      `stuck ${node.id}`,
      doubt(
        'join-never-fires',
        node.id,
        [
          `“${nameOf(node, 'zh-CN')}”可能永远等不到所有分支：${zh}`,
          `"${nameOf(node, 'en')}" may wait for ever for a branch: ${en}`,
        ],
        ['请使分开与汇合的网关类型一致', 'Let the gateway that joins be of the kind that splits'],
      ),
    )
  }
}

/**
 * A second token comes to where one is already: what follows would be done twice, unless it is an end, or lies on a way
 * beside the others that an event may begin as often as it happens. Gives back whether two tokens are on one flow.
 */
function twice(scope: FlowScope, { marking }: Move, situation: Situation, findings: Map<string, Finding>): boolean {
  const doubled = [...marking].filter(([, count]) => count > 1).map(([flow]) => flow)
  if (doubled.length === 0) return false
  const beside = besideTheOthers(scope)
  const node = scope.nodes.find(
    (each) => each.kind !== 'endEvent' && !beside.has(each) && each.incoming.some(({ id }) => doubled.includes(id)),
  )
  if (node && !findings.has(`twice ${node.id}`)) {
    const [zh, en] = wayTo(situation)
    findings.set(
      `twice ${node.id}`,
      doubt(
        'runs-twice',
        node.id,
        [`“${nameOf(node, 'zh-CN')}”可能同时被执行两次：${zh}`, `"${nameOf(node, 'en')}" may run twice at once: ${en}`],
        ['请先用并行或包容网关汇合分支', 'Join the branches by a parallel or inclusive gateway first'],
      ),
    )
  }
  return true
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

/** The elements passed on the way, in both languages. */
function wayTo(situation: Situation): [zh: string, en: string] {
  const way: Node[] = []
  for (let at: Situation | undefined = situation; at?.via; at = at.from) way.unshift(at.via)
  const shown = way.length > 12 ? way.slice(-12) : way
  const joined = (locale: 'zh-CN' | 'en') => shown.map((node) => nameOf(node, locale)).join(' → ')
  return [joined('zh-CN'), joined('en')]
}

function nameOf({ name }: Node, locale: 'zh-CN' | 'en'): string {
  return name[locale] ?? name['zh-CN']
}

const waitless = new Set<Node['kind']>([
  ...(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'throwEvent'] as const),
  ...(['noneTask', 'manualTask', 'scriptTask', 'businessRuleTask', 'sendTask'] as const),
])

/** Loops in which nothing waits: they run until their condition ends them, or the engine does. */
function endlessLoops({ nodes }: FlowScope): Finding[] {
  for (const start of nodes.filter(({ kind }) => waitless.has(kind))) {
    const seen = new Set<Node>()
    const open = start.outgoing.map(({ target }) => target)
    for (let node = open.pop(); node; node = open.pop()) {
      if (node === start) return [noWait(start)]
      if (seen.has(node) || !waitless.has(node.kind)) continue
      seen.add(node)
      open.push(...node.outgoing.map(({ target }) => target))
    }
  }
  return []
}

function noWait(node: Node): Finding {
  return doubt(
    'loop-without-wait',
    node.id,
    [
      `经过“${nameOf(node, 'zh-CN')}”的循环中没有任何等待`,
      `The loop through "${nameOf(node, 'en')}" never waits for anything`,
    ],
    ['请确认循环条件一定会结束，或在循环中加入任务或定时', 'Make sure that it ends, or put a task or a timer into it'],
  )
}
