import type { FormDefinition, PropertySchema } from '../form-definition.ts'
import { isObject } from '../shape.ts'

/** An answer's schema and whether it is demanded. */
export interface AnswerSchema {
  readonly schema: PropertySchema
  readonly required: boolean
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
}

/** The schema of an answer of the form, or of the items of the group whose property is `group`. */
export function answerSchema(form: FormDefinition, property: string, group?: string): AnswerSchema | undefined {
  const { properties = {}, required = [] } = objectSchema(form, group)
  const schema = Object.hasOwn(properties, property) ? properties[property] : undefined
  return schema && { schema, required: required.includes(property) }
}

/** The form with one answer's schema set, or taken away. */
export function withAnswerSchema(
  form: FormDefinition,
  property: string,
  answer: AnswerSchema | undefined,
  group?: string,
): FormDefinition {
  const object = objectSchema(form, group)
  const { [property]: _old, ...others } = object.properties ?? {}
  const properties = !answer
    ? others
    : object.properties && Object.hasOwn(object.properties, property)
      ? { ...object.properties, [property]: answer.schema }
      : { ...others, [property]: answer.schema }
  const changed = withDemanded({ ...object, properties }, property, answer?.required ?? false)
  if (group === undefined) return { ...form, schema: { ...changed, properties, type: 'object' } }
  return {
    ...form,
    schema: {
      ...form.schema,
      properties: { ...form.schema.properties, [group]: { ...form.schema.properties[group], items: changed } },
    },
  }
}

/** What is demanded already keeps its place: an edit of something else is no change of it. */
function withDemanded(object: ObjectSchema, property: string, isDemanded: boolean): ObjectSchema {
  const { required: before = [], ...rest } = object
  if (before.includes(property) === isDemanded) return object
  if (isDemanded) return { ...object, required: [...before, property] }
  const left = before.filter((name) => name !== property)
  return left.length > 0 ? { ...object, required: left } : rest
}

function objectSchema(form: FormDefinition, group: string | undefined): ObjectSchema {
  if (group === undefined) return form.schema
  const items = form.schema.properties[group]?.items
  return isObject(items) ? (items as ObjectSchema) : ({ type: 'object' } as ObjectSchema)
}
