import { type FormDefinition, type LayoutNode, mayStandIn, type Place, placedNodes } from '#forms'

export type Step = 'up' | 'down'
/** Where something lands at a node; `left` and `right` of a field make columns. */
export type DropEdge = 'before' | 'after' | 'inside' | 'left' | 'right'

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
  if (!mayStand(form, node, outer.parent)) return besideSection(outer, step)
  return { parent: outer.parent?.id, index: step === 'up' ? outer.index : outer.index + 1 }
}

/** Where a form is shown in steps, what leaves a section goes into the next one. */
function besideSection({ siblings, index }: Standing, step: Step): Place | undefined {
  const other = siblings[step === 'up' ? index - 1 : index + 1]
  return other?.kind === 'section' ? { parent: other.id, index: step === 'up' ? other.children.length : 0 } : undefined
}

/** Where a node goes when it is dropped at the edge of another, or nothing where it may not. */
export function dropPlace(form: FormDefinition, id: string, target: string, edge: DropEdge): Place | undefined {
  const moved = placeOf(form, id)
  const at = placeOf(form, target)
  if (!moved || !at || id === target || contains(moved.node, target)) return undefined
  const place = edgePlace(form, moved.node, target, edge)
  if (!place) return undefined
  const before = edge !== 'inside' && at.parent === moved.parent && moved.index < place.index
  const inside = edge === 'inside' && moved.parent === at.node
  return before || inside ? { ...place, index: place.index - 1 } : place
}

/** Where something new goes at the edge of a node, or nothing where it may not; without a target, at the form's end. */
export function edgePlace(
  form: FormDefinition,
  node: LayoutNode,
  target: string | undefined,
  edge: DropEdge,
): Place | undefined {
  if (target === undefined) return mayStand(form, node, undefined) ? { index: form.layout.length } : undefined
  const at = placeOf(form, target)
  if (!at) return undefined
  const parent = edge === 'inside' ? at.node : at.parent
  if ((edge === 'inside' && !('children' in at.node)) || !mayStand(form, node, parent)) return undefined
  if (edge === 'inside') return { parent: at.node.id, index: 'children' in at.node ? at.node.children.length : 0 }
  return { parent: parent?.id, index: edge === 'before' || edge === 'left' ? at.index : at.index + 1 }
}

/** Whether a node may stand in another, or at the top of the form: in steps, that holds sections only. */
export function mayStand(form: FormDefinition, node: LayoutNode, parent: LayoutNode | undefined): boolean {
  if (parent === undefined && form.display === 'steps' && node.kind !== 'section') return false
  return mayStandIn(node, parent)
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

/**
 * Where new nodes go: after what is selected or into it, else as near behind it as all of them may stand; a section
 * behind the one that is selected. Nothing where the form has no place for them.
 */
export function placeNear(
  form: FormDefinition,
  nodes: readonly LayoutNode[],
  selected: string | undefined,
): Place | undefined {
  const fits = (parent: LayoutNode | undefined) => nodes.every((node) => mayStand(form, node, parent))
  const around = nodes.every(({ kind }) => kind === 'section') ? sectionAt(form, selected) : undefined
  if (around) return placeBehind(form, around)
  const near = placeAfter(form, selected)
  if (fits(near.parent === undefined ? undefined : placeOf(form, near.parent)?.node)) return near
  for (let id = near.parent; id !== undefined; id = placeOf(form, id)?.parent?.id) {
    if (fits(placeOf(form, id)?.parent)) return placeBehind(form, id)
  }
  const last = form.layout.findLast(({ kind }) => kind === 'section')
  return last && 'children' in last && fits(last) ? { parent: last.id, index: last.children.length } : undefined
}

/** The section that a node is, or else the innermost one around it. */
function sectionAt(form: FormDefinition, id: string | undefined): string | undefined {
  for (let at = id === undefined ? undefined : placeOf(form, id); at; at = at.parent && placeOf(form, at.parent.id))
    if (at.node.kind === 'section') return at.node.id
  return undefined
}
