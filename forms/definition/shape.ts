import type { Finding, LocalizedText } from '#findings'

/** Where a value stands in the file: a JSON pointer, and the permanent id of the nearest node. */
export interface Place {
  readonly pointer: string
  readonly node?: string
}

/** What a value must be: said once, for the reader and for the published JSON Schema. */
export interface Shape {
  /** What is wrong with `value`; nothing where it has the shape. */
  readonly check: (value: unknown, place: Place) => readonly Finding[]
  /** JSON Schema, draft 2020-12, of what `check` accepts. */
  readonly schema: Readonly<Record<string, unknown>>
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Members that are not named are left alone: a newer version may understand them. */
export function object(
  members: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const needed = Object.entries(members)
  const others = Object.entries(optional)
  return {
    check: (value, place) => {
      if (!isObject(value)) return [misshapen(place, { 'zh-CN': '一个对象 { … }', en: 'an object { … }' })]
      const at = (name: string): Place => ({
        pointer: `${place.pointer}/${name}`,
        node: typeof value.id === 'string' ? value.id : place.node,
      })
      return [
        ...needed.flatMap(([name, shape]) => shape.check(value[name], at(name))),
        ...others.flatMap(([name, shape]) => (value[name] === undefined ? [] : shape.check(value[name], at(name)))),
      ]
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries([...needed, ...others].map(([name, { schema }]) => [name, schema])),
      ...(needed.length > 0 && { required: needed.map(([name]) => name) }),
    },
  }
}

export function list(item: Shape): Shape {
  return {
    check: (value, place) =>
      Array.isArray(value)
        ? value.flatMap((entry, index) => item.check(entry, { ...place, pointer: `${place.pointer}/${index}` }))
        : [misshapen(place, { 'zh-CN': '一个列表 [ … ]', en: 'a list [ … ]' })],
    schema: { type: 'array', items: item.schema },
  }
}

/** An object whose members all have one shape, under names of one shape. */
export function record(entry: Shape, name?: Shape): Shape {
  return {
    check: (value, place) => {
      if (!isObject(value)) return [misshapen(place, { 'zh-CN': '一个对象 { … }', en: 'an object { … }' })]
      return Object.entries(value).flatMap(([key, member]) => {
        const at = { ...place, pointer: `${place.pointer}/${key}` }
        return [...entry.check(member, at), ...(name?.check(key, at) ?? [])]
      })
    },
    schema: { type: 'object', additionalProperties: entry.schema, ...(name && { propertyNames: name.schema }) },
  }
}

/** Of 1 to `maximum` characters; `taken` are texts that it may not be. */
export function string(
  maximum: number,
  pattern?: RegExp,
  expected: LocalizedText = { 'zh-CN': `1 到 ${maximum} 个字的文本`, en: `a text of 1 to ${maximum} characters` },
  taken: readonly string[] = [],
): Shape {
  return {
    check: (value, place) =>
      typeof value === 'string' &&
      value.length > 0 &&
      (value.length <= maximum || [...value].length <= maximum) &&
      (pattern?.test(value) ?? true) &&
      !taken.includes(value)
        ? []
        : [misshapen(place, expected)],
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: maximum,
      ...(pattern && { pattern: pattern.source }),
      ...(taken.length > 0 && { not: { enum: taken } }),
    },
  }
}

export function oneOf(values: readonly unknown[], code = 'form-structure'): Shape {
  const words = values.map((value) => JSON.stringify(value)).join(', ')
  return {
    check: (value, place) =>
      values.includes(value)
        ? []
        : [misshapen(place, { 'zh-CN': `其中之一：${words}`, en: `one of ${words}` }, code, value)],
    schema: { enum: values },
  }
}

export function integer(minimum: number, maximum: number): Shape {
  return {
    check: (value, place) =>
      Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
        ? []
        : [
            misshapen(place, {
              'zh-CN': `${minimum} 到 ${maximum} 之间的整数`,
              en: `a whole number from ${minimum} to ${maximum}`,
            }),
          ],
    schema: { type: 'integer', minimum, maximum },
  }
}

/** Objects told apart by their `kind`; what each kind is may be about the others, so it is asked for late. */
export function byKind(kinds: Readonly<Record<string, () => Shape>>, defs: string): Shape {
  const names = Object.keys(kinds)
  const unknown = object({ kind: oneOf(names) })
  return {
    check: (value, place) => {
      const kind = isObject(value) && typeof value.kind === 'string' ? value.kind : ''
      const shape = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
      return (shape?.() ?? unknown).check(value, place)
    },
    // `if` and `then` rather than `oneOf`: an editor then says what is wrong with the kind that was meant.
    schema: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: names } },
      allOf: names.map((kind) => ({
        if: { properties: { kind: { const: kind } }, required: ['kind'] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { $ref: `#/$defs/${defs}${kind}` },
      })),
    },
  }
}

const longestText = 5000

/** Words for people; the Chinese ones are mandatory. */
export const words: Shape = {
  check: (value, place) => {
    if (!isObject(value)) return [misshapen(place, { 'zh-CN': '{ "zh-CN": "…" }', en: '{ "zh-CN": "…" }' })]
    const texts = Object.values(value)
    if (
      !texts.every(
        (text) => typeof text === 'string' && (text.length <= longestText || [...text].length <= longestText),
      )
    )
      return [misshapen(place, { 'zh-CN': '不超过 5000 字的文本', en: 'texts of at most 5,000 characters' })]
    if (typeof value['zh-CN'] === 'string' && /\S/.test(value['zh-CN'])) return []
    return [
      {
        severity: 'error',
        code: 'missing-chinese',
        node: place.node,
        message: { 'zh-CN': `“${place.pointer}”没有中文。`, en: `"${place.pointer}" has no Chinese text.` },
        remedy: { 'zh-CN': '填写 zh-CN 的文字。', en: 'Write the zh-CN text.' },
      },
    ]
  },
  schema: { $ref: '#/$defs/words' },
}

/** What `words` refers to. */
export const wordsSchema = {
  type: 'object',
  properties: {
    'zh-CN': { type: 'string', pattern: '\\S', maxLength: longestText },
    en: { type: 'string', maxLength: longestText },
  },
  required: ['zh-CN'],
  additionalProperties: { type: 'string', maxLength: longestText },
} as const

function misshapen(place: Place, expected: LocalizedText, code = 'form-structure', given?: unknown): Finding {
  const value = given === undefined ? '' : JSON.stringify(given).slice(0, 60)
  return {
    severity: 'error',
    code,
    node: place.node,
    message: {
      'zh-CN': `“${place.pointer}”${value ? `是 ${value}，` : ''}应为${expected['zh-CN']}。`,
      en: `"${place.pointer}" ${value ? `is ${value}, it ` : ''}must be ${expected.en}.`,
    },
    remedy: { 'zh-CN': '按上面的说明修改表单文件。', en: 'Change the form file as said.' },
  }
}
