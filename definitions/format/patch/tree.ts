/** A value as JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * A definition of any kind as patches see it: nodes with permanent ids, each with values by name and with children in
 * named lists. The order of children counts; that of values and of lists does not.
 */
export interface TreeNode {
  readonly id: string
  readonly values: ReadonlyMap<string, Json>
  readonly lists: ReadonlyMap<string, readonly TreeNode[]>
}

/** Where a node stands: in a list of its parent, behind a sibling, or first of all. */
export interface Place {
  readonly parent: string
  readonly list: string
  readonly after: string | null
}

/** A node of a tree that is being changed; its children by id. */
export interface Entry {
  readonly id: string
  readonly values: Map<string, Json>
  readonly lists: Map<string, string[]>
  parent?: { readonly id: string; readonly list: string }
}

/** All nodes of a tree by id, each parent before its children. */
export type Entries = Map<string, Entry>

/** Two nodes of one tree have the same id, so that it cannot be patched. */
export class NodeIdTwiceError extends Error {
  readonly code = 'node-id-twice'
  readonly node: string

  constructor(node: string) {
    super(`Two nodes have the id "${node}", so a patch could not tell them apart. Give one of them another id.`)
    this.node = node
  }
}

/** @throws {NodeIdTwiceError} */
export function entriesOf(root: TreeNode): Entries {
  const entries: Entries = new Map()
  const open: { node: TreeNode; parent?: Entry['parent'] }[] = [{ node: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, parent } = next
    if (entries.has(node.id)) throw new NodeIdTwiceError(node.id)
    const lists = [...node.lists].filter(([, children]) => children.length > 0)
    entries.set(node.id, {
      id: node.id,
      values: new Map(node.values),
      lists: new Map(lists.map(([list, children]) => [list, children.map(({ id }) => id)])),
      parent,
    })
    for (const [list, children] of lists.reverse()) {
      for (const child of children.toReversed()) open.push({ node: child, parent: { id: node.id, list } })
    }
  }
  return entries
}

export function treeFrom(entries: Entries, rootId: string): TreeNode {
  const entry = entries.get(rootId)!
  return {
    id: entry.id,
    values: entry.values,
    lists: new Map(
      [...entry.lists]
        .filter(([, children]) => children.length > 0)
        .map(([list, children]) => [list, children.map((id) => treeFrom(entries, id))]),
    ),
  }
}

/** The children of one list, in their order. */
export function childrenOf(entry: Entry | undefined, list: string): readonly string[] {
  return entry?.lists.get(list) ?? []
}

/** Where a node stands now; nothing for the root. */
export function placeOf(entries: Entries, id: string): Place | undefined {
  const parent = entries.get(id)?.parent
  if (!parent) return undefined
  const siblings = childrenOf(entries.get(parent.id), parent.list)
  return { parent: parent.id, list: parent.list, after: siblings[siblings.indexOf(id) - 1] ?? null }
}

/** The node and everything in it, parents first. */
export function subtreeOf(entries: Entries, id: string): string[] {
  const found: string[] = []
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next)
    const lists = [...(entries.get(next)?.lists.values() ?? [])]
    open.push(...lists.flat().reverse())
  }
  return found
}

/** Whether `id` is `ancestor`, or in it. */
export function isWithin(entries: Entries, id: string, ancestor: string): boolean {
  for (let at: string | undefined = id; at !== undefined; at = entries.get(at)?.parent?.id) {
    if (at === ancestor) return true
  }
  return false
}
