import type { Finding } from '#findings'
import { problem, type Words } from './finding.ts'
import { isIdentifier } from './identifier.ts'

/** Says what is wrong with a value of a JSON definition; nothing where it has the shape. `at` is its JSON pointer. */
export type Shape = (value: unknown, at: string) => readonly Misfit[]

interface Misfit {
  readonly at: string
  readonly expected: Words
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

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Members without a shape are refused, so that a misspelt name does not pass unread. */
export function object(
  members: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, at) => {
    if (!isObject(value)) return [{ at, expected: ['一个对象 { … }', 'an object { … }'] }]
    const known = { ...members, ...optional }
    return [
      ...Object.entries(members).flatMap(([name, shape]) => shape(own(value, name), `${at}/${name}`)),
      ...Object.entries(optional).flatMap(([name, shape]) => {
        const member = own(value, name)
        return member === undefined ? [] : shape(member, `${at}/${name}`)
      }),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(known, name))
        .map((name): Misfit => {
          const names = Object.keys(known).join(', ')
          return {
            at: `${at}/${name}`,
            expected: [`删去或更名：可用的名称有 ${names}`, `left out or renamed: the names known are ${names}`],
          }
        }),
    ]
  }
}

export function list(item: Shape, maximum: number): Shape {
  return (value, at) =>
    Array.isArray(value) && value.length <= maximum
      ? value.flatMap((entry, index) => item(entry, `${at}/${index}`))
      : [{ at, expected: [`最多 ${maximum} 项的列表 [ … ]`, `a list [ … ] of at most ${maximum} entries`] }]
}

export function record(isKey: (key: string) => boolean, entry: Shape): Shape {
  return (value, at) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) =>
          isKey(name) ? entry(member, `${at}/${name}`) : [{ at: `${at}/${name}`, expected: id }],
        )
      : [{ at, expected: ['一个对象 { … }', 'an object { … }'] }]
}

export function where(holds: (value: unknown) => boolean, expected: Words): Shape {
  return (value, at) => (holds(value) ? [] : [{ at, expected }])
}

export function text(maximum: number): Shape {
  return where(
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= maximum,
    [`1 到 ${maximum} 个字的文字`, `a text of 1 to ${maximum} characters`],
  )
}

const id: Words = [
  '由字母、数字、下划线、点、连字符组成的编号',
  'an id of letters, digits, underscores, dots and hyphens, and no name reserved by JavaScript',
]

export const identifier: Shape = where(isIdentifier, id)

export const yesOrNo: Shape = where((value) => typeof value === 'boolean', ['true 或 false', 'true or false'])

export const anything: Shape = () => []

/** `{ "zh-CN": …, "en": … }`; Chinese is mandatory. */
export const words: Shape = object({ 'zh-CN': text(2000) }, { en: text(2000) })

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}
