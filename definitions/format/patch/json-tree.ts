import { isObject } from '../shape.ts'
import { type Json, NodeIdTwiceError, type TreeNode } from './tree.ts'

/** The id of the node that is the whole definition; no node inside one can have it. */
export const rootId = '/'

export type JsonObject = { readonly [name: string]: Json }

/** An array of a definition whose entries are nodes. */
interface NodeList {
  /** The member that names an entry for good. */
  readonly key: string
  /** Whether that name is unique in the whole definition; else its address begins with the parent's and the list's. */
  readonly global: boolean
  /** The arrays of nodes that its entries may have. */
  readonly holds: readonly string[]
  /** Whether an empty array of this name is written for a node of this `kind`. */
  readonly always: (kind: Json | undefined) => boolean
}

/** Which arrays of a kind of definition hold nodes, by the name of the array, and which of them the definition has itself. */
export interface NodeLists {
  readonly root: readonly string[]
  readonly lists: ReadonlyMap<string, NodeList>
}

const never = () => false
const layout: NodeList = { key: 'id', global: true, holds: ['children', 'options'], always: () => true }

export const formLists: NodeLists = {
  root: ['layout', 'rules'],
  lists: new Map<string, NodeList>([
    ['layout', layout],
    ['children', { ...layout, always: (kind) => kind === 'section' || kind === 'group' }],
    ['options', { key: 'id', global: false, holds: [], always: never }],
    ['rules', { key: 'id', global: false, holds: [], always: never }],
  ]),
}

export const codeListLists: NodeLists = {
  root: ['codes'],
  lists: new Map([['codes', { key: 'code', global: false, holds: [], always: () => true }]]),
}

const named: NodeList = { key: 'id', global: false, holds: [], always: never }

export const recordLists: NodeLists = { root: ['relations'], lists: new Map([['relations', named]]) }

export const viewLists: NodeLists = {
  root: ['columns', 'filters'],
  lists: new Map([
    ['columns', { ...named, always: () => true }],
    ['filters', named],
  ]),
}

export const settingLists: NodeLists = { root: ['options'], lists: new Map([['options', named]]) }

/** A definition without nodes of its own: each member is a value. */
export const noLists: NodeLists = { root: [], lists: new Map() }

/** @throws {NodeIdTwiceError} when two entries of one list have the same name. */
export function jsonTree(json: JsonObject, lists: NodeLists): TreeNode {
  return nodeOf(json, rootId, lists.root, undefined, lists)
}

function nodeOf(
  json: JsonObject,
  id: string,
  holds: readonly string[],
  key: string | undefined,
  lists: NodeLists,
): TreeNode {
  const values = new Map<string, Json>()
  const children = new Map<string, TreeNode[]>()
  for (const [name, member] of Object.entries(json)) {
    const list = holds.includes(name) ? lists.lists.get(name) : undefined
    if (name === key) continue
    if (!list || !isNodes(member, list.key)) values.set(name, member)
    else children.set(name, childNodes(member, id, name, list, lists))
  }
  return { id, values, lists: children }
}

function childNodes(
  entries: readonly JsonObject[],
  parent: string,
  name: string,
  { key, global, holds }: NodeList,
  lists: NodeLists,
): TreeNode[] {
  const seen = new Set<Json | undefined>()
  return entries.map((entry) => {
    const own = String(entry[key])
    if (seen.has(own)) throw new NodeIdTwiceError(own)
    seen.add(own)
    return nodeOf(entry, global ? own : `${prefix(parent, name)}${own}`, holds, key, lists)
  })
}

function isNodes(value: Json, key: string): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && typeof own(entry, key) === 'string')
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

function prefix(parent: string, list: string): string {
  return parent === rootId ? `${list}/` : `${parent}/${list}/`
}

/** The inverse of `jsonTree`; lists that may be left out are, when empty. */
export function jsonFrom(root: TreeNode, lists: NodeLists): JsonObject {
  return jsonOf(root, lists.root, lists)
}

function jsonOf(
  node: TreeNode,
  holds: readonly string[],
  lists: NodeLists,
  name: Readonly<Record<string, Json>> = {},
): JsonObject {
  const kind = node.values.get('kind')
  const arrays = holds.flatMap((list): [string, Json][] => {
    const known = lists.lists.get(list)
    const children = node.lists.get(list) ?? []
    if (!known || node.values.has(list) || (children.length === 0 && !known.always(kind))) return []
    return [
      [
        list,
        children.map((child) =>
          jsonOf(child, known.holds, lists, {
            [known.key]: known.global ? child.id : ownName(child.id, node.id, list),
          }),
        ),
      ],
    ]
  })
  return Object.fromEntries([
    ...(kind === undefined ? [] : [['kind', kind] as const]),
    ...Object.entries(name),
    ...[...node.values].filter(([member]) => member !== 'kind'),
    ...arrays,
  ])
}

/** The name of an entry by its address, also where a patch moved it from another parent. */
function ownName(id: string, parent: string, list: string): string {
  const expected = prefix(parent, list)
  if (id.startsWith(expected)) return id.slice(expected.length)
  const at = id.indexOf(`/${list}/`)
  return at < 0 ? id : id.slice(at + list.length + 2)
}
