import type { Finding, LocalizedText } from '#findings'
import { problem, type Words } from './finding.ts'
import {
  anything,
  feelName,
  isTrue,
  list,
  object,
  oneOf,
  readShape,
  type Shape,
  schemaReference,
  text,
  where,
  wholeNumber,
  words,
} from './shape.ts'

/** What a setting can be. `dates` are days, ISO 8601, e.g. the holidays of a region. */
export const settingTypes = ['integer', 'number', 'text', 'yes-no', 'choice', 'dates'] as const
export type SettingType = (typeof settingTypes)[number]

export type SettingValue = number | string | boolean | readonly string[]

/**
 * 设置: a value that processes, forms and decisions read in FEEL as `settings.ID`, so that a region that wants another
 * limit or amount needs no other change. Declared by a bundle with the value that ships; layers set `value`.
 */
export interface Setting {
  /** Its name in FEEL. Unique among all bundles of a release. */
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly type: SettingType
  readonly value: SettingValue
  /** What the number counts, e.g. 工作日. */
  readonly unit?: LocalizedText
  /** Of numbers. */
  readonly minimum?: number
  readonly maximum?: number
  /** Of texts. */
  readonly maxLength?: number
  /** Of a choice. */
  readonly options?: readonly { readonly id: string; readonly title: LocalizedText }[]
  /** No layer may set it. */
  readonly locked?: true
}

const number: Shape = where((value) => typeof value === 'number' && Number.isFinite(value), ['数字', 'a number'], {
  type: 'number',
})

export const settingShape: Shape = object(
  { id: feelName, title: words, type: oneOf(settingTypes), value: anything },
  {
    ...schemaReference,
    description: words,
    unit: words,
    minimum: number,
    maximum: number,
    maxLength: wholeNumber(1, 10_000),
    options: list(object({ id: text(100), title: words }), 200, 1),
    locked: isTrue,
  },
)

/** `settings.schema.json`: the settings that a bundle declares. */
export const settingsShape: Shape = object({ settings: list(settingShape, 1000) }, schemaReference)

/** Reads one setting, and checks that its value is of its type and in its range. */
export function readSetting(json: unknown): { readonly setting?: Setting; readonly findings: Finding[] } {
  const { value: setting, findings } = readShape<Setting>(settingShape, json)
  return setting ? { setting, findings: misfit(setting) } : { findings }
}

/** Reads `settings.schema.json`. */
export function readSettings(json: unknown): { readonly settings: readonly Setting[]; readonly findings: Finding[] } {
  const { value, findings } = readShape<{ settings: readonly Setting[] }>(settingsShape, json)
  if (!value) return { settings: [], findings }
  const seen = new Set<string>()
  const twice = value.settings.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => declaredTwice(id))
  return { settings: value.settings, findings: [...twice, ...value.settings.flatMap(misfit)] }
}

/** `settings.json` of a layer: values by the name of the setting. */
export const settingValuesShape: Shape = object({ values: recordOfValues() }, schemaReference)

function recordOfValues(): Shape {
  const schema = { type: 'object', propertyNames: feelName.schema }
  return Object.assign(
    (value: unknown, at: string) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.keys(value).flatMap((name) => feelName(name, `${at}/${name}`))
        : [{ at, expected: ['一个对象 { … }', 'an object { … }'] as const }],
    { schema },
  )
}

function misfit({ id, title, ...setting }: Setting): Finding[] {
  const expected = expectation(setting)
  if (!expected) return []
  return [
    problem(
      'setting-value',
      { node: id },
      [`设置“${title['zh-CN']}”的值应为${expected[0]}`, `The value of the setting "${id}" must be ${expected[1]}`],
      ['请改正该值，或修改设置允许的范围', 'Correct the value, or the range that the setting allows'],
    ),
  ]
}

type Unnamed = Omit<Setting, 'id' | 'title'>

/** What the value should be; nothing where it is. */
function expectation({ type, value, minimum, maximum, maxLength = 2000, options = [] }: Unnamed): Words | undefined {
  switch (type) {
    case 'integer':
    case 'number': {
      const fits =
        typeof value === 'number' &&
        (type === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
        value >= (minimum ?? value) &&
        value <= (maximum ?? value)
      const range: Words = [
        `${minimum === undefined ? '' : `不小于 ${minimum}`}${maximum === undefined ? '' : `不大于 ${maximum}`}的`,
        `${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` up to ${maximum}`}`,
      ]
      const unbounded = minimum === undefined && maximum === undefined
      const what: Words = type === 'integer' ? ['整数', 'a whole number'] : ['数字', 'a number']
      return fits ? undefined : unbounded ? what : [`${range[0]}${what[0]}`, `${what[1]}${range[1]}`]
    }
    case 'text':
      return typeof value === 'string' && value.length <= maxLength
        ? undefined
        : [`不超过 ${maxLength} 个字的文字`, `a text of at most ${maxLength} characters`]
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : ['true 或 false', 'true or false']
    case 'choice': {
      const known = options.map(({ id }) => id)
      return typeof value === 'string' && known.includes(value)
        ? undefined
        : [`${known.join('、') || '（无选项）'} 之一`, `one of ${known.join(', ') || '(no options)'}`]
    }
    case 'dates':
      return Array.isArray(value) && value.length <= 2000 && value.every(isDay)
        ? undefined
        : ['形如 2026-10-01 的日期的列表', 'a list of days such as 2026-10-01']
  }
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isFinite(day.getTime()) && day.toISOString().startsWith(value)
}

function declaredTwice(id: string): Finding {
  return problem(
    'setting-twice',
    { node: id },
    [`设置“${id}”重复`, `The setting "${id}" is declared twice`],
    ['请删去其中一个，或另取名称', 'Remove one of them, or give it another name'],
  )
}
