import { isObject } from '../shape.ts'
import { rootId } from './json-tree.ts'
import type { Json, TreeNode } from './tree.ts'
import type { XmlElement } from './xml-element.ts'

/** A patch made something of a definition that cannot be written as XML. */
export class NotXmlError extends Error {
  readonly code = 'patch-not-xml'
  readonly node: string

  constructor(node: string, what: string) {
    super(`Node "${node}" cannot be written as XML: ${what}.`)
    this.node = node
  }
}

/**
 * An XML definition as a tree. An element is a node: by its `id`, or, without one, by its parent's id and its own name
 * with what tells it from its siblings (`rectify/zeebe:input[title]`, `rectify/bpmn:incoming=to-rectify`). Attributes
 * are values; `#name` is the element's name and `#text` its text. What lies in extension elements is a list of that
 * name. Waypoints, bounds and labels, and siblings that nothing tells apart, are one value of their parent: `<NAME>`.
 */
export function xmlTree(root: XmlElement): TreeNode {
  return nodeOf(root, rootId, false)
}

const alwaysValues = new Set(['di:waypoint', 'dc:Bounds', 'bpmndi:BPMNLabel', 'dmndi:DMNLabel'])
const extensions = new Set(['bpmn:extensionElements', 'dmn:extensionElements'])
const extensionList = 'extensionElements'

function nodeOf(element: XmlElement, id: string, named: boolean): TreeNode {
  const values = new Map<string, Json>([['#name', element.name]])
  for (const [name, value] of element.attributes) if (!(named && name === 'id')) values.set(name, value)
  if (element.text !== undefined) values.set('#text', element.text)
  const inner = element.children.filter((child) => !isExtensions(child))
  const extra = element.children.filter(isExtensions).flatMap(({ children }) => children)
  return {
    id,
    values,
    lists: new Map([
      ['children', nodesOf(inner, id, '', values)],
      [extensionList, nodesOf(extra, id, `${extensionList}/`, values)],
    ]),
  }
}

function isExtensions({ name, attributes }: XmlElement): boolean {
  return extensions.has(name) && attributes.size === 0
}

/** The children that are nodes; the others become values of their parent. */
function nodesOf(
  children: readonly XmlElement[],
  parent: string,
  prefix: string,
  values: Map<string, Json>,
): TreeNode[] {
  const keys = children.map(keyOf)
  const times = Map.groupBy(keys, (key) => key)
  return children.flatMap((child, index) => {
    const key = keys[index]!
    const id = child.attributes.get('id')
    if (!alwaysValues.has(child.name) && id !== undefined && isAddress(id)) return [nodeOf(child, id, true)]
    if (!alwaysValues.has(child.name) && times.get(key)?.length === 1) {
      return [nodeOf(child, `${parent === rootId ? '' : parent}/${key}`, false)]
    }
    const property = `${prefix}<${child.name}>`
    const before = values.get(property)
    values.set(property, [...(Array.isArray(before) ? before : []), plainElement(child)])
    return []
  })
}

/** An id that cannot be taken for an address made of a parent's and a name. */
function isAddress(id: string): boolean {
  return id !== '' && !id.includes('/')
}

function keyOf({ name, attributes, children, text }: XmlElement): string {
  if (attributes.has('id') && isAddress(attributes.get('id')!)) return `#${attributes.get('id')}`
  const telling = ['target', 'key', 'name', 'xml:lang', 'href', 'bpmnElement'].find((attribute) =>
    attributes.has(attribute),
  )
  if (telling !== undefined) return `${name}[${attributes.get(telling)}]`
  const isReference = attributes.size === 0 && children.length === 0 && /(?:Refs?|:incoming|:outgoing)$/.test(name)
  return isReference && text !== undefined ? `${name}=${text}` : name
}

function plainElement({ name, attributes, children, text }: XmlElement, inside = false): Json {
  return Object.fromEntries<Json>([
    ...(inside ? [['#name', name] as const] : []),
    ...attributes,
    ...(text === undefined ? [] : [['#text', text] as const]),
    ...(children.length === 0 ? [] : [['#children', children.map((child) => plainElement(child, true))] as const]),
  ])
}

/**
 * The inverse of `xmlTree`, before the standard's order of elements.
 *
 * @throws {NotXmlError}
 */
export function xmlFrom({ id, values, lists }: TreeNode): XmlElement {
  const named = values.get('#name')
  if (typeof named !== 'string') throw new NotXmlError(id, 'it has no element name')
  const [namespace] = named.split(':')
  const text = values.get('#text')
  const ofList = (list: string, prefix: string) => [
    ...(lists.get(list) ?? []).map(xmlFrom),
    ...[...values].flatMap(([name, value]) => valueElements(id, name, value, prefix)),
  ]
  const extra = ofList(extensionList, `${extensionList}/`)
  const container = [{ name: `${namespace}:${extensionList}`, attributes: new Map<string, string>(), children: extra }]
  const children = [...(extra.length > 0 ? container : []), ...ofList('children', '')]
  const attributes = [...values]
    .filter(([name]) => !name.startsWith('#') && !name.includes('<'))
    .map(([name, value]): [string, string] => [xmlName(id, name), word(id, value)])
  return {
    name: xmlName(id, named),
    attributes: new Map([...(isAddress(id) ? [['id', id] as [string, string]] : []), ...attributes]),
    children,
    ...(text !== undefined && children.length === 0 && { text: word(id, text) }),
  }
}

function valueElements(id: string, property: string, value: Json, prefix: string): XmlElement[] {
  if (!property.startsWith(`${prefix}<`) || !property.endsWith('>')) return []
  const name = property.slice(prefix.length + 1, -1)
  if (!Array.isArray(value)) throw new NotXmlError(id, `${property} is not a list`)
  return value.map((entry) => valueElement(id, name, entry))
}

function valueElement(id: string, name: string, value: Json): XmlElement {
  if (!isObject(value)) throw new NotXmlError(id, `an entry of <${name}> is not an object`)
  const members = new Map(Object.entries(value as { readonly [member: string]: Json }))
  const inner = members.get('#children')
  const text = members.get('#text')
  return {
    name: xmlName(id, name),
    attributes: new Map(
      [...members]
        .filter(([member]) => !member.startsWith('#'))
        .map(([member, given]) => [xmlName(id, member), word(id, given)]),
    ),
    children: Array.isArray(inner) ? inner.map((child) => valueElement(id, word(id, nameOf(child)), child)) : [],
    ...(text !== undefined && { text: word(id, text) }),
  }
}

function nameOf(value: Json): Json {
  return isObject(value) && typeof value['#name'] === 'string' ? value['#name'] : null
}

function word(id: string, value: Json): string {
  if (typeof value !== 'string') throw new NotXmlError(id, 'a value is not a text')
  return value
}

function xmlName(id: string, name: string): string {
  if (!/^(?:[\p{L}_][\p{L}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)) {
    throw new NotXmlError(id, `"${name.slice(0, 100)}" is no name`)
  }
  return name
}
