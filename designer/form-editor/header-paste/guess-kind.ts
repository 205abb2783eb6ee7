import { formats, isCitizenId } from '#forms'
import type { QuestionKind } from '../form-edits.ts'

/** What a column seems to ask for. */
export interface Guess {
  readonly kind: QuestionKind
  /** A `format` beside what the kind has. */
  readonly format?: 'uscc'
  /** Of a choice: what the column's cells hold. */
  readonly options?: readonly string[]
  /** A code list that is usual for it, where the region has it. */
  readonly codeList?: string
}

/** How many different values make a list to choose from. */
const mostOptions = 12

const ofHeaders: readonly (readonly [header: RegExp, guess: Guess])[] = [
  [/身份证|公民身份号|identity (card|number)|citizen id/i, { kind: 'person-id' }],
  [/社会信用代码|credit code/i, { kind: 'text', format: 'uscc' }],
  [/手机|电话|联系方式|phone|mobile|telephone/i, { kind: 'phone' }],
  [/性别|gender|^sex$/i, { kind: 'choice', options: ['男', '女'], codeList: 'gender' }],
  [/^(是否|有无|是不是)|（是\/否）|\(是\/否\)|^(is|has) |yes\/no/i, { kind: 'yes-no' }],
  [/起止|期限|date range/i, { kind: 'date-range' }],
  [/日期|年月日|出生年月|时间$|date/i, { kind: 'date' }],
  [/金额|租金|押金|价格|单价|费用|工资|元[）)]|amount|price|rent$|fee/i, { kind: 'money' }],
  [/面积|数量|人数|间数|户数|层数|楼层|年龄|次数|个数|数目|平方米|number of|count|area|age$/i, { kind: 'number' }],
  [/地址|住址|住所|户籍地|address/i, { kind: 'address' }],
  [/照片|图片|photo|picture/i, { kind: 'photo' }],
  [/附件|材料|文件|attachment|files?$/i, { kind: 'file' }],
  [/签名|签字|signature/i, { kind: 'signature' }],
  [/坐标|经纬度|定位|location/i, { kind: 'map-point' }],
  [/备注|说明|描述|情况|意见|原因|内容|remark|note|description|comment|reason/i, { kind: 'long-text' }],
]

const day = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/
const yes = /^(是|否|有|无|√|✓|×|✗|y|n|yes|no|true|false)$/i
const plainNumber = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/
const grouped = (text: string) => text.replaceAll(/[,，￥¥元\s]/g, '')

const fits: Partial<Record<QuestionKind, (text: string) => boolean>> = {
  'person-id': (text) => isCitizenId(text.toUpperCase()) || /^\d{6}[\d*]{8,11}[\dXx*]$/.test(text),
  phone: (text) => formats.phone(text.replaceAll(/[\s-]/g, '')) || formats.phone(text),
  'yes-no': (text) => yes.test(text),
  date: (text) => day.test(text),
  money: (text) => plainNumber.test(grouped(text)),
  number: (text) => plainNumber.test(grouped(text)),
}

/** What a column asks for, by its header and by the cells below it: where the cells do not fit the header, they decide. */
export function guessKind(header: string, cells: readonly string[]): Guess {
  const values = cells.filter((cell) => cell !== '')
  const named = ofHeaders.find(([pattern]) => pattern.test(header))?.[1]
  const fit = named && fits[named.kind]
  if (named && (!fit || values.length === 0 || most(values, fit))) return withOptions(named, values)
  return guessFromCells(values)
}

function guessFromCells(values: readonly string[]): Guess {
  if (values.length === 0) return { kind: 'text' }
  for (const kind of ['person-id', 'phone', 'yes-no', 'date', 'number'] as const)
    if (values.every(fits[kind]!)) return { kind }
  const options = [...new Set(values)]
  if (values.length >= 4 && options.length <= Math.min(mostOptions, values.length / 2) && options.every(isShort))
    return { kind: 'choice', options }
  return { kind: values.some((value) => [...value].length > 60 || value.includes('\n')) ? 'long-text' : 'text' }
}

/** What stands in the cells is offered too. */
function withOptions(guess: Guess, values: readonly string[]): Guess {
  if (!guess.options) return guess
  const options = [...new Set([...guess.options, ...values.filter(isShort)])].slice(0, mostOptions)
  const isUsual = values.every((value) => guess.options!.includes(value))
  return isUsual ? { ...guess, options } : { kind: guess.kind, options }
}

const isShort = (text: string) => [...text].length <= 20

/** Four of five: a real column has slips in it. */
function most(values: readonly string[], fit: (text: string) => boolean): boolean {
  return values.filter(fit).length >= values.length * 0.8
}
