import type { FileReference, PropertySchema, Widget } from '../../definition/form-definition.ts'
import { type Choices, choicesBelow } from '../choices.ts'
import { checkCharacterOf, isDate } from '../citizen-id.ts'
import type { CompiledField } from '../compiled-form.ts'
import { defaultMaxBytes } from '../file-answers.ts'
import type { FormatName } from '../formats.ts'
import { textOfPattern } from './sample-text.ts'

export interface SamplePlace {
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Which item of a group it is in, from 0. */
  readonly index: number
  /** What is left to choose from. */
  readonly choices: Choices | undefined
}

/**
 * Answers to a field that its schema and widget take, the most natural one first; none where no answer is found. All of
 * them can be told from real ones: nobody is born in 1900 and called 样例甲.
 */
export function sampleValues(field: CompiledField, place: SamplePlace): readonly unknown[] {
  return valuesOf[field.widget](field, place)
}

type Values = (field: CompiledField, place: SamplePlace) => readonly unknown[]

/** 甲、乙、丙: what tells the items of a group apart. */
const stems = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

const texts: Values = (field, place) => {
  const { schema, choices } = field
  if (choices) return (place.choices ?? choices).map(({ value }) => value)
  if ('const' in schema) return [schema.const]
  const format = typeof schema.format === 'string' ? schema.format : undefined
  if (format !== undefined && Object.hasOwn(ofFormats, format)) return ofFormats[format as FormatName](place)
  const least = numberOf(schema.minLength) ?? 0
  const most = numberOf(schema.maxLength) ?? 200
  const natural = [naturalText(field, place.index), ...plainTexts].map((text) => fitted(text, least, most))
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : undefined
  if (pattern === undefined) return natural
  const made = textOfPattern(pattern, least)
  return made === undefined || [...made].length > most ? [] : [made]
}

const plainTexts = ['样例', 'A1', '1']

function naturalText({ node, widget }: CompiledField, index: number): string {
  const title = node.title['zh-CN']
  const stem = stems[index % stems.length]!
  if (widget === 'long-text') return `样例文字：${title}。`
  if (/(姓名|名字|联系人|负责人|人)$/.test(title)) return `样例${stem}`
  if (/(单位|公司|企业|机构)/.test(title)) return `样例单位${stem}`
  if (/地址|住址|地点/.test(title)) return `样例路 ${index + 1} 号`
  return `样例${title}${index > 0 ? stem : ''}`
}

/** Of `least` to `most` characters. */
function fitted(text: string, least: number, most: number): string {
  const characters = [...text].slice(0, most)
  return characters.join('') + '样'.repeat(Math.max(0, least - characters.length))
}

const ofFormats: Record<FormatName, (place: SamplePlace) => readonly string[]> = {
  date: ({ today }) => [today],
  time: () => ['09:00:00Z'],
  'date-time': ({ today }) => [`${today}T09:00:00+08:00`],
  'local-time': () => ['09:00'],
  email: () => ['sample@example.com'],
  'citizen-id': ({ index }) => births.flatMap((born) => [citizenId(born, 2 * index + 1), citizenId(born, 2 * index)]),
  uscc: () => ['91330683MA00000073', '91330683MA0000015X'],
  'mobile-phone': ({ index }) => [`1380000${String(index).padStart(4, '0')}`],
  landline: ({ index }) => [`0575-8000${String(index).padStart(4, '0')}`],
  phone: ({ index }) => [`1380000${String(index).padStart(4, '0')}`],
  'region-code': () => ['330683'],
}

/** Birth dates of sample persons: of nobody alive, then what rules about ages may ask for. */
const births = ['19000101', '19900101', '20150101']

/** A number with its right check character (GB 11643). An odd `sequence` is a man's. */
function citizenId(born: string, sequence: number): string {
  const body = `330683${born}${String(sequence % 1000).padStart(3, '0')}`
  return body + checkCharacterOf(body)
}

const numbers: Values = ({ schema, node, widget }, { index }) => {
  if ('const' in schema) return [schema.const]
  if (Array.isArray(schema.enum)) return schema.enum
  const step = numberOf(schema.multipleOf) ?? (schema.type === 'integer' ? 1 : 10 ** -(node.decimals ?? 2))
  const above = numberOf(schema.exclusiveMinimum)
  const below = numberOf(schema.exclusiveMaximum)
  const low = numberOf(schema.minimum) ?? (above === undefined ? undefined : (Math.floor(above / step) + 1) * step)
  const high = numberOf(schema.maximum) ?? (below === undefined ? undefined : (Math.ceil(below / step) - 1) * step)
  const wished = widget === 'money' ? [100_000, 0] : [...usualNumbers(node.title['zh-CN']), index + 1, 10, 100, 0, -1]
  const all = [...wished, low, high, low !== undefined && high !== undefined ? (low + high) / 2 : undefined]
  const snapped = all.filter((value) => value !== undefined).map((value) => snap(value, step, low, high))
  return [...new Set(snapped)].filter(
    (value) => (low === undefined || value >= low) && (high === undefined || value <= high),
  )
}

