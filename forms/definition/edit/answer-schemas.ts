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
  const demanded = (object.required ?? []).filter((name) => name !== property)
  const properties = !answer
    ? others
    : object.properties && Object.hasOwn(object.properties, property)
      ? { ...object.properties, [property]: answer.schema }
      : { ...others, [property]: answer.schema }
  const { required: _required, ...rest } = object
  const required = answer?.required ? [...demanded, property] : demanded
  const changed = { ...rest, properties, ...(required.length > 0 && { required }) }
  if (group === undefined) return { ...form, schema: { ...changed, type: 'object' } }
  return {
    ...form,
    schema: {
      ...form.schema,
      properties: { ...form.schema.properties, [group]: { ...form.schema.properties[group], items: changed } },
    },
  }
}

function objectSchema(form: FormDefinition, group: string | undefined): ObjectSchema {
  if (group === undefined) return form.schema
  const items = form.schema.properties[group]?.items
  return isObject(items) ? (items as ObjectSchema) : ({ type: 'object' } as ObjectSchema)
}
