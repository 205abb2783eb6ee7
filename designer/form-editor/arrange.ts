import {
  addField,
  copyNodes,
  type FormDefinition,
  type LayoutNode,
  moveNode,
  type NewNode,
  type Pasted,
  pasteNodes,
  placedNodes,
  removeNode,
} from '#forms'
import {
  type DropEdge,
  dropPlace,
  edgePlace,
  mayStand,
  placeBehind,
  placeNear,
  placeOf,
  type Step,
  stepPlace,
} from './moves.ts'
import { closedUp, isBeside, outOfRow, putBeside, rowOf } from './rows.ts'

/** What of the ids is not inside another of them, in the order of the form. */
export function topmost(form: FormDefinition, ids: readonly string[]): readonly string[] {
  const asked = new Set(ids)
  return placedNodes(form)
    .filter(
      ({ node, sections, group }) =>
        asked.has(node.id) && !sections.some((id) => asked.has(id)) && !(group && asked.has(group.id)),
    )
    .map(({ node }) => node.id)
}

/**
 * Moves nodes to the edge of another, one behind the other.
 *
 * @returns nothing where one of them may not stand there.
 * @throws {FormEditError} where an answer of the same name is there already.
 */
export function moveAll(
  form: FormDefinition,
  ids: readonly string[],
  target: string | undefined,
  edge: DropEdge,
): FormDefinition | undefined {
  const tops = topmost(form, ids)
  if (tops.length === 0 || (target !== undefined && tops.includes(target))) return undefined
  const [only] = tops
  if (tops.length === 1 && target !== undefined && isBeside(edge)) {
    const beside = putBeside(form, only!, target, edge)
    if (beside) return beside
  }
  let moved = form
  let anchor = target ?? form.layout.findLast(({ id }) => !tops.includes(id))?.id
  let where: DropEdge = target === undefined ? 'after' : edge
  if (anchor === undefined) return undefined
  for (const id of tops) {
    const row = rowOf(moved, id)
    const place = dropPlace(moved, id, anchor, where)
    if (!place) return undefined
    moved = outOfRow(moveNode(moved, id, place), row, id)
    anchor = id
    where = 'after'
  }
  return moved
}

/**
 * Moves nodes one step up or down, several as a block. Nothing where they cannot go further.
 *
 * @throws {FormEditError} where an answer of the same name is there already.
 */
export function stepAll(form: FormDefinition, ids: readonly string[], step: Step): FormDefinition | undefined {
  const tops = topmost(form, ids)
  const edge = step === 'up' ? tops[0] : tops.at(-1)
  const here = edge === undefined ? undefined : placeOf(form, edge)
  if (!here) return undefined
  if (tops.length === 1) {
    const place = stepPlace(form, here.node.id, step)
    return place && moveNode(form, here.node.id, place)
  }
  const beside = here.siblings[step === 'up' ? here.index - 1 : here.index + 1]
  return beside && moveAll(form, tops, beside.id, step === 'up' ? 'before' : 'after')
}

/** Whether all of them may go there; names that are taken there show only when they do. */
export function mayMoveAll(
  form: FormDefinition,
  ids: readonly string[],
  target: string | undefined,
  edge: DropEdge,
): boolean {
  const tops = topmost(form, ids)
  if (target === undefined) return tops.every((id) => edgePlace(form, nodeOf(form, id), undefined, edge) !== undefined)
  return (
    tops.length > 0 && !tops.includes(target) && tops.every((id) => dropPlace(form, id, target, edge) !== undefined)
  )
}

/** Adds a node at the edge of another; beside a field it shares its row. Nothing where it may not stand there. */
export function addAt(
  form: FormDefinition,
  added: NewNode,
  target: string | undefined,
  edge: DropEdge,
): FormDefinition | undefined {
  const plain = isBeside(edge) ? (edge === 'left' ? 'before' : 'after') : edge
  const place = edgePlace(form, added.node, target, plain)
  if (!place) return undefined
  const grown = addField(form, added, place)
  if (!isBeside(edge) || target === undefined || added.node.kind !== 'field') return grown
  return putBeside(grown, added.node.id, target, edge, rowOf(form, target)) ?? grown
}

/** Puts a section around nodes, where the first of them stood. Nothing where they stand in a repeated group. */
export function wrapInSection(
  form: FormDefinition,
  ids: readonly string[],
  section: Extract<LayoutNode, { readonly kind: 'section' }>,
): FormDefinition | undefined {
  const tops = topmost(form, ids)
  const first = tops[0] === undefined ? undefined : placeOf(form, tops[0])
  const inGroup = (id: string) => placeOf(form, id)?.parent?.kind === 'group'
  if (!first || tops.some(inGroup)) return undefined
  if (form.display === 'steps' && !first.parent) return undefined
  const around = addField(form, { node: section }, { parent: first.parent?.id, index: first.index })
  return tops.reduce((next, id) => {
    const place = dropPlace(next, id, section.id, 'inside')
    return place ? moveNode(next, id, place) : next
  }, around)
}

/** Copies of nodes right behind the last of them, or as near as all of them may stand. */
export function duplicateNodes(
  form: FormDefinition,
  ids: readonly string[],
  newId: (kind: string) => string,
): Pasted | undefined {
  const last = placeOf(form, topmost(form, ids).at(-1) ?? '')
  if (!last) return undefined
  const clip = copyNodes(form, ids)
  const isRoom = clip.form.layout.every((node) => mayStand(form, node, last.parent))
  const place = isRoom ? placeBehind(form, last.node.id) : placeNear(form, clip.form.layout, last.node.id)
  return place && pasteNodes(form, clip, place, newId)
}

/** Takes several nodes away; the rows they stood in close up. */
export function removeAll(form: FormDefinition, ids: readonly string[]): FormDefinition {
  return topmost(form, ids).reduce((rest, id) => closedUp(removeNode(rest, id), rowOf(rest, id), id), form)
}

function nodeOf(form: FormDefinition, id: string): LayoutNode {
  return placeOf(form, id)!.node
}
