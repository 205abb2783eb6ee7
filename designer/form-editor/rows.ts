import { changeField, type FieldNode, type FormDefinition, fieldSchema, fieldSpan, moveNode, widgetOf } from '#forms'
import { type DropEdge, dropPlace, placeOf } from './moves.ts'
import { findPlaced } from './outline/node-words.ts'

/** Fields that may stand side by side. */
const most = 4
const whole = 24

/** The fields that stand in one row with a field on a desktop, itself included, in order; of a table, none but itself. */
export function rowOf(form: FormDefinition, id: string): readonly FieldNode[] {
  const here = placeOf(form, id)
  if (here?.node.kind !== 'field') return []
  if (here.parent?.kind === 'group' && here.parent.display === 'table') return [here.node]
  let row: FieldNode[] = []
  let taken = 0
  for (const node of here.siblings) {
    if (node.kind !== 'field') {
      if (row.some((field) => field.id === id)) return row
      row = []
      taken = 0
      continue
    }
    const span = spanOf(form, node)
    if (taken + span > whole) {
      if (row.some((field) => field.id === id)) return row
      row = []
      taken = 0
    }
    row.push(node)
    taken += span
  }
  return row
}

/**
 * Puts a field beside another, in one row of equal columns: that of the target as it was `seen`, before a new field moved
 * the others on. The row it leaves closes up.
 *
 * @returns nothing where it may not stand there, or the row is full.
 * @throws {FormEditError} where an answer of its name is there already.
 */
export function putBeside(
  form: FormDefinition,
  id: string,
  target: string,
  side: 'left' | 'right',
  seen: readonly FieldNode[] = rowOf(form, target),
): FormDefinition | undefined {
  const place = dropPlace(form, id, target, side)
  const left = rowOf(form, id)
  const row = seen.filter((field) => field.id !== id)
  if (!place || placeOf(form, id)?.node.kind !== 'field' || row.length === 0 || row.length >= most) return undefined
  const moved = moveNode(form, id, place)
  const at = row.findIndex((field) => field.id === target) + (side === 'left' ? 0 : 1)
  const ids = row.map((field) => field.id).toSpliced(at, 0, id)
  const even = isTable(moved, target) ? moved : evened(moved, ids)
  return left.some((field) => field.id === target) ? even : closedUp(even, left, id)
}

/**
 * Moves a field past its neighbour in the row; where there is none, into the row above (`left`) or below (`right`).
 *
 * @returns nothing where there is nothing to move past.
 */
export function moveSideways(form: FormDefinition, id: string, side: 'left' | 'right'): FormDefinition | undefined {
  const row = rowOf(form, id)
  const here = placeOf(form, id)
  if (!here || row.length === 0) return undefined
  const at = row.findIndex((field) => field.id === id)
  const beside = row[side === 'left' ? at - 1 : at + 1]
  if (beside) {
    const place = dropPlace(form, id, beside.id, side === 'left' ? 'before' : 'after')
    return place && moveNode(form, id, place)
  }
  const other = here.siblings[side === 'left' ? here.index - 1 : here.index + 1]
  if (other?.kind !== 'field') return undefined
  return putBeside(form, id, other.id, side === 'left' ? 'right' : 'left')
}

/** After a field was taken out of `row`: columns that were set for it are shared by those that stay. */
export function closedUp(form: FormDefinition, row: readonly FieldNode[], gone: string): FormDefinition {
  const stay = row.filter(({ id }) => id !== gone && placeOf(form, id))
  const wasEven = row.length > 2 && row.every(({ span }) => span === whole / row.length)
  return wasEven && stay.length === row.length - 1
    ? evened(
        form,
        stay.map(({ id }) => id),
      )
    : form
}

/** After a field of `row` was moved above or below others: a column that was set for it is now a row of its own. */
export function outOfRow(form: FormDefinition, row: readonly FieldNode[], id: string): FormDefinition {
  const field = row.find((field) => field.id === id)
  if (!field || row.length < 2 || field.span === undefined || field.span === whole) return form
  return closedUp(withSpan(form, id, whole), row, id)
}

/** Equal columns for these fields; those that they have by themselves are not written down. */
export function evened(form: FormDefinition, ids: readonly string[]): FormDefinition {
  const share = whole / ids.length
  const bare = ids.reduce((next, id) => withSpan(next, id, undefined), form)
  const isShare = (id: string) => {
    const node = placeOf(bare, id)?.node
    return node?.kind === 'field' && spanOf(bare, node) === share
  }
  return ids.every(isShare) ? bare : ids.reduce((next, id) => withSpan(next, id, share), form)
}

/** Whether it lands in a row with the target rather than above or below it. */
export function isBeside(edge: DropEdge): edge is 'left' | 'right' {
  return edge === 'left' || edge === 'right'
}

export function spanOf(form: FormDefinition, field: FieldNode): number {
  const placed = findPlaced(form, field.id)
  return fieldSpan(field, widgetOf(field, fieldSchema(form, field, placed?.group)), columnsAround(form, field.id))
}

/** Columns of the part of the form that a node stands in. */
export function columnsAround(form: FormDefinition, id: string): number {
  const placed = findPlaced(form, id)
  if (placed?.group) return placed.group.columns ?? 2
  for (const section of (placed?.sections ?? []).toReversed()) {
    const node = findPlaced(form, section)?.node
    if (node?.kind === 'section' && node.columns !== undefined) return node.columns
  }
  return form.columns ?? 2
}

function isTable(form: FormDefinition, id: string): boolean {
  const group = findPlaced(form, id)?.group
  return group?.display === 'table'
}

function withSpan(form: FormDefinition, id: string, span: number | undefined): FormDefinition {
  const node = placeOf(form, id)?.node
  return node?.kind === 'field' && node.span !== span ? changeField(form, id, { node: { span } }) : form
}
