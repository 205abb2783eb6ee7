import { canonicalJson } from '../digest.ts'
import { lockOver } from './apply.ts'
import type { NodeConflictKind } from './conflict.ts'
import type { Change } from './patch.ts'
import { type Entries, type Entry, type Json, subtreeOf } from './tree.ts'

/** What lay below, what lies there now, and what this layer made of the old. */
export interface Clashing {
  readonly old: Entries
  readonly now: Entries
  readonly mine: Entries
  readonly locked: ReadonlySet<string>
}

/** The parents of the nodes that are there, by id. */
export type Standing = ReadonlyMap<string, string | undefined>

export interface Clash {
  readonly kind: NodeConflictKind
  readonly node: string
  readonly property?: string
  readonly was?: Json
  readonly below?: Json
  readonly here?: Json
}

/**
 * Why a change made on the old tree cannot simply be made on the new one; `done` where nothing is left to do. `ready`
 * is what stands there now, or will by changes before this one.
 */
export function clashOf(trees: Clashing, ready: Standing, change: Change): Clash | 'done' | undefined {
  const { node } = change
  if (change.op === 'remove' && !trees.now.has(node)) return 'done'
  const lock = lockOn(trees, change)
  if (lock) return { kind: 'locked', node }
  switch (change.op) {
    case 'set':
      return valueClash(trees, ready, node, change.property, change.value)
    case 'unset':
      return valueClash(trees, ready, node, change.property, undefined)
    case 'add':
      return addClash(trees, ready, change)
    case 'move':
      return moveClash(trees, ready, change)
    case 'remove':
      return removeClash(trees, node)
  }
}

function lockOn({ now, locked }: Clashing, change: Change): boolean {
  const over = (id: string) => lockOver(now, locked, id) !== undefined
  if (change.op === 'add') return over(change.parent)
  if (change.op === 'move') return over(change.node) || over(change.parent)
  return over(change.node) || (change.op === 'remove' && subtreeOf(now, change.node).some((id) => locked.has(id)))
}

function valueClash(
  { old, now }: Clashing,
  ready: Standing,
  node: string,
  property: string,
  here: Json | undefined,
): Clash | 'done' | undefined {
  const entry = now.get(node)
  const was = old.get(node)?.values.get(property)
  const values = { ...(was !== undefined && { was }), ...(here !== undefined && { here }) }
  if (!entry) return ready.has(node) ? 'done' : { kind: 'removed-below', node, property, ...values }
  const below = entry.values.get(property)
  if (same(below, here)) return 'done'
  if (same(below, was)) return undefined
  return { kind: 'both-changed', node, property, ...values, ...(below !== undefined && { below }) }
}

function addClash(
  { now }: Clashing,
  ready: Standing,
  { node, parent, list, values }: Change & { readonly op: 'add' },
): Clash | 'done' | undefined {
  const taken = now.get(node)
  if (taken) {
    const below = Object.fromEntries(taken.values)
    const alike = same(below, values) && taken.parent?.id === parent && taken.parent.list === list
    return alike ? 'done' : { kind: 'id-taken', node, below, here: values }
  }
  if (ready.has(node)) return 'done'
  return ready.has(parent) ? undefined : { kind: 'removed-below', node, here: values }
}

function moveClash(
  { old, now }: Clashing,
  ready: Standing,
  { node, parent, list }: Change & { readonly op: 'move' },
): Clash | 'done' | undefined {
  const entry = now.get(node)
  const here = { parent, list }
  const was = spot(old.get(node))
  if (!entry) return ready.has(node) ? 'done' : { kind: 'removed-below', node, ...(was && { was }), here }
  if (!ready.has(parent)) return { kind: 'removed-below', node, ...(was && { was }), here }
  const below = spot(entry)
  const elsewhere = !same(below, was) && !same(below, here)
  return elsewhere || holds(ready, node, parent)
    ? { kind: 'both-moved', node, ...(was && { was }), ...(below && { below }), here }
    : undefined
}

function removeClash({ old, now, mine }: Clashing, node: string): Clash | undefined {
  const touched = subtreeOf(now, node).find((id) => {
    const before = old.get(id)
    const after = now.get(id)!
    if (mine.has(id)) return false
    return !before || !same(Object.fromEntries(before.values), Object.fromEntries(after.values)) || moved(before, after)
  })
  if (touched === undefined) return undefined
  const was = old.get(touched)
  return {
    kind: 'changed-below',
    node,
    ...(was && { was: Object.fromEntries(was.values) }),
    below: Object.fromEntries(now.get(touched)!.values),
  }
}

function moved(before: Entry, after: Entry): boolean {
  return !same(spot(before), spot(after))
}

function spot(entry: Entry | undefined): { readonly parent: string; readonly list: string } | undefined {
  return entry?.parent && { parent: entry.parent.id, list: entry.parent.list }
}

function same(left: Json | undefined, right: Json | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right))
}

/** Whether `id` is `ancestor`, or lies in it. */
export function holds(ready: Standing, ancestor: string, id: string): boolean {
  for (let at: string | undefined = id; at !== undefined; at = ready.get(at)) if (at === ancestor) return true
  return false
}