/** What such a number is like: nobody lives on one square metre. */
function usualNumbers(title: string): readonly number[] {
  if (/面积/.test(title)) return [80]
  return /年龄|周岁/.test(title) ? [40] : []
}

function snap(value: number, step: number, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): number {
  const within = Math.min(high, Math.max(low, value))
  const steps = Math.round(within / step)
  const nearest = steps * step < low ? steps + 1 : steps * step > high ? steps - 1 : steps
  return Number((nearest * step).toPrecision(12))
}

const days: Values = ({ node }, { today }) => {
  const [first, last] = [dayOf(node.earliest, today), dayOf(node.latest, today)]
  const wished = [today, dayBefore(today, 30), dayBefore(today, 365), dayBefore(today, -30), first, last]
  return [...new Set(wished)].filter(
    (day) => day !== undefined && isDate(day) && (!first || day >= first) && (!last || day <= last),
  )
}

const ranges: Values = (field, place) => {
  const all = days(field, place) as readonly string[]
  return all.flatMap((from) => all.filter((to) => to >= from).map((to) => ({ from, to })))
}

function dayOf(day: string | undefined, today: string): string | undefined {
  return day === 'today' ? today : day
}

function dayBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
}

const lists: Values = ({ schema, choices }, place) => {
  const left = (place.choices ?? choices ?? []).map(({ value }) => value)
  const least = Math.max(1, numberOf(schema.minItems) ?? 1)
  const most = numberOf(schema.maxItems) ?? left.length
  const count = Math.min(most, Math.max(least, Math.min(2, left.length)))
  const few = [count, least].map((size) => left.slice(0, size))
  const each = left.map((value) => [value, ...left.filter((other) => other !== value).slice(0, least - 1)])
  return [...few, ...each].filter((values) => values.length >= least && values.length <= most)
}

const leaves: Values = ({ node, choices }, place) => {
  const left = place.choices ?? choices ?? []
  const taken = node.anyLevel ? left : left.filter(({ value }) => choicesBelow(choices ?? [], value).length === 0)
  return taken.map(({ value }) => value)
}

const addresses: Values = (field, place) => {
  const detail = `样例路 ${place.index + 1} 号`
  return field.choices ? leaves(field, place).map((region) => ({ region, detail })) : [{ detail }]
}

const files: Values = ({ node, widget, schema }, { today, index }) => {
  const count = Math.max(1, numberOf(schema.minItems) ?? 1)
  const [type = widget === 'photo' ? 'image/*' : 'application/pdf'] = node.accept ?? []
  const [kind, form] = type.split('/')
  const media = form === '*' ? (wildcards.get(kind ?? '') ?? `${kind}/sample`) : type
  const stamp = {
    ...(node.stamp?.includes('time') && { at: `${today}T09:00:00+08:00` }),
    ...(node.stamp?.includes('place') && { place: { longitude: 120.83, latitude: 29.59 } }),
  }
  return [
    Array.from({ length: count }, (_, number): FileReference => {
      const name = `${widget === 'photo' ? '样例照片' : '样例文件'}${number + 1}.${media.split('/')[1]}`
      return {
        id: `sample-${index + 1}-${number + 1}`,
        name,
        type: media,
        size: Math.min(1024, node.maxBytes ?? defaultMaxBytes),
        ...(widget === 'photo' && Object.keys(stamp).length > 0 && { stamp }),
      }
    }),
  ]
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['image', 'image/png'],
  ['audio', 'audio/mpeg'],
  ['video', 'video/mp4'],
  ['text', 'text/plain'],
  ['application', 'application/pdf'],
])

/** Whether a file is one of a sample: there is nothing behind it. */
export function isSampleFile(id: string): boolean {
  return id.startsWith('sample-')
}

const personIds: Values = (field, place) =>
  field.schema.format === undefined ? ofFormats['citizen-id'](place) : texts(field, place)

const phones: Values = (field, place) =>
  field.schema.format === undefined ? ofFormats.phone(place) : texts(field, place)

const valuesOf: Record<Widget, Values> = {
  text: texts,
  'long-text': texts,
  number: numbers,
  money: numbers,
  date: days,
  time: () => ['09:00', '14:30'],
  'date-range': ranges,
  'yes-no': ({ schema }) => ('const' in schema ? [schema.const] : [true, false]),
  choice: texts,
  'multiple-choice': lists,
  cascade: leaves,
  'person-id': personIds,
  phone: phones,
  address: addresses,
  file: files,
  photo: files,
  signature: (_, { today, index }) => [{ name: `样例${stems[index % stems.length]}`, at: `${today}T09:00:00+08:00` }],
  'map-point': () => [{ longitude: 120.83, latitude: 29.59 }],
}

function numberOf(value: PropertySchema[string]): number | undefined {
  return typeof value === 'number' ? value : undefined
}
