import { type FormDefinition, type LayoutNode, mayStandIn, type Place, placedNodes } from '#forms'

export type Step = 'up' | 'down'
export type DropEdge = 'before' | 'after' | 'inside'

/**
 * Where a node goes when it moves one step: past a neighbour, into a section or out of one. It does not cross the
 * border of a group, as that would change the shape of the answers.
 */
export function stepPlace(form: FormDefinition, id: string, step: Step): Place | undefined {
  const here = placeOf(form, id)
  if (!here) return undefined
  const { siblings, index, parent, node } = here
  const neighbour = siblings[step === 'up' ? index - 1 : index + 1]
  if (neighbour) {
    if (neighbour.kind === 'section' && node.kind !== 'section')
      return { parent: neighbour.id, index: step === 'up' ? neighbour.children.length : 0 }
    return { parent: parent?.id, index: step === 'up' ? index - 1 : index + 1 }
  }
  if (parent?.kind !== 'section') return undefined
  const outer = placeOf(form, parent.id)!
  return { parent: outer.parent?.id, index: step === 'up' ? outer.index : outer.index + 1 }
}

/** Where a node goes when it is dropped at the edge of another, or nothing where it may not. */
export function dropPlace(form: FormDefinition, id: string, target: string, edge: DropEdge): Place | undefined {
  const moved = placeOf(form, id)
  const at = placeOf(form, target)
  if (!moved || !at || id === target || contains(moved.node, target)) return undefined
  const parent = edge === 'inside' ? at.node : at.parent
  if (!mayStandIn(moved.node, parent)) return undefined
  if (edge === 'inside') return { parent: at.node.id, index: 'children' in at.node ? at.node.children.length : 0 }
  const index = edge === 'before' ? at.index : at.index + 1
  const before = at.parent === moved.parent && moved.index < index
  return { parent: parent?.id, index: before ? index - 1 : index }
}

export const mayDrop = (form: FormDefinition, id: string, target: string, edge: DropEdge): boolean =>
  dropPlace(form, id, target, edge) !== undefined

/** Where a new node goes: at the end of the selected section or group, or after the selected node. */
export function placeAfter(form: FormDefinition, selected: string | undefined): Place {
  const at = selected === undefined ? undefined : placeOf(form, selected)
  if (!at) return { index: form.layout.length }
  if ('children' in at.node) return { parent: at.node.id, index: at.node.children.length }
  return { parent: at.parent?.id, index: at.index + 1 }
}

/** The place right behind a node, outside it. */
export function placeBehind(form: FormDefinition, id: string): Place {
  const at = placeOf(form, id)
  return at ? { ...(at.parent && { parent: at.parent.id }), index: at.index + 1 } : { index: form.layout.length }
}

export interface Standing {
  readonly node: LayoutNode
  readonly parent: LayoutNode | undefined
  readonly siblings: readonly LayoutNode[]
  readonly index: number
}

export function placeOf(form: FormDefinition, id: string): Standing | undefined {
  const all = placedNodes(form).map(({ node }) => node)
  const parent = all.find((node) => 'children' in node && node.children.some((child) => child.id === id))
  const siblings: readonly LayoutNode[] = parent && 'children' in parent ? parent.children : form.layout
  const index = siblings.findIndex((node) => node.id === id)
  return index < 0 ? undefined : { node: siblings[index]!, parent, siblings, index }
}

function contains(node: LayoutNode, id: string): boolean {
  return 'children' in node && node.children.some((child) => child.id === id || contains(child, id))
}
