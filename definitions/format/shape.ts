import type { Finding } from '#findings'
import { problem, type Words } from './finding.ts'
import { isIdentifier, maximumIdLength } from './identifier.ts'

/** A JSON Schema (draft 2020-12), as far as shapes need it. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/**
 * Says what is wrong with a value of a JSON definition; nothing where it has the shape. `at` is its JSON pointer.
 * `schema` says the same to editors: the published schemas are written from it, so that they never say something else.
 */
export interface Shape {
  (value: unknown, at: string): readonly Misfit[]
  readonly schema: JsonSchema
}

interface Misfit {
  readonly at: string
  readonly expected: Words
}

/** A shape of its own making; `schema` must take exactly the values that `check` finds nothing wrong with. */
export function shapeOf(schema: JsonSchema, check: (value: unknown, at: string) => readonly Misfit[]): Shape {
  return Object.assign((value: unknown, at: string) => check(value, at), { schema })
}

/** What is wrong with the shape of a whole definition; at most 50 findings. */
export function shapeFindings(shape: Shape, value: unknown): Finding[] {
  return shape(value, '')
    .slice(0, 50)
    .map(({ at, expected: [zh, en] }) =>
      problem(
        'definition-shape',
        {},
        [`“${at || '/'}”应为${zh}`, `"${at || '/'}" must be ${en}`],
        ['请按说明更正该处', 'Correct that place'],
      ),
    )
}

/** The value as `T` where it has the shape, which must be that of `T`; else what is wrong. */
export function readShape<T>(shape: Shape, json: unknown): { readonly value?: T; readonly findings: Finding[] } {
  const findings = shapeFindings(shape, json)
  return fits<T>(json, findings) ? { value: json, findings } : { findings }
}

function fits<T>(_json: unknown, findings: readonly Finding[]): _json is T {
  return findings.length === 0
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const aValue: Words = ['一个值', 'a value']
const anObject: Words = ['一个对象 { … }', 'an object { … }']

/** Members without a shape are refused, so that a misspelt name does not pass unread. */
export function object(
  members: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const known = { ...members, ...optional }
  const names = Object.keys(known).join(', ')
  const schema = {
    type: 'object',
    properties: Object.fromEntries(Object.entries(known).map(([name, member]) => [name, member.schema])),
    ...(Object.keys(members).length > 0 && { required: Object.keys(members) }),
    additionalProperties: false,
  }
  return shapeOf(schema, (value, at) => {
    if (!isObject(value)) return [{ at, expected: anObject }]
    return [
      ...Object.entries(members).flatMap(([name, shape]) => {
        const member = own(value, name)
        const misfits = shape(member, `${at}/${name}`)
        return member === undefined && misfits.length === 0 ? [{ at: `${at}/${name}`, expected: aValue }] : misfits
      }),
      ...Object.entries(optional).flatMap(([name, shape]) => {
        const member = own(value, name)
        return member === undefined ? [] : shape(member, `${at}/${name}`)
      }),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(known, name))
        .map(
          (name): Misfit => ({
            at: `${at}/${name}`,
            expected: [`删去或更名：可用的名称有 ${names}`, `left out or renamed: the names known are ${names}`],
          }),
        ),
    ]
  })
}

export function list(item: Shape, maximum: number, minimum = 0): Shape {
  const schema = { type: 'array', items: item.schema, ...(minimum > 0 && { minItems: minimum }), maxItems: maximum }
  return shapeOf(schema, (value, at) =>
    Array.isArray(value) && value.length <= maximum && value.length >= minimum
      ? value.flatMap((entry, index) => item(entry, `${at}/${index}`))
      : [
          {
            at,
            expected: [`${minimum} 到 ${maximum} 项的列表 [ … ]`, `a list [ … ] of ${minimum} to ${maximum} entries`],
          },
        ],
  )
}

