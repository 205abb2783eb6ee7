import type { DefinitionKind } from '../bundle.ts'
import { apply } from './apply.ts'
import { definitionOfTree, treeOfDefinition } from './definition-tree.ts'
import { diff } from './diff.ts'
import { entriesOf, isWithin } from './tree.ts'

/**
 * The edited text with one node as it lies below: its values and its place; `deep` with everything in it. A node that the
 * edit added stays, since nothing of it lies below. Parts of the node that have no id of their own go with it.
 * Missing where one of the texts cannot be read.
 */
export async function inherited(
  kind: DefinitionKind,
  below: string,
  edited: string,
  node: string,
  { deep = false }: { readonly deep?: boolean } = {},
): Promise<string | undefined> {
  const [old, now] = await Promise.all([treeOfDefinition(kind, below), treeOfDefinition(kind, edited)])
  if (!old.tree || !now.tree) return undefined
  const trees = [entriesOf(old.tree), entriesOf(now.tree)] as const
  if (!trees[0].has(node)) return edited
  const isOf = (changed: string) =>
    changed === node ||
    (node !== '/' && changed.startsWith(`${node}/`)) ||
    (deep && trees.some((entries) => isWithin(entries, changed, node)))
  const kept = diff(old.tree, now.tree).changes.filter((change) => !isOf(change.node))
  const { resolved } = apply(old.tree, { changes: kept })
  return (await definitionOfTree(kind, resolved)).content
}

/** The nodes of an edited text that differ from what lies below: changed, moved or added. */
export async function adaptedNodes(
  kind: DefinitionKind,
  below: string,
  edited: string,
): Promise<ReadonlyMap<string, 'changed' | 'added'>> {
  const [old, now] = await Promise.all([treeOfDefinition(kind, below), treeOfDefinition(kind, edited)])
  const found = new Map<string, 'changed' | 'added'>()
  if (!old.tree || !now.tree) return found
  for (const { op, node } of diff(old.tree, now.tree).changes) {
    if (op === 'add') found.set(node, 'added')
    else if (op !== 'remove' && !found.has(node)) found.set(node, 'changed')
  }
  return found
}
