import type { Answers, AnswersSchema, PropertySchema } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm } from './compiled-form.ts'
import { itemId } from './item-ids.ts'
import { compileSchema, type SchemaCheck, type SchemaError } from './json-schema.ts'

/**
 * How the answers do not fit the schema: the first error of each answer by its JSON pointer, an error deep inside an
 * answer being the answer's; `undefined` where they fit. Whether something is missing is for the rules to say as well, so
 * it is left out here.
 */
export function schemaErrors(compiled: CompiledForm, answers: Answers): ReadonlyMap<string, SchemaError> | undefined {
  const found = checkOf(compiled)(answers)
  if (found.length === 0) return undefined
  const errors = new Map<string, SchemaError>()
  for (const error of found) {
    const path = seatOf(compiled, error.instancePath)
    if (!errors.has(path)) errors.set(path, error)
  }
  return errors
}

/** The pointer of the answer that a pointer leads to or into. */
function seatOf({ byProperty }: CompiledForm, pointer: string): string {
  const [, property = '', index, inner] = pointer.split('/')
  const node = byProperty.get(property)
  if (node?.kind === 'group' && index !== undefined && inner !== undefined && node.byProperty.has(inner))
    return `/${property}/${index}/${inner}`
  return `/${property}`
}

const checks = new WeakMap<CompiledForm, SchemaCheck>()

function checkOf(compiled: CompiledForm): SchemaCheck {
  const known = checks.get(compiled)
  if (known) return known
  const check = compileSchema(withoutDemands(compiled))
  checks.set(compiled, check)
  return check
}

/** The form's schema where nothing is demanded, in groups neither; items may say which they are. */
function withoutDemands({ form, order }: CompiledForm): AnswersSchema {
  const { required: _required, ...schema } = form.schema
  const properties: Record<string, PropertySchema> = { ...schema.properties }
  for (const node of order) {
    const property = node.kind === 'group' ? properties[node.property] : undefined
    if (node.kind !== 'group' || !property || !isObject(property.items)) continue
    const { required: _demanded, ...items } = property.items
    const inner = isObject(items.properties) ? items.properties : {}
    properties[node.property] = {
      ...property,
      items: { ...items, ...(node.keyed && { properties: { ...inner, [itemId]: { type: 'string' } } }) },
    }
  }
  return { ...schema, properties }
}