/** An object whose member names have the shape `key` and whose members have the shape `entry`. */
export function record(key: Shape, entry: Shape): Shape {
  const schema = { type: 'object', propertyNames: key.schema, additionalProperties: entry.schema }
  return shapeOf(schema, (value, at) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) => [
          ...key(name, `${at}/${name}`),
          ...entry(member, `${at}/${name}`),
        ])
      : [{ at, expected: anObject }],
  )
}

/** A value of which `holds` is true; `schema` takes the same values. */
export function where(holds: (value: unknown) => boolean, expected: Words, schema: JsonSchema): Shape {
  return shapeOf(schema, (value, at) => (holds(value) ? [] : [{ at, expected }]))
}

/** A text that `pattern` (with flag `u`) matches, of at most `maximum` characters. */
export function matching(pattern: RegExp, maximum: number, expected: Words): Shape {
  return where((value) => typeof value === 'string' && pattern.test(value) && isShort(value, maximum), expected, {
    type: 'string',
    pattern: pattern.source,
    maxLength: maximum,
  })
}

export function text(maximum: number): Shape {
  return matching(/\S/u, maximum, [`1 到 ${maximum} 个字的文字`, `a text of 1 to ${maximum} characters`])
}

export function oneOf(values: readonly string[]): Shape {
  const words = values.map((value) => JSON.stringify(value)).join(', ')
  return where((value) => typeof value === 'string' && values.includes(value), [`${words} 之一`, `one of ${words}`], {
    enum: values,
  })
}

export function wholeNumber(minimum: number, maximum: number): Shape {
  return where(
    (value) => Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
    [`${minimum} 到 ${maximum} 的整数`, `a whole number from ${minimum} to ${maximum}`],
    { type: 'integer', minimum, maximum },
  )
}

/** A value of one shape or the other; what is said to be wrong is said by the second. */
export function either(left: Shape, right: Shape): Shape {
  return shapeOf({ anyOf: [left.schema, right.schema] }, (value, at) =>
    left(value, at).length === 0 ? [] : right(value, at),
  )
}

/** Names that every JavaScript object has; they could pass for something else wherever names are keys. */
export const reservedNames = Object.getOwnPropertyNames(Object.prototype)

/** A shape that refuses the names every JavaScript object has. */
export function unreserved(shape: Shape, expected: Words): Shape {
  const schema = { allOf: [shape.schema, { not: { enum: reservedNames } }] }
  return shapeOf(schema, (value, at) =>
    typeof value === 'string' && reservedNames.includes(value) ? [{ at, expected }] : shape(value, at),
  )
}

/** Counted in characters as a person and JSON Schema do, not in UTF-16 units. */
function isShort(value: string, maximum: number): boolean {
  return value.length <= maximum || (value.length <= maximum * 2 && [...value].length <= maximum)
}

const id: Words = [
  '由字母、数字、下划线、点、连字符组成的编号',
  'an id of letters, digits, underscores, dots and hyphens, and no name reserved by JavaScript',
]

export const identifier: Shape = where(isIdentifier, id, {
  type: 'string',
  maxLength: maximumIdLength,
  pattern: String.raw`^[\p{L}\p{N}_](?:\.?[\p{L}\p{N}_-])*$`,
  not: { enum: reservedNames },
})

/** A name that FEEL can read: `settings.NAME`. */
export const feelName: Shape = unreserved(
  matching(/^[\p{L}_][\p{L}\p{N}_]*$/u, 60, [
    '由字母、数字、下划线组成且不以数字开头的名称',
    'a name of letters, digits and underscores that does not begin with a digit',
  ]),
  id,
)

export const yesOrNo: Shape = where((value) => typeof value === 'boolean', ['true 或 false', 'true or false'], {
  type: 'boolean',
})

export const isTrue: Shape = where((value) => value === true, ['true', 'true'], { const: true })

export const anything: Shape = shapeOf({}, () => [])

/** `{ "zh-CN": …, "en": … }`; Chinese is mandatory. */
export const words: Shape = object({ 'zh-CN': text(2000) }, { en: text(2000) })

/** Every JSON definition may name its published schema, for editors. */
export const schemaReference: Readonly<Record<string, Shape>> = { $schema: text(300) }

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}
