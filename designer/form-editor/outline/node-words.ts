import {
  type FormDefinition,
  fieldSchema,
  type LayoutNode,
  type NodeKind,
  type PlacedNode,
  placedNodes,
  widgetOf,
} from '#forms'

/** Which of the palette's kinds a node is. */
export function kindOf(form: FormDefinition, { node, group }: PlacedNode): NodeKind {
  switch (node.kind) {
    case 'group':
      return node.display === 'table' ? 'table' : 'group'
    case 'section':
    case 'use':
      return node.kind
    case 'text':
      return 'words'
    case 'field': {
      const widget = widgetOf(node, fieldSchema(form, node, group))
      return widget === 'choice' && node.codeList !== undefined ? 'code-list' : widget
    }
  }
}

/** What a person reads at a node. */
export function wordsOf(node: LayoutNode) {
  return node.kind === 'text' ? node.text : node.title
}

export function findPlaced(form: FormDefinition, id: string | undefined): PlacedNode | undefined {
  return id === undefined ? undefined : placedNodes(form).find(({ node }) => node.id === id)
}
