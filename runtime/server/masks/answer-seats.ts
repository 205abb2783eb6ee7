import type { Answers, CompiledField, CompiledForm } from '#forms'

/** Where an answer stands: in the form, or in an item of a repeated group. */
export interface AnswerSeat {
  readonly field: CompiledField
  readonly value: unknown
  /** JSON pointer into the answers. */
  readonly path: string
  /** The group's property, the item's place in it, and the item. */
  readonly group?: string
  readonly index?: number
  readonly item?: Answers
}

/** The answers with each one that is there replaced by what `replace` gives; the same object where nothing changes. */
export function mapAnswers(form: CompiledForm, answers: Answers, replace: (seat: AnswerSeat) => unknown): Answers {
  let result = answers
  for (const node of form.byProperty.values()) {
    const value = own(answers, node.property)
    if (value === undefined) continue
    const path = `/${node.property}`
    const next =
      node.kind === 'field'
        ? replace({ field: node, value, path })
        : Array.isArray(value)
          ? sameOr(
              value,
              value.map((item: unknown, index) =>
                mapItem(node.fields, { path, group: node.property, index }, item, replace),
              ),
            )
          : value
    if (next !== value) result = { ...result, [node.property]: next }
  }
  return result
}

type Around = Required<Pick<AnswerSeat, 'path' | 'group' | 'index'>>

function mapItem(
  fields: readonly CompiledField[],
  { path, group, index }: Around,
  item: unknown,
  replace: (seat: AnswerSeat) => unknown,
): unknown {
  if (!isItem(item)) return item
  let result = item
  for (const field of fields) {
    const value = own(item, field.property)
    if (value === undefined) continue
    const next = replace({ field, value, path: `${path}/${index}/${field.property}`, group, index, item })
    if (next !== value) result = { ...result, [field.property]: next }
  }
  return result
}

function sameOr<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return after.every((item, index) => item === before[index]) ? before : after
}

export function isItem(item: unknown): item is Answers {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}

/** A member of its own, never one of JavaScript's. */
export function own(answers: Answers, name: string): unknown {
  return Object.hasOwn(answers, name) ? answers[name] : undefined
}
