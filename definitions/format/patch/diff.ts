import { canonicalJson } from '../digest.ts'
import { longestRising } from './longest-rising.ts'
import type { Change, Patch } from './patch.ts'
import { childrenOf, type Entries, type Entry, entriesOf, type TreeNode } from './tree.ts'

/**
 * What turns `below` into `edited`: `apply(below, diff(below, edited))` is `edited`. Both have the same root.
 *
 * Values come first, then new and moved nodes in the order in which they stand, then what is removed, so that nothing is
 * put behind or into a node that is not there yet. As few siblings are moved as can be.
 *
 * @throws {NodeIdTwiceError}
 */
export function diff(below: TreeNode, edited: TreeNode): Patch {
  const before = entriesOf(below)
  const after = entriesOf(edited)
  return { changes: [...valueChanges(before, after), ...placeChanges(before, after), ...removals(before, after)] }
}

function valueChanges(before: Entries, after: Entries): Change[] {
  return [...after.values()].flatMap((now) => {
    const old = before.get(now.id)
    return old ? changedValues(old, now) : []
  })
}

function changedValues({ id, values: old }: Entry, { values: now }: Entry): Change[] {
  const unset = [...old.keys()]
    .filter((property) => !now.has(property))
    .map((property): Change => ({ op: 'unset', node: id, property }))
  const set = [...now]
    .filter(([property, value]) => !old.has(property) || canonicalJson(old.get(property)) !== canonicalJson(value))
    .map(([property, value]): Change => ({ op: 'set', node: id, property, value }))
  return [...unset, ...set]
}

function placeChanges(before: Entries, after: Entries): Change[] {
  return [...after.values()].flatMap((parent) =>
    [...parent.lists].flatMap(([list, children]) => {
      const staying = unmoved(childrenOf(before.get(parent.id), list), children)
      return children.flatMap((node, index): Change[] => {
        if (staying.has(node)) return []
        const place = { parent: parent.id, list, after: children[index - 1] ?? null }
        return before.has(node)
          ? [{ op: 'move', node, ...place }]
          : [{ op: 'add', node, ...place, values: Object.fromEntries(after.get(node)!.values) }]
      })
    }),
  )
}

/** The most children that keep their order among each other. */
function unmoved(before: readonly string[], after: readonly string[]): Set<string> {
  const rank = new Map(before.map((id, index) => [id, index]))
  const kept = after.filter((id) => rank.has(id))
  return new Set(longestRising(kept.map((id) => rank.get(id)!)).map((index) => kept[index]!))
}

function removals(before: Entries, after: Entries): Change[] {
  return [...before.values()]
    .filter(({ id, parent }) => !after.has(id) && (!parent || after.has(parent.id)))
    .map(({ id }) => ({ op: 'remove', node: id }))
}
