import type { LocalizedText } from '#findings'
import type { FieldNode, PhotoStamp, Stamp, Widget } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { choicesBelow, isOffered } from './choices.ts'
import { isDate } from './citizen-id.ts'
import type { CompiledField } from './compiled-form.ts'
import { fileRefusal, isFileReference } from './file-answers.ts'
import type { NodeState } from './node-state.ts'
import { hasOnly, isInstant, isMapPoint } from './places-and-moments.ts'

/** Why a value cannot be taken. `message` continues the field's title, which stands before it in quotes, or is a sentence of its own. */
export interface Refusal {
  readonly code: string
  readonly message: Required<LocalizedText>
  readonly isSentence?: boolean
}

type Check = (value: unknown, field: CompiledField, state: NodeState, today: string | undefined) => Refusal | undefined

/** What JSON Schema cannot say of an answer: shapes that the widget stands for, values offered, days, amounts. */
export function refusalOf(
  value: unknown,
  field: CompiledField,
  state: NodeState,
  today: string | undefined,
): Refusal | undefined {
  return byWidget[field.widget](value, field, state, today)
}

const offered: Check = (value, _field, { choices }) => {
  if (!choices) return undefined
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.every((entry) => isOffered(choices, entry)) ? undefined : refusals.notOffered
}

const cascade: Check = (value, { node, choices }, { choices: left }) => {
  if (!left || !choices) return undefined
  if (!isOffered(left, value)) return refusals.notOffered
  return node.anyLevel || choicesBelow(choices, String(value)).length === 0 ? undefined : refusals.notLastLevel
}

const day: Check = (value, { node }, _state, today) => dayRefusal(value, node, today)

const range: Check = (value, { node }, _state, today) => {
  if (!isObject(value) || !hasOnly(value, ['from', 'to'])) return refusals.range
  const { from, to } = value
  if (typeof from !== 'string' || !isDate(from)) return refusals.rangeStart
  if (to === undefined) return node.openEnd ? dayRefusal(from, node, today) : refusals.rangeEnd
  if (typeof to !== 'string' || !isDate(to)) return refusals.rangeEnd
  if (to < from) return refusals.rangeOrder
  return dayRefusal(from, node, today) ?? dayRefusal(to, node, today)
}

function dayRefusal(value: unknown, { earliest, latest }: FieldNode, today: string | undefined): Refusal | undefined {
  if (typeof value !== 'string') return undefined
  const first = earliest === 'today' ? today : earliest
  const last = latest === 'today' ? today : latest
  if (first !== undefined && value < first)
    return {
      code: 'too-early',
      message: {
        'zh-CN': `不能早于${earliest === 'today' ? '今天' : first}。`,
        en: `must not be before ${earliest === 'today' ? 'today' : first}.`,
      },
    }
  if (last !== undefined && value > last)
    return {
      code: 'too-late',
      message: {
        'zh-CN': `不能晚于${latest === 'today' ? '今天' : last}。`,
        en: `must not be after ${latest === 'today' ? 'today' : last}.`,
      },
    }
  return undefined
}

const decimals: Check = (value, { node }) => {
  if (node.decimals === undefined || typeof value !== 'number' || decimalsOf(value) <= node.decimals) return undefined
  return {
    code: 'decimals',
    message:
      node.decimals === 0
        ? { 'zh-CN': '要填整数。', en: 'must be a whole number.' }
        : { 'zh-CN': `最多 ${node.decimals} 位小数。`, en: `may have at most ${node.decimals} decimal places.` },
  }
}

/** The decimal places of a number as it is written shortest. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

const money: Check = (value) => (Number.isSafeInteger(value) ? undefined : refusals.money)

const files: Check = (value, { node, widget }) => {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const file of given) {
    if (!isFileReference(file) || !mayBear(file.stamp, widget === 'photo' ? node.stamp : [])) return refusals.file
    const refusal = fileRefusal(node, file)
    if (refusal) return { code: 'file', message: refusal, isSentence: true }
  }
  return undefined
}

const address: Check = (value, { node, choices }, { choices: left }) => {
  if (!isObject(value) || !hasOnly(value, ['region', 'detail'])) return refusals.address
  const { region, detail } = value
  if (choices && left) {
    if (region === undefined) return refusals.addressRegion
    if (!isOffered(left, region)) return refusals.notOffered
    if (!node.anyLevel && choicesBelow(choices, String(region)).length > 0) return refusals.notLastLevel
  } else if (region !== undefined) return refusals.address
  if (typeof detail !== 'string' || detail.trim() === '') return refusals.addressDetail
  return detail.length > longestDetail ? refusals.addressLong : undefined
}

/** When and where a photo was taken is taken only where the field asks for it. */
function mayBear(stamp: PhotoStamp | undefined, asked: readonly Stamp[] = []): boolean {
  if (!stamp) return true
  return (stamp.at === undefined || asked.includes('time')) && (stamp.place === undefined || asked.includes('place'))
}

