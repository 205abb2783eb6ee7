import type { FieldNode, FormDefinition, GroupNode, LayoutNode, PropertySchema, Widget } from './form-definition.ts'
import { isObject } from './shape.ts'

/** A node of the layout and what stands around it. */
export interface PlacedNode {
  readonly node: LayoutNode
  /** Sections it stands in, outermost first. */
  readonly sections: readonly string[]
  /** The repeated group it is a field of. */
  readonly group?: GroupNode
}

/** Every node in the order it is read, parents before children. */
export function placedNodes(form: FormDefinition): readonly PlacedNode[] {
  const place = (node: LayoutNode, sections: readonly string[]): readonly PlacedNode[] => {
    if (node.kind === 'section')
      return [{ node, sections }, ...node.children.flatMap((child) => place(child, [...sections, node.id]))]
    if (node.kind === 'group')
      return [{ node, sections }, ...node.children.map((child) => ({ node: child, sections, group: node }))]
    return [{ node, sections }]
  }
  return form.layout.flatMap((node) => place(node, []))
}

/** The schema of a group's items: its properties and which of them are demanded. */
export function itemSchema(schema: PropertySchema | undefined): {
  readonly properties: Readonly<Record<string, PropertySchema>>
  readonly required: readonly string[]
} {
  const items = isObject(schema?.items) ? schema.items : {}
  return {
    properties: isObject(items.properties) ? (items.properties as Readonly<Record<string, PropertySchema>>) : {},
    required: Array.isArray(items.required) ? items.required.filter((name) => typeof name === 'string') : [],
  }
}

/** The JSON Schema of what a field answers; a reference into `$defs` is followed. */
export function fieldSchema(form: FormDefinition, field: FieldNode | GroupNode, group?: GroupNode): PropertySchema {
  const properties = group ? itemSchema(own(form.schema.properties, group.property)).properties : form.schema.properties
  return dereferenced(form, own(properties, field.property) ?? {})
}

function dereferenced(form: FormDefinition, schema: PropertySchema): PropertySchema {
  if (typeof schema.$ref !== 'string') return schema
  const { $ref, ...rest } = schema
  const target = own(form.schema.$defs ?? {}, String($ref).replace('#/$defs/', ''))
  return target ? { ...dereferenced(form, target), ...rest } : rest
}

/** The fields of a group; those it takes from other forms are not among them (`expandForm`). */
export function groupFields(group: GroupNode): readonly FieldNode[] {
  return group.children.filter((child) => child.kind === 'field')
}

const widgetsOfFormats: Readonly<Record<string, Widget>> = {
  date: 'date',
  'local-time': 'time',
  'citizen-id': 'person-id',
  'mobile-phone': 'phone',
  landline: 'phone',
  phone: 'phone',
}

/** How a field is asked: what the field says, or else what follows from its schema. */
export function widgetOf(field: FieldNode, schema: PropertySchema): Widget {
  if (field.widget) return field.widget
  const offersChoices = field.codeList !== undefined || field.options !== undefined
  if (schema.type === 'array') return 'multiple-choice'
  if (offersChoices) return 'choice'
  if (schema.type === 'boolean') return 'yes-no'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  const widget = own(widgetsOfFormats, String(schema.format))
  if (widget) return widget
  return typeof schema.maxLength === 'number' && schema.maxLength > 200 ? 'long-text' : 'text'
}

function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined
}
