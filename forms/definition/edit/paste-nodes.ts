import type {
  FieldNode,
  FormDefinition,
  GroupNode,
  LayoutNode,
  PropertySchema,
  Rule,
  UseNode,
} from '../form-definition.ts'
import { groupFields, placedNodes } from '../form-nodes.ts'
import { isObject } from '../shape.ts'
import { answerSchema, withAnswerSchema } from './answer-schemas.ts'
import type { Clip } from './copy-nodes.ts'
import { FormEditError } from './edit-form.ts'
import { freshProperty } from './fresh-names.ts'
import { inserted, mayStandIn, type Place } from './layout-tree.ts'
import { renamed } from './rename-in-expression.ts'

export interface Pasted {
  readonly form: FormDefinition
  /** Ids of the nodes that came in, without those inside them. */
  readonly ids: readonly string[]
}

/**
 * Puts copied nodes into a form. Everything gets a new id from `newId`; a name that is taken gets a number behind it,
 * and the rules that came along follow. What they read that this form does not have, `checkForm` tells.
 *
 * @throws {FormEditError} where a node cannot stand there.
 */
export function pasteNodes(form: FormDefinition, clip: Clip, place: Place, newId: (kind: string) => string): Pasted {
  const fresh = freshened(clip.form, newId, (name, taken) => nameFor(form, place, name, taken))
  return insertNodes(form, fresh, place)
}

/**
 * Puts nodes, schemas and rules of `from` into a form as they are.
 *
 * @throws {FormEditError} where a node cannot stand there, or an answer of that name exists.
 */
export function insertNodes(form: FormDefinition, from: FormDefinition, place: Place): Pasted {
  const parent = parentOf(form, place)
  const group = parent?.kind === 'group' ? parent.property : undefined
  for (const node of from.layout)
    if (!mayStandIn(node, parent)) throw new FormEditError(`A ${node.kind} cannot stand in a ${parent?.kind}.`)
  const layout = from.layout.reduce(
    (grown, node, offset) => inserted(grown, node, { ...place, index: place.index + offset }),
    form.layout,
  )
  const { $defs, refer } = withDefinitions(form, from)
  const start: FormDefinition = { ...form, layout, ...($defs && { schema: { ...form.schema, $defs } }) }
  const grown = Object.entries(from.schema.properties).reduce((next, [name, schema]) => {
    if (answerSchema(next, name, group)) throw new FormEditError(`There is an answer "${name}" already.`)
    const required = from.schema.required?.includes(name) ?? false
    return withAnswerSchema(next, name, { schema: refer(schema), required }, group)
  }, start)
  const rules = from.rules ?? []
  return {
    form: rules.length > 0 ? { ...grown, rules: [...(form.rules ?? []), ...rules] } : grown,
    ids: from.layout.map(({ id }) => id),
  }
}

/** A copy with new ids throughout, and properties named by `nameOf`. */
function freshened(
  clip: FormDefinition,
  newId: (kind: string) => string,
  nameOf: (name: string, taken: ReadonlySet<string>) => string,
): FormDefinition {
  const names = new Map<string, string>()
  for (const name of Object.keys(clip.schema.properties)) names.set(name, nameOf(name, new Set(names.values())))
  const ids = new Map(placedNodes(clip).map(({ node }) => [node.id, newId(node.kind)]))
  const id = (old: string) => ids.get(old) ?? old
  const name = (old: string) => names.get(old) ?? old

  const field = (node: FieldNode, group?: GroupNode): FieldNode => ({
    ...node,
    id: id(node.id),
    property: group ? node.property : name(node.property),
    ...(node.options && { options: node.options.map((option) => ({ ...option, id: newId('option') })) }),
    ...(node.within !== undefined && { within: insideOf(group).has(node.within) ? node.within : name(node.within) }),
  })
  const child = (node: FieldNode | UseNode, group: GroupNode) =>
    node.kind === 'field' ? field(node, group) : { ...node, id: id(node.id) }
  const fresh = (node: LayoutNode): LayoutNode => {
    switch (node.kind) {
      case 'field':
        return field(node)
      case 'group':
        return {
          ...node,
          id: id(node.id),
          property: name(node.property),
          children: node.children.map((each) => child(each, node)),
        }
      case 'section':
        return { ...node, id: id(node.id), children: node.children.map(fresh) }
      case 'text':
      case 'use':
        return { ...node, id: id(node.id) }
    }
  }
  const groups = new Map(placedNodes(clip).map(({ node, group }) => [node.id, group]))
  const rule = (old: Rule): Rule => ({
    ...old,
    id: newId('rule'),
    target: id(old.target),
    expression: renamedAll(
      old.expression,
      [...names].filter(([from, to]) => from !== to && !insideOf(groups.get(old.target)).has(from)),
    ),
  })
  return {
    ...clip,
    layout: clip.layout.map(fresh),
    schema: {
      ...clip.schema,
      properties: Object.fromEntries(
        Object.entries(clip.schema.properties).map(([old, schema]) => [name(old), schema]),
      ),
      ...(clip.schema.required && { required: clip.schema.required.map(name) }),
    },
    ...(clip.rules && { rules: clip.rules.map(rule) }),
  }
}

/** All names at once: one may become what another was. */
function renamedAll(expression: string, names: readonly (readonly [from: string, to: string])[]): string {
  const stand = (index: number) => `_pasted_${index}_`
  const away = names.reduce((text, [from], index) => renamed(text, from, stand(index)), expression)
  return names.reduce((text, [, to], index) => renamed(text, stand(index), to), away)
}

function insideOf(group: GroupNode | undefined): ReadonlySet<string> {
  return new Set(group ? groupFields(group).map(({ property }) => property) : [])
}

/** `name` where it is free there, else with a number behind it. */
function nameFor(form: FormDefinition, place: Place, name: string, taken: ReadonlySet<string>): string {
  const parent = parentOf(form, place)
  const group = parent?.kind === 'group' ? parent.property : undefined
  if (!answerSchema(form, name, group) && !taken.has(name)) return name
  const others = Object.fromEntries([...taken].map((other) => [other, {}]))
  const crowded = { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, ...others } } }
  return freshProperty(name, crowded)
}

/** Shared schemas that come along keep their names where those are free or mean the same. */
function withDefinitions(form: FormDefinition, from: FormDefinition) {
  const own = form.schema.$defs ?? {}
  const coming = Object.entries(from.schema.$defs ?? {})
  const names = new Map<string, string>()
  const taken = new Set([...Object.keys(own), ...coming.map(([name]) => name)])
  for (const [name, schema] of coming) {
    const isSame = !Object.hasOwn(own, name) || JSON.stringify(own[name]) === JSON.stringify(schema)
    const free = isSame ? name : firstFree(name, taken)
    taken.add(free)
    names.set(name, free)
  }
  const refer = (schema: PropertySchema) => referring(schema, names) as PropertySchema
  const added = coming.map(([name, schema]) => [names.get(name)!, refer(schema)] as const)
  return { refer, $defs: coming.length > 0 ? { ...own, ...Object.fromEntries(added) } : undefined }
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`
}

function referring(schema: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => referring(each, names))
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.startsWith(prefix)
        ? [key, prefix + (names.get(value.slice(prefix.length)) ?? value.slice(prefix.length))]
        : [key, referring(value, names)],
    ),
  )
}

const prefix = '#/$defs/'

function parentOf(form: FormDefinition, { parent }: Place): LayoutNode | undefined {
  if (parent === undefined) return undefined
  const found = placedNodes(form).find(({ node }) => node.id === parent)?.node
  if (!found) throw new FormEditError(`The form has no node "${parent}".`)
  return found
}
