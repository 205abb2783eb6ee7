import type { Finding, LocalizedText } from '#findings'

/** Where a value stands in the file: a JSON pointer, and the permanent id of the nearest node. */
export interface Place {
  readonly pointer: string
  readonly node?: string
}

/** Says what is wrong with `value`; nothing where it has the shape. */
export type Shape = (value: unknown, place: Place) => readonly Finding[]

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Members that are not named are left alone: a newer version may understand them. */
export function object(
  members: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, place) => {
    if (!isObject(value)) return [misshapen(place, { 'zh-CN': '一个对象 { … }', en: 'an object { … }' })]
    const at = (name: string): Place => ({
      pointer: `${place.pointer}/${name}`,
      node: typeof value.id === 'string' ? value.id : place.node,
    })
    return [
      ...Object.entries(members).flatMap(([name, shape]) => shape(value[name], at(name))),
      ...Object.entries(optional).flatMap(([name, shape]) =>
        value[name] === undefined ? [] : shape(value[name], at(name)),
      ),
    ]
  }
}

export function list(item: Shape): Shape {
  return (value, place) =>
    Array.isArray(value)
      ? value.flatMap((entry, index) => item(entry, { ...place, pointer: `${place.pointer}/${index}` }))
      : [misshapen(place, { 'zh-CN': '一个列表 [ … ]', en: 'a list [ … ]' })]
}

export function record(entry: Shape): Shape {
  return (value, place) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) =>
          entry(member, { ...place, pointer: `${place.pointer}/${name}` }),
        )
      : [misshapen(place, { 'zh-CN': '一个对象 { … }', en: 'an object { … }' })]
}

export function string(maximum: number, pattern?: RegExp, expected?: LocalizedText): Shape {
  return (value, place) =>
    typeof value === 'string' && value.length > 0 && value.length <= maximum && (pattern?.test(value) ?? true)
      ? []
      : [
          misshapen(
            place,
            expected ?? { 'zh-CN': `1 到 ${maximum} 个字的文本`, en: `a text of 1 to ${maximum} characters` },
          ),
        ]
}

export function oneOf(values: readonly unknown[], code = 'form-structure'): Shape {
  const words = values.map((value) => JSON.stringify(value)).join(', ')
  return (value, place) =>
    values.includes(value)
      ? []
      : [misshapen(place, { 'zh-CN': `其中之一：${words}`, en: `one of ${words}` }, code, value)]
}

export function integer(minimum: number, maximum: number): Shape {
  return (value, place) =>
    Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
      ? []
      : [
          misshapen(place, {
            'zh-CN': `${minimum} 到 ${maximum} 之间的整数`,
            en: `a whole number from ${minimum} to ${maximum}`,
          }),
        ]
}

/** Words for people; the Chinese ones are mandatory. */
export const words: Shape = (value, place) => {
  if (!isObject(value)) return [misshapen(place, { 'zh-CN': '{ "zh-CN": "…" }', en: '{ "zh-CN": "…" }' })]
  const texts = Object.values(value)
  if (!texts.every((text) => typeof text === 'string' && text.length <= 5000))
    return [misshapen(place, { 'zh-CN': '不超过 5000 字的文本', en: 'texts of at most 5,000 characters' })]
  if (typeof value['zh-CN'] === 'string' && value['zh-CN'].trim() !== '') return []
  return [
    {
      severity: 'error',
      code: 'missing-chinese',
      node: place.node,
      message: { 'zh-CN': `“${place.pointer}”没有中文。`, en: `"${place.pointer}" has no Chinese text.` },
      remedy: { 'zh-CN': '填写 zh-CN 的文字。', en: 'Write the zh-CN text.' },
    },
  ]
}

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
