import type { Finding } from '#findings'
import { list, matching, object, oneOf, readShape, type Shape, schemaReference, shapeOf, text } from '../shape.ts'
import type { Choice } from './conflict.ts'
import type { Json, Place } from './tree.ts'

/**
 * One difference, addressed by the permanent id of a node and the name of a value. Nothing is ever addressed by its
 * number in a list.
 *
 * - `add`: a new node; children of a new node have an `add` of their own, after their parent's.
 * - `move`: to another place.
 * - `remove`: the node and everything that is still in it.
 */
export type Change = ChangeMade & Stamp

/** Who made a change, and when (ISO 8601). */
export interface Stamp {
  readonly by?: string
  readonly at?: string
}

type ChangeMade =
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
  /** What people chose where both sides had changed the same: applied again as long as the conflict is the same one. */
  readonly settled?: readonly SettledChoice[]
}

/** A choice that settles a conflict; `below` is what lay there when it was made (canonical JSON), nothing where nothing did. */
export interface SettledChoice extends Stamp {
  readonly conflict: string
  readonly choice: Choice
  readonly below?: string
}

/** Most changes of one patch. */
export const maximumChanges = 20_000

/** Reads a patch from JSON that is not trusted. */
export function readPatch(json: unknown): { readonly patch?: Patch; readonly findings: Finding[] } {
  const { value: patch, findings } = readShape<Patch>(patchShape, json)
  return { patch, findings }
}

const name: Shape = matching(/^[\s\S]/u, 1000, ['1 到 1000 个字的名称', 'a name of 1 to 1000 characters'])

const place = {
  parent: name,
  list: name,
  after: shapeOf({ anyOf: [{ type: 'null' }, name.schema] }, (value, at) => (value === null ? [] : name(value, at))),
}

const stamp = {
  by: text(200),
  at: matching(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u, 40, [
    '形如 2026-01-31T09:00:00Z 的时间',
    'a moment such as 2026-01-31T09:00:00Z',
  ]),
}

const deep = ['不超过 60 层的值', 'a value of at most 60 levels'] as const

const value: Shape = shapeOf({}, (given, at) =>
  given === undefined
    ? [{ at, expected: ['一个值', 'a value'] }]
    : deepest(given) <= 60
      ? []
      : [{ at, expected: deep }],
)

const values: Shape = shapeOf({ type: 'object' }, (given, at) =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? value(given, at)
    : [{ at, expected: ['一个对象 { … }', 'an object { … }'] }],
)

const changes = {
  set: object({ op: oneOf(['set']), node: name, property: name, value }, stamp),
  unset: object({ op: oneOf(['unset']), node: name, property: name }, stamp),
  add: object({ op: oneOf(['add']), node: name, ...place, values }, stamp),
  move: object({ op: oneOf(['move']), node: name, ...place }, stamp),
  remove: object({ op: oneOf(['remove']), node: name }, stamp),
} as const satisfies Record<Change['op'], Shape>

const change: Shape = shapeOf({ oneOf: Object.values(changes).map(({ schema }) => schema) }, (given, at) => {
  const op = typeof given === 'object' && given !== null && 'op' in given ? given.op : undefined
  const found = Object.entries(changes).find(([known]) => known === op)
  return found
    ? found[1](given, at)
    : [{ at: `${at}/op`, expected: [Object.keys(changes).join('、'), Object.keys(changes).join(', ')] }]
})

const settled: Shape = object({ conflict: name, choice: oneOf(['below', 'here']) }, { below: text(100_000), ...stamp })

export const patchShape: Shape = object(
  { changes: list(change, maximumChanges) },
  { ...schemaReference, locks: list(name, maximumChanges), settled: list(settled, maximumChanges) },
)

/** How deep a value nests; counted no further than 61. */
function deepest(given: unknown, depth = 1): number {
  if (typeof given !== 'object' || given === null || depth > 60) return depth
  return Object.values(given).reduce((most: number, member) => Math.max(most, deepest(member, depth + 1)), depth)
}
