import type { Json, TreeNode } from './tree.ts'

/** The values by which a node says that no layer of a narrower region may touch it, nor anything in it. */
export const lockProperties: readonly string[] = ['locked', 'gezhi:locked']

/** The nodes of a definition that lock themselves. */
export function lockedNodes(tree: TreeNode): string[] {
  const own = lockProperties.some((property) => isLock(tree.values.get(property))) ? [tree.id] : []
  return [...own, ...[...tree.lists.values()].flat().flatMap(lockedNodes)]
}

function isLock(value: Json | undefined): boolean {
  return value === true || value === 'true'
}
