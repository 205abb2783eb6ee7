import type { CompiledField, CompiledForm, CompiledGroup } from '../data/compiled-form.ts'
import { itemId } from '../data/item-ids.ts'
import type { PropertySchema } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { answerShapes, shapeOfWidget } from './answer-shapes.ts'

/**
 * A JSON Schema of the answers of several forms as they are stored once accepted, made to write types from: a property
 * for each form, under its id, with a type of its own under `$defs`. What a person may leave out, or the rules may hide, is
 * optional. Nothing of it is code: titles are words without ends of comments, schemas have known keywords only.
 */
export function answersTypeSchema(forms: readonly CompiledForm[]): PropertySchema {
  const $defs: Record<string, PropertySchema> = { ...answerShapes }
  const properties: Record<string, PropertySchema> = {}
  for (const compiled of forms) {
    const name = freeName(typeName(compiled.form.id), $defs)
    $defs[name] = {
      title: name,
      description: comment(compiled.form.title['zh-CN']),
      ...objectOf([...compiled.byProperty.values()], compiled, name),
    }
    properties[compiled.form.id] = { $ref: `#/$defs/${name}` }
  }
  return {
    title: 'AnswersByForm',
    description: 'The answers of each form, by its id.',
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    $defs,
  }
}

/** `rental-registration` makes `RentalRegistration`. */
export function typeName(id: string): string {
  const words = id.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('')
  return /^\p{L}/u.test(name) ? name : `Form${name}`
}

function freeName(wish: string, taken: Readonly<Record<string, unknown>>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wish : `${wish}${number}`
    if (!Object.hasOwn(taken, name)) return name
  }
}

function objectOf(
  nodes: readonly (CompiledField | CompiledGroup)[],
  compiled: CompiledForm,
  owner: string,
): PropertySchema {
  return {
    type: 'object',
    properties: Object.fromEntries(nodes.map((node) => [node.property, schemaOf(node, compiled, owner)])),
    required: nodes.filter(isAlwaysThere).map(({ property }) => property),
    additionalProperties: false,
  }
}

function schemaOf(node: CompiledField | CompiledGroup, compiled: CompiledForm, owner: string): PropertySchema {
  const description = comment(node.node.title['zh-CN'])
  if (node.kind === 'field') return { description, ...fieldSchema(node, compiled) }
  const items = objectOf(node.fields, compiled, owner)
  return {
    description,
    type: 'array',
    items: {
      title: `${owner}${typeName(node.property)}Item`,
      ...items,
      properties: {
        ...(isObject(items.properties) && items.properties),
        ...(node.keyed && { [itemId]: { type: 'string', description: 'Tells the items apart.' } }),
      },
    },
  }
}

function fieldSchema({ widget, schema, node }: CompiledField, { form }: CompiledForm): PropertySchema {
  const shape = shapeOfWidget[widget]
  if (shape) return shape
  const values = node.options?.map(({ value }) => value)
  if (widget === 'choice' && values) return { type: 'string', enum: values }
  if (widget === 'multiple-choice' && values) return { type: 'array', items: { type: 'string', enum: values } }
  return typed(schema, form.schema.$defs ?? {})
}

/** The keywords of a schema that say of what type a value is, with references followed. */
function typed(schema: unknown, definitions: Readonly<Record<string, PropertySchema>>): PropertySchema {
  if (!isObject(schema)) return {}
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.replace('#/$defs/', '')
    return Object.hasOwn(definitions, name) ? typed(definitions[name], definitions) : {}
  }
  const inner = (value: unknown) => typed(value, definitions)
  const { type, items, properties, required } = schema
  return {
    ...(typeof type === 'string' && { type }),
    ...(Array.isArray(schema.enum) && { enum: schema.enum }),
    ...('const' in schema && { enum: [schema.const] }),
    ...(items !== undefined && { items: inner(items) }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, inner(value)])),
      ...(Array.isArray(required) && { required }),
    }),
    ...(schema.additionalProperties === false && { additionalProperties: false }),
  }
}

/** Demanded by the schema, and by no rule hidden, locked or computed. */
function isAlwaysThere({ required, rules, sections }: CompiledField | CompiledGroup): boolean {
  return required && [{ rules }, ...sections].every(({ rules }) => !rules.visible && !rules.readonly && !rules.value)
}

function comment(title: string): string {
  return title.replaceAll('*/', '*∕')
}
