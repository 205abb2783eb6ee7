import type { LocalizedText } from '#findings'
import type { CompiledField, CompiledForm, CompiledGroup } from '../../data/compile-form.ts'
import { isUnanswered } from '../../data/form-state.ts'
import type { Answers, FormDefinition } from '../../definition/form-definition.ts'
import { placedNodes } from '../../definition/form-nodes.ts'
import { isObject } from '../../definition/shape.ts'

/** An answer that a newer version of the form has no place for. */
export interface LostAnswer {
  readonly title: LocalizedText
  readonly value: unknown
}

export interface FittingAnswers {
  readonly answers: Answers
  readonly lost: readonly LostAnswer[]
}

/**
 * What of a draft still fits `compiled`. Where the version it was typed into is known, a field is found by its permanent
 * id, whatever its property is called now. An answer of another JSON type, or that is not offered any more, does not fit.
 */
export function fittingAnswers(compiled: CompiledForm, typed: Answers, before?: FormDefinition): FittingAnswers {
  const olds = before ? namesOf(before) : new Map<string, OldName>()
  const nodes = [...compiled.byProperty.values()]
  const answers: Record<string, unknown> = {}
  const lost: LostAnswer[] = []

  for (const [property, value] of Object.entries(typed)) {
    if (isUnanswered(value)) continue
    const old = olds.get(property)
    const node = old ? nodes.find(({ id }) => id === old.id) : compiled.byProperty.get(property)
    const title = old?.title ?? node?.node.title ?? { 'zh-CN': property }
    if (!node || !fits(node, value)) {
      lost.push({ title, value })
      continue
    }
    answers[node.property] = node.kind === 'group' ? fittingItems(node, value, old?.fields, lost) : value
  }
  return { answers, lost }
}

interface OldName {
  readonly id: string
  readonly title: LocalizedText
  readonly fields?: ReadonlyMap<string, OldName>
}

function namesOf(form: FormDefinition): ReadonlyMap<string, OldName> {
  const names = new Map<string, OldName>()
  const inside = new Map<string, Map<string, OldName>>()
  for (const { node, group } of placedNodes(form)) {
    if (node.kind !== 'field' && node.kind !== 'group') continue
    const fields = node.kind === 'group' ? new Map<string, OldName>() : undefined
    if (fields) inside.set(node.id, fields)
    const name = { id: node.id, title: node.title, fields }
    if (group) inside.get(group.id)?.set(node.property, name)
    else names.set(node.property, name)
  }
  return names
}

function fittingItems(
  group: CompiledGroup,
  items: unknown,
  olds: ReadonlyMap<string, OldName> | undefined,
  lost: LostAnswer[],
): readonly unknown[] {
  if (!Array.isArray(items)) return []
  return items.filter(isObject).map((item) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([property, value]) => {
        if (isUnanswered(value)) return []
        const old = olds?.get(property)
        const field = group.fields.find((field) => (old ? field.id === old.id : field.property === property))
        if (field && fits(field, value)) return [[field.property, value] as const]
        lost.push({ title: old?.title ?? field?.node.title ?? { 'zh-CN': property }, value })
        return []
      }),
    ),
  )
}

function fits(node: CompiledField | CompiledGroup, value: unknown): boolean {
  const { type } = node.schema
  const types: readonly unknown[] = Array.isArray(type) ? type : type === undefined ? [] : [type]
  // A text that is no number yet is kept as it was typed, for the person to mend.
  if (types.length > 0 && !types.includes(jsonType(value)) && typeof value !== 'string') {
    if (!(types.includes('integer') && Number.isInteger(value))) return false
  }
  if (node.kind !== 'field' || !node.choices) return node.kind !== 'group' || Array.isArray(value)
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.every((entry) => node.choices?.some((choice) => choice.value === entry))
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
