import type { FieldNode, LayoutNode, UseNode } from '../form-definition.ts'

/** Where a node is put: before the `index`th child of a section or group, or of the form itself where `parent` is left out. */
export interface Place {
  readonly parent?: string
  readonly index: number
}

/** The layout without a node. */
export function without(layout: readonly LayoutNode[], id: string): readonly LayoutNode[] {
  return layout.filter((node) => node.id !== id).map((node) => withChildren(node, (children) => without(children, id)))
}

export function inserted(
  layout: readonly LayoutNode[],
  node: LayoutNode,
  { parent, index }: Place,
): readonly LayoutNode[] {
  if (parent === undefined) return layout.toSpliced(index, 0, node)
  return layout.map((entry) =>
    withChildren(entry, (children) =>
      entry.id === parent ? children.toSpliced(index, 0, node) : inserted(children, node, { parent, index }),
    ),
  )
}

/** The layout with a node changed in its place. */
export function replaced(
  layout: readonly LayoutNode[],
  id: string,
  change: (node: LayoutNode) => LayoutNode,
): readonly LayoutNode[] {
  return layout.map((node) =>
    node.id === id ? change(node) : withChildren(node, (children) => replaced(children, id, change)),
  )
}

/** Sections hold anything, groups hold fields and what they use of other forms. */
export function mayStandIn(node: LayoutNode, parent: LayoutNode | undefined): boolean {
  if (parent === undefined || parent.kind === 'section') return true
  return parent.kind === 'group' && (node.kind === 'field' || node.kind === 'use')
}

function withChildren(
  node: LayoutNode,
  change: (children: readonly LayoutNode[]) => readonly LayoutNode[],
): LayoutNode {
  if (node.kind === 'section') return { ...node, children: change(node.children) }
  if (node.kind !== 'group') return node
  const isItem = (child: LayoutNode): child is FieldNode | UseNode => child.kind === 'field' || child.kind === 'use'
  return { ...node, children: change(node.children).filter(isItem) }
}