const longestDetail = 200

const mapPoint: Check = (value) => (isMapPoint(value) ? undefined : refusals.mapPoint)

const signature: Check = (value) => {
  if (!isObject(value) || !hasOnly(value, ['file', 'name', 'at'])) return refusals.signature
  const { file, name, at } = value
  if (typeof at !== 'string' || !isInstant(at) || (file === undefined) === (name === undefined))
    return refusals.signature
  if (file !== undefined)
    return isFileReference(file) && !file.stamp && file.type.startsWith('image/') ? undefined : refusals.signature
  return typeof name === 'string' && name.trim() !== '' && name.length <= 50 ? undefined : refusals.signature
}

const byWidget: Record<Widget, Check> = {
  text: offered,
  'long-text': offered,
  number: decimals,
  money,
  date: day,
  time: () => undefined,
  'date-range': range,
  'yes-no': () => undefined,
  choice: offered,
  'multiple-choice': offered,
  cascade,
  'person-id': () => undefined,
  phone: () => undefined,
  address,
  file: files,
  photo: files,
  signature,
  'map-point': mapPoint,
}

export const refusals = {
  notOffered: {
    code: 'not-offered',
    message: { 'zh-CN': '的选项已不可用，请重新选择。', en: 'holds a choice that is not offered; choose again.' },
  },
  notLastLevel: {
    code: 'not-last-level',
    message: {
      'zh-CN': '还没有选到最后一级，请继续选择。',
      en: 'is not chosen down to the last level; go on choosing.',
    },
  },
  money: {
    code: 'money',
    message: { 'zh-CN': '不是有效的金额，请填写到分，例如 1234.50。', en: 'is no amount; write it like 1234.50.' },
  },
  range: {
    code: 'date-range',
    message: { 'zh-CN': '的起止日期无法识别，请重新填写。', en: 'is no pair of days; choose them again.' },
  },
  rangeStart: {
    code: 'date-range',
    message: { 'zh-CN': '缺少有效的开始日期，请补填。', en: 'has no first day; choose it.' },
  },
  rangeEnd: {
    code: 'date-range',
    message: { 'zh-CN': '缺少有效的结束日期，请补填。', en: 'has no last day; choose it.' },
  },
  rangeOrder: {
    code: 'date-order',
    message: { 'zh-CN': '的结束日期早于开始日期，请核对。', en: 'ends before it begins; check the days.' },
  },
  file: {
    code: 'file',
    message: { 'zh-CN': '中有无法识别的文件，请重新上传。', en: 'holds something that is no file; upload it again.' },
  },
  address: { code: 'address', message: { 'zh-CN': '无法识别，请重新填写。', en: 'cannot be read; write it again.' } },
  addressRegion: { code: 'address', message: { 'zh-CN': '缺少所在区域，请选择。', en: 'has no region; choose it.' } },
  addressDetail: {
    code: 'address',
    message: { 'zh-CN': '缺少详细地址，请填写到门牌号。', en: 'has no street and number; write them.' },
  },
  addressLong: {
    code: 'address',
    message: {
      'zh-CN': `的详细地址超过 ${longestDetail} 个字，请缩短。`,
      en: `is longer than ${longestDetail} characters; shorten it.`,
    },
  },
  signature: {
    code: 'signature',
    message: { 'zh-CN': '的签名无法识别，请重新签名。', en: 'cannot be read; sign again.' },
  },
  mapPoint: {
    code: 'map-point',
    message: { 'zh-CN': '不是有效的位置，请在地图上重新标注。', en: 'is no place on the map; mark it again.' },
  },
} as const satisfies Record<string, Refusal>
