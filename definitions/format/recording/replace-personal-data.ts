import {
  type Answers,
  type FieldNode,
  type FormDefinition,
  fieldSchema,
  isFileReference,
  type PropertySchema,
  placedNodes,
} from '#forms'
import { isObject } from '../shape.ts'
import type { Pseudonyms } from './pseudonyms.ts'

/**
 * Answers in which nothing typed by or about a person is left: whatever is not a choice, a number, a yes or no, or the
 * date of a field that holds no personal data, is replaced. What stands in no field of the form is replaced as text.
 */
export function replacePersonalData(form: FormDefinition | undefined, answers: Answers, names: Pseudonyms): Answers {
  const fields = new Map<string, (value: unknown) => unknown>()
  const groups = new Map<string, Map<string, (value: unknown) => unknown>>()
  for (const { node, group } of form ? placedNodes(form) : []) {
    if (node.kind !== 'field' || !form) continue
    const replace = ofField(node, fieldSchema(form, node, group), names)
    if (!group) fields.set(node.property, replace)
    else groups.set(group.property, (groups.get(group.property) ?? new Map()).set(node.property, replace))
  }
  return members(answers, (name, value) => {
    const items = groups.get(name)
    if (items && Array.isArray(value)) {
      return value.map((item) =>
        isObject(item) ? members(item, (key, of) => (items.get(key) ?? unknown(names))(of)) : item,
      )
    }
    return (fields.get(name) ?? unknown(names))(value)
  })
}

function ofField(field: FieldNode, schema: PropertySchema, names: Pseudonyms): (value: unknown) => unknown {
  if (isChoice(field, schema)) return (value) => value
  const isPublicDate = schema.format === 'date' && (field.sensitivity ?? 'none') === 'none'
  return isPublicDate ? (value) => value : (value) => replaced(value, schema, names)
}

/** One of the codes that a form offers says nothing of who chose it. */
function isChoice({ codeList, options }: FieldNode, { enum: values, const: one }: PropertySchema): boolean {
  return codeList !== undefined || options !== undefined || values !== undefined || one !== undefined
}

const unknown = (names: Pseudonyms) => (value: unknown) => replaced(value, {}, names)

function replaced(value: unknown, schema: PropertySchema, names: Pseudonyms): unknown {
  if (typeof value === 'string') return value === '' ? value : names.of(value, schema)
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, {}, names))
  if (isFileReference(value)) return { ...value, id: names.of(value.id, {}), name: names.of(value.name, {}) }
  return isObject(value) ? members(value, (_, member) => replaced(member, {}, names)) : value
}

function members(of: Readonly<Record<string, unknown>>, change: (name: string, value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(name, value)]))
}
