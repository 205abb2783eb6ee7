import { isObject } from '../shape.ts'
import { formLists, type JsonObject, jsonFrom, jsonTree, rootId } from './json-tree.ts'
import type { Json, TreeNode } from './tree.ts'

/**
 * A form as a tree. What the schema says about a property stands with the field that asks for it, so that it follows
 * the field's id: `schema/maxLength` is a keyword of its property's schema, `mandatory` says that the schema requires
 * it. What no field asks for stands with the form (`schema/properties/NAME`) or the group (`schema/items/…`).
 *
 * @throws {NodeIdTwiceError}
 */
export function formTree(form: JsonObject): TreeNode {
  const { schema, ...rest } = form
  const root = escaped(jsonTree(rest, formLists))
  if (isJsonObject(schema)) spread(schema, 'schema/', root)
  else if (schema !== undefined) root.values.set('schema', schema)
  return root
}

/**
 * The form of a tree. Properties and `required` come in the order of the layout, which is no difference to JSON Schema.
 */
export function formFrom(tree: TreeNode): JsonObject {
  const form = jsonFrom(unescaped(tree), formLists)
  const { id, title, ...rest } = form
  const schema = gathered('schema/', tree)
  return {
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
    ...(schema && { schema }),
    ...rest,
  }
}

interface Node extends TreeNode {
  readonly values: Map<string, Json>
  readonly lists: Map<string, readonly Node[]>
}

/** Values that the schema gives a node. */
function ofSchema(name: string): boolean {
  return name === 'mandatory' || name.startsWith('schema/')
}

/** The tree with its own members named so that none looks like one of the schema's. */
function escaped(node: TreeNode): Node {
  return {
    id: node.id,
    values: new Map(
      [...node.values].map(([name, value]) => [/^~*(?:mandatory$|schema\/)/.test(name) ? `~${name}` : name, value]),
    ),
    lists: new Map([...node.lists].map(([list, children]) => [list, children.map(escaped)])),
  }
}

function unescaped(node: TreeNode): TreeNode {
  return {
    id: node.id,
    values: new Map(
      [...node.values]
        .filter(([name]) => !ofSchema(name))
        .map(([name, value]) => [/^~+(?:mandatory$|schema\/)/.test(name) ? name.slice(1) : name, value]),
    ),
    lists: new Map([...node.lists].map(([list, children]) => [list, children.map(unescaped)])),
  }
}

interface Nested<T> {
  readonly values: ReadonlyMap<string, Json>
  readonly lists: ReadonlyMap<string, readonly T[]>
}

/** The nodes that ask for a property of the same object, the first of each property; those of a group are its own. */
function askers<T extends Nested<T>>(owner: Nested<T>): Map<Json, T> {
  const found = new Map<Json, T>()
  const open: T[] = [...owner.lists.values()].flat().reverse()
  for (let node = open.pop(); node; node = open.pop()) {
    const property = node.values.get('property')
    const kind = node.values.get('kind')
    if (typeof property === 'string' && (kind === 'field' || kind === 'group') && !found.has(property)) {
      found.set(property, node)
    }
    if (kind === 'section') open.push(...[...node.lists.values()].flat().reverse())
  }
  return found
}

/** Takes the schema of an object apart, to the nodes that ask for its properties. */
function spread(schema: JsonObject, prefix: string, owner: Node): void {
  const asking = askers<Node>(owner)
  const given = isJsonObject(schema.properties) ? schema.properties : {}
  const asked = (name: Json) => {
    const node = typeof name === 'string' && Object.hasOwn(given, name) ? asking.get(name) : undefined
    const property = node && given[String(name)]
    return isJsonObject(property) && Object.keys(property).length > 0 ? node : undefined
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isJsonObject(value) && Object.keys(value).length > 0) {
      for (const [name, property] of Object.entries(value)) {
        const node = asked(name)
        if (node && isJsonObject(property)) spreadProperty(property, node)
        else owner.values.set(`${prefix}properties/${name}`, property)
      }
    } else if (keyword === 'required' && isNames(value) && value.length > 0) {
      for (const name of value) {
        const node = asked(name)
        if (node) node.values.set('mandatory', true)
        else owner.values.set(`${prefix}required/${name}`, true)
      }
    } else if (keyword === '$defs' && isJsonObject(value) && Object.keys(value).length > 0) {
      for (const [name, shared] of Object.entries(value)) owner.values.set(`${prefix}$defs/${name}`, shared)
    } else owner.values.set(`${prefix}${keyword}`, value)
  }
}

function spreadProperty(property: JsonObject, node: Node): void {
  for (const [keyword, value] of Object.entries(property)) {
    const items = node.values.get('kind') === 'group' && keyword === 'items' && isJsonObject(value) ? value : undefined
    if (items && Object.keys(items).length > 0) spread(items, 'schema/items/', node)
    else node.values.set(`schema/${keyword}`, value)
  }
}

/** The inverse of `spread`; nothing where there is no schema. */
function gathered(prefix: string, owner: TreeNode): JsonObject | undefined {
  const members = new Map<string, Json>()
  const properties = new Map<string, Json>()
  const required: string[] = []
  const shared = new Map<string, Json>()
  for (const [property, node] of askers<TreeNode>(owner)) {
    const schema = propertySchema(node)
    if (schema) properties.set(String(property), schema)
    if (schema && node.values.get('mandatory') === true) required.push(String(property))
  }
  for (const [name, value] of owner.values) {
    if (!name.startsWith(prefix)) continue
    const keyword = name.slice(prefix.length)
    if (prefix === 'schema/' && owner.id !== rootId && keyword.startsWith('items/')) continue
    if (keyword.startsWith('properties/')) properties.set(keyword.slice('properties/'.length), value)
    else if (keyword.startsWith('required/')) required.push(keyword.slice('required/'.length))
    else if (keyword.startsWith('$defs/')) shared.set(keyword.slice('$defs/'.length), value)
    else members.set(keyword, value)
  }
  if (properties.size > 0) members.set('properties', Object.fromEntries(properties))
  if (required.length > 0) members.set('required', required)
  if (shared.size > 0) members.set('$defs', Object.fromEntries(shared))
  return members.size > 0 ? Object.fromEntries(members) : undefined
}

function propertySchema(node: TreeNode): JsonObject | undefined {
  const keywords = [...node.values].flatMap(([name, value]): [string, Json][] =>
    name.startsWith('schema/') && !(node.values.get('kind') === 'group' && name.startsWith('schema/items/'))
      ? [[name.slice('schema/'.length), value]]
      : [],
  )
  const items = node.values.get('kind') === 'group' ? gathered('schema/items/', node) : undefined
  if (items) keywords.push(['items', items])
  return keywords.length > 0 ? Object.fromEntries(keywords) : undefined
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value)
}

function isNames(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}
