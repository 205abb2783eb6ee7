import type { LocalizedText } from '#findings'
import type { CodeList, FieldNode, PropertySchema } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'

/** One of the values a person chooses from. */
export interface Choice {
  readonly value: string
  readonly title: LocalizedText
}

/** What a field offers: its own options, its code list, or the values its schema lists; nothing where any value is allowed. */
export function choicesOf(
  field: FieldNode,
  schema: PropertySchema,
  codeLists: ReadonlyMap<string, CodeList>,
): readonly Choice[] | undefined {
  if (field.options) return field.options.map(({ value, title }) => ({ value, title }))
  if (field.codeList !== undefined)
    return (codeLists.get(field.codeList)?.codes ?? []).map(({ code, title }) => ({ value: code, title }))
  const values = isObject(schema.items) ? schema.items.enum : schema.enum
  return Array.isArray(values)
    ? values.filter((value) => typeof value === 'string').map((value) => ({ value, title: { 'zh-CN': value } }))
    : undefined
}
