import type { FlowScope, Node } from '../process.ts'
import { beginnings } from './beginnings.ts'
import { markingKey } from './marking.ts'
import { movesFrom } from './moves.ts'
import type { Situation } from './situation.ts'

/** Beyond as many different situations a scope is not looked at further. */
const mostSituations = 1500

/** What was found by trying everything that the control flow of a scope allows. */
export interface Explored {
  /** By the keys of their markings, the shortest way to each, nearest first. */
  readonly situations: ReadonlyMap<string, Situation>
  /** By the key of a situation: those that may come next. */
  readonly next: ReadonlyMap<string, readonly string[]>
  /** Tokens are left, and none can move. */
  readonly stuck: readonly Situation[]
  /** Two tokens are on one flow; what comes after that is not looked at. */
  readonly doubled: readonly Situation[]
  /** Elements that a token has passed. */
  readonly passed: ReadonlySet<Node>
  /** Whether this is all there is. */
  readonly isWhole: boolean
}

export function explore(scope: FlowScope): Explored {
  const situations = new Map<string, Situation>()
  const next = new Map<string, readonly string[]>()
  const stuck: Situation[] = []
  const doubled: Situation[] = []
  const passed = new Set<Node>()
  const open: [key: string, situation: Situation][] = []
  const meet = (situation: Situation): string => {
    const key = markingKey(situation.marking)
    if (situation.via) passed.add(situation.via)
    if (!situations.has(key)) {
      situations.set(key, situation)
      open.push([key, situation])
    }
    return key
  }
  for (const situation of beginnings(scope)) meet(situation)
  let at = 0
  for (; at < open.length && open.length < mostSituations; at += 1) {
    const [key, situation] = open[at]!
    const moves = movesFrom(scope, situation.marking)
    if (moves.length === 0 && situation.marking.size > 0) stuck.push(situation)
    const after: string[] = []
    for (const move of moves) {
      const come: Situation = { marking: move.marking, via: move.at, from: situation }
      if ([...move.marking.values()].some((count) => count > 1)) doubled.push(come)
      else after.push(meet(come))
    }
    next.set(key, after)
  }
  return { situations, next, stuck, doubled, passed, isWhole: at === open.length && doubled.length === 0 }
}
