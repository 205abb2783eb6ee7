import type { Finding } from '#findings'
import { list, object, type Shape, shapeFindings, where } from '../shape.ts'
import type { Json, Place } from './tree.ts'

/**
 * One difference, addressed by the permanent id of a node and the name of a value. Nothing is ever addressed by its
 * number in a list.
 *
 * - `add`: a new node; children of a new node have an `add` of their own, after their parent's.
 * - `move`: to another place.
 * - `remove`: the node and everything that is still in it.
 */
export type Change =
  | { readonly op: 'set'; readonly node: string; readonly property: string; readonly value: Json }
  | { readonly op: 'unset'; readonly node: string; readonly property: string }
  | ({ readonly op: 'add'; readonly node: string; readonly values: { readonly [name: string]: Json } } & Place)
  | ({ readonly op: 'move'; readonly node: string } & Place)
  | { readonly op: 'remove'; readonly node: string }

/** 补丁: what a layer changes in one definition. Small JSON, applied in its order. */
export interface Patch {
  readonly changes: readonly Change[]
  /** Nodes that no layer below this one's region may touch, nor anything in them. */
  readonly locks?: readonly string[]
}

/** Most changes of one patch. */
export const maximumChanges = 20_000

/** Reads a patch from JSON that is not trusted. */
export function readPatch(json: unknown): { readonly patch?: Patch; readonly findings: Finding[] } {
  const findings = shapeFindings(patch, json)
  return isPatch(json, findings) ? { patch: json, findings } : { findings }
}

function isPatch(_json: unknown, findings: readonly Finding[]): _json is Patch {
  return findings.length === 0
}

const name: Shape = where(
  (value) => typeof value === 'string' && value !== '' && value.length <= 1000,
  ['1 到 1000 个字的名称', 'a name of 1 to 1000 characters'],
)

const place = {
  parent: name,
  list: name,
  after: where(
    (value) => value === null || (typeof value === 'string' && value !== ''),
    ['同级节点的编号或 null', 'the id of a sibling, or null'],
  ),
}

const value: Shape = (given, at) =>
  given === undefined ? [{ at, expected: ['一个值', 'a value'] }] : deepest(given) <= 60 ? [] : [{ at, expected: deep }]

const deep = ['不超过 60 层的值', 'a value of at most 60 levels'] as const

const values: Shape = where(
  (given) => typeof given === 'object' && given !== null && !Array.isArray(given) && deepest(given) <= 60,
  ['一个对象 { … }', 'an object { … }'],
)

const anyOp = where(() => true, ['', ''])

const changes = {
  set: object({ op: anyOp, node: name, property: name, value }),
  unset: object({ op: anyOp, node: name, property: name }),
  add: object({ op: anyOp, node: name, ...place, values }),
  move: object({ op: anyOp, node: name, ...place }),
  remove: object({ op: anyOp, node: name }),
} as const satisfies Record<Change['op'], Shape>

const change: Shape = (given, at) => {
  const op = typeof given === 'object' && given !== null && 'op' in given ? given.op : undefined
  const found = Object.entries(changes).find(([known]) => known === op)
  return found
    ? found[1](given, at)
    : [{ at: `${at}/op`, expected: [Object.keys(changes).join('、'), Object.keys(changes).join(', ')] }]
}

const patch: Shape = object({ changes: list(change, maximumChanges) }, { locks: list(name, maximumChanges) })

/** How deep a value nests; counted no further than 61. */
function deepest(given: unknown, depth = 1): number {
  if (typeof given !== 'object' || given === null || depth > 60) return depth
  return Object.values(given).reduce((most: number, member) => Math.max(most, deepest(member, depth + 1)), depth)
}
