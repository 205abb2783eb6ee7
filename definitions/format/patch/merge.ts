import type { Finding } from '#findings'
import { canonicalJson } from '../digest.ts'
import { type ApplyOptions, apply } from './apply.ts'
import { type Clashing, clashOf, holds, type Standing } from './clash.ts'
import { type Choice, type Conflict, conflictOf } from './conflict.ts'
import { diff } from './diff.ts'
import { drawnAlong } from './drawings.ts'
import { nameOfNode } from './node-name.ts'
import type { Change, Patch, SettledChoice } from './patch.ts'
import { signedAs } from './signed.ts'
import { childrenOf, type Entries, entriesOf, placeOf, subtreeOf, type TreeNode } from './tree.ts'

export interface MergeOptions extends ApplyOptions {
  /** What a person chose, by the id of the conflict. */
  readonly choices?: ReadonlyMap<string, Choice>
}

export interface Merged {
  readonly resolved: TreeNode
  /** Turns `newBelow` into `resolved`: what the layer stores from now on. */
  readonly patch: Patch
  /** Those without a choice; what lies below holds there. */
  readonly conflicts: readonly Conflict[]
  /** Changes that could not be made even on `oldBelow`. */
  readonly problems: readonly Finding[]
}

/**
 * Carries a patch that was made on `oldBelow` over to `newBelow` (three-way). `merge(a, a, patch)` resolves to
 * `apply(a, patch)`.
 *
 * @throws {NodeIdTwiceError}
 */
export function merge(
  oldBelow: TreeNode,
  newBelow: TreeNode,
  patch: Patch,
  { locked = [], choices = new Map() }: MergeOptions = {},
): Merged {
  const edited = apply(oldBelow, patch)
  const trees: Clashing = {
    old: entriesOf(oldBelow),
    now: entriesOf(newBelow),
    mine: entriesOf(edited.resolved),
    locked: new Set(locked),
  }
  const conflicts = new Map<string, Conflict>()
  const kept = { changes: [] as Change[], settled: [] as SettledChoice[] }
  const settled = new Map((patch.settled ?? []).map((choice) => [choice.conflict, choice]))
  const ready = new Map([...trees.now.values()].map(({ id, parent }) => [id, parent?.id]))

  for (const change of diff(oldBelow, edited.resolved).changes) {
    const clash = clashOf(trees, ready, change)
    if (clash === 'done') continue
    const conflict =
      clash &&
      conflictOf(clash, nameOfNode(clash.node, trees.mine, trees.now, trees.old), {
        circular: 'parent' in change && holds(ready, change.node, change.parent),
      })
    const choice = conflict && chosen(conflict, choices, settled)
    if (conflict && choice) kept.settled.push(settledBy(conflict, choice, settled))
    if (conflict && !choice) conflicts.set(conflict.id, conflict)
    const made = !conflict ? [change] : choice === 'here' ? insisted(trees, ready, change, conflict) : []
    for (const one of made) {
      if (one.op === 'move' && holds(ready, one.node, one.parent)) continue
      if (one.op === 'add' || one.op === 'move') ready.set(one.node, one.parent)
      kept.changes.push(one)
    }
  }

  const alone = anchored(trees, kept.changes)
  const first = apply(newBelow, { changes: alone }, { locked })
  const along = drawnAlong(trees, alone, entriesOf(first.resolved))
  const { resolved, problems } = along === alone ? first : apply(newBelow, { changes: along }, { locked })
  return {
    resolved,
    patch: {
      changes: signedAs(diff(newBelow, resolved).changes, patch.changes),
      ...(patch.locks && { locks: patch.locks }),
      ...(kept.settled.length > 0 && { settled: kept.settled }),
    },
    conflicts: [...conflicts.values()],
    problems: [...edited.problems, ...problems],
  }
}

/** What was chosen now, or before as long as the same lies below as then; only what the conflict offers. */
function chosen(
  conflict: Conflict,
  choices: ReadonlyMap<string, Choice>,
  settled: ReadonlyMap<string, SettledChoice>,
): Choice | undefined {
  const before = settled.get(conflict.id)
  const choice = choices.get(conflict.id) ?? (before && before.below === belowOf(conflict) ? before.choice : undefined)
  return conflict.choices.some((offered) => offered.choice === choice) ? choice : undefined
}

function settledBy(conflict: Conflict, choice: Choice, settled: ReadonlyMap<string, SettledChoice>): SettledChoice {
  const before = settled.get(conflict.id)
  const below = belowOf(conflict)
  if (before?.choice === choice && before.below === below) return before
  return { conflict: conflict.id, choice, ...(below !== undefined && { below }) }
}

function belowOf({ below }: Conflict): string | undefined {
  return below === undefined ? undefined : canonicalJson(below)
}

/** The changes that make a conflict go this layer's way. */
function insisted(trees: Clashing, ready: Standing, change: Change, { kind }: Conflict): Change[] {
  if (kind === 'locked') return []
  if (kind === 'removed-below') return restored(trees, ready, 'parent' in change ? change.parent : change.node, change)
  if (kind === 'id-taken' && change.op === 'add') return replaced(trees, change)
  return [change]
}

/** Brings back what is gone below, from the outermost node that is missing. */
function restored({ mine }: Clashing, ready: Standing, missing: string, change: Change): Change[] {
  let top = missing
  for (let at = mine.get(top)?.parent?.id; at !== undefined && !ready.has(at); at = mine.get(at)?.parent?.id) top = at
  const added = subtreeOf(mine, top).filter((id) => !ready.has(id))
  const adds = added.map((node): Change => {
    const place = placeOf(mine, node)!
    return { op: 'add', node, ...place, values: Object.fromEntries(mine.get(node)!.values) }
  })
  return added.includes(change.node) ? adds : [...adds, change]
}

function replaced({ now }: Clashing, change: Change & { readonly op: 'add' }): Change[] {
  const { node, parent, list, after, values } = change
  const standing = [...now.get(node)!.values.keys()]
  return [
    { op: 'move', node, parent, list, after },
    ...standing
      .filter((property) => !Object.hasOwn(values, property))
      .map((property): Change => ({ op: 'unset', node, property })),
    ...Object.entries(values).map(([property, value]): Change => ({ op: 'set', node, property, value })),
  ]
}

/** The changes, each placed behind the nearest sibling that is still there. */
function anchored({ now, mine }: Clashing, changes: readonly Change[]): Change[] {
  const placed = new Map<string, string>()
  const spot = (parent: string, list: string) => JSON.stringify([parent, list])
  return changes.map((change) => {
    if (change.op !== 'add' && change.op !== 'move') return change
    const { parent, list, node } = change
    const siblings = childrenOf(mine.get(parent), list)
    const after = siblings
      .slice(0, Math.max(siblings.indexOf(node), 0))
      .findLast((id) => (placed.get(id) ?? spotOf(now, id, spot)) === spot(parent, list))
    placed.set(node, spot(parent, list))
    return { ...change, after: after ?? null }
  })
}

function spotOf(entries: Entries, id: string, spot: (parent: string, list: string) => string): string | undefined {
  const parent = entries.get(id)?.parent
  return parent && spot(parent.id, parent.list)
}
