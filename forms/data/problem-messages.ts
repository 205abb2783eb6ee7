import type { LocalizedText } from '#findings'
import { refusals } from './check-value.ts'
import type { CompiledField, CompiledGroup } from './compiled-form.ts'
import type { SchemaError } from './json-schema.ts'

/** What a person is asked to mend, by the JSON Schema keyword that was not met. `subject` names the field. */
export function schemaMessage(
  error: SchemaError,
  node: CompiledField | CompiledGroup,
  subject: LocalizedText,
): LocalizedText {
  return saidOf(subject, sentence(error, node))
}

/** What is said of something, which is named first. */
export function saidOf(subject: LocalizedText, said: Required<LocalizedText>): LocalizedText {
  return {
    'zh-CN': `“${subject['zh-CN']}”${said['zh-CN']}`,
    en: `“${subject.en ?? subject['zh-CN']}” ${said.en}`,
  }
}

/** What to call an answer of an item, e.g. 承租人 2：姓名. */
export function itemSubject({ node }: CompiledGroup, index: number, title: LocalizedText): LocalizedText {
  const item = node.itemTitle ?? node.title
  return {
    'zh-CN': `${item['zh-CN']} ${index + 1}：${title['zh-CN']}`,
    en: `${item.en ?? item['zh-CN']} ${index + 1}: ${title.en ?? title['zh-CN']}`,
  }
}

/** The sentence that asks for an answer that is missing. */
export function requiredMessage(node: CompiledField | CompiledGroup, subject: LocalizedText): LocalizedText {
  const [zh, en] = node.kind === 'group' ? (['请添加', 'Add'] as const) : askFor[node.widget]
  return { 'zh-CN': `${zh}“${subject['zh-CN']}”。`, en: `${en} “${subject.en ?? subject['zh-CN']}”.` }
}

const askFor: Record<CompiledField['widget'], readonly [string, string]> = {
  text: ['请填写', 'Fill in'],
  'long-text': ['请填写', 'Fill in'],
  number: ['请填写', 'Fill in'],
  money: ['请填写', 'Fill in'],
  date: ['请选择', 'Choose'],
  time: ['请填写', 'Fill in'],
  'date-range': ['请选择', 'Choose'],
  'yes-no': ['请选择', 'Choose yes or no for'],
  choice: ['请选择', 'Choose'],
  'multiple-choice': ['请至少选择一项：', 'Choose at least one of'],
  cascade: ['请选择', 'Choose'],
  'person-id': ['请填写', 'Fill in'],
  phone: ['请填写', 'Fill in'],
  address: ['请填写', 'Fill in'],
  file: ['请上传', 'Upload'],
  photo: ['请拍照或上传', 'Take or upload'],
  signature: ['请签名：', 'Sign'],
  'map-point': ['请在地图上标出', 'Mark on the map'],
}

function sentence(error: SchemaError, node: CompiledField | CompiledGroup): Required<LocalizedText> {
  const limit = node.kind === 'field' ? limitOf(node, error.params.limit) : String(error.params.limit)
  switch (error.keyword) {
    case 'type':
      return typeSentences[String(error.params.type)] ?? typeSentences.other!
    case 'format':
      return formatSentences[String(error.params.format)] ?? withHelp(node)
    case 'pattern':
      return withHelp(node)
    case 'minLength':
      return { 'zh-CN': `至少要 ${limit} 个字。`, en: `needs at least ${limit} characters.` }
    case 'maxLength':
      return { 'zh-CN': `最多 ${limit} 个字，请缩短。`, en: `may have at most ${limit} characters; shorten it.` }
    case 'minimum':
      return { 'zh-CN': `不能小于 ${limit}。`, en: `must be at least ${limit}.` }
    case 'maximum':
      return { 'zh-CN': `不能大于 ${limit}。`, en: `must be at most ${limit}.` }
    case 'exclusiveMinimum':
      return { 'zh-CN': `必须大于 ${limit}。`, en: `must be more than ${limit}.` }
    case 'exclusiveMaximum':
      return { 'zh-CN': `必须小于 ${limit}。`, en: `must be less than ${limit}.` }
    case 'multipleOf':
      return stepSentence(Number(error.params.multipleOf))
    case 'minItems':
      return { 'zh-CN': `至少要有 ${limit} 项。`, en: `needs at least ${limit}.` }
    case 'maxItems':
      return { 'zh-CN': `最多 ${limit} 项，请删去多余的。`, en: `may have at most ${limit}; remove some.` }
    case 'uniqueItems':
      return { 'zh-CN': '有重复的项，请删去。', en: 'has the same entry twice; remove one.' }
    case 'enum':
    case 'const':
      return refusals.notOffered.message
    default:
      return withHelp(node)
  }
}

/** A limit as a person writes it: amounts in 元, numbers with their unit. */
function limitOf({ widget, node }: CompiledField, limit: unknown): string {
  if (widget === 'money' && typeof limit === 'number') return `${(limit / 100).toFixed(2)} 元`
  return widget === 'number' && node.unit ? `${limit} ${node.unit['zh-CN']}` : String(limit)
}

const typeSentences: Readonly<Record<string, Required<LocalizedText>>> = {
  number: { 'zh-CN': '要填数字，例如 12.5。', en: 'must be a number, for example 12.5.' },
  integer: { 'zh-CN': '要填整数，例如 3。', en: 'must be a whole number, for example 3.' },
  string: { 'zh-CN': '要填文字。', en: 'must be text.' },
  boolean: { 'zh-CN': '请选择“是”或“否”。', en: 'must be yes or no.' },
  array: { 'zh-CN': '应是若干项的列表，请重新填写。', en: 'must be a list; answer it again.' },
  other: { 'zh-CN': '的内容不对，请重新填写。', en: 'cannot be read; answer it again.' },
}

const formatSentences: Readonly<Record<string, Required<LocalizedText>>> = {
  date: {
    'zh-CN': '不是有效的日期，请按“年-月-日”填写，例如 2026-03-05。',
    en: 'is no date; write it like 2026-03-05.',
  },
  time: { 'zh-CN': '不是有效的时间，例如 08:30:00。', en: 'is no time; write it like 08:30:00.' },
  'local-time': { 'zh-CN': '不是有效的时间，请按 24 小时制填写，例如 08:30。', en: 'is no time; write it like 08:30.' },
  'date-time': { 'zh-CN': '不是有效的日期时间。', en: 'is no date and time.' },
  email: { 'zh-CN': '不是有效的电子邮箱，请核对。', en: 'is no e-mail address; check it.' },
  'citizen-id': {
    'zh-CN': '不是有效的公民身份号码：应为 18 位，末位可为大写 X，请对照证件核对。',
    en: 'is no valid citizen number: 18 characters, the last may be a capital X. Compare it with the card.',
  },
  uscc: {
    'zh-CN': '不是有效的统一社会信用代码：应为 18 位数字或大写字母，请对照证照核对。',
    en: 'is no valid unified social credit code: 18 digits or capital letters. Compare it with the licence.',
  },
  'mobile-phone': { 'zh-CN': '不是有效的手机号码：应为 11 位数字。', en: 'is no mobile number: it has 11 digits.' },
  landline: {
    'zh-CN': '不是有效的固定电话：填区号和号码，例如 0575-83012345。',
    en: 'is no landline: write the area code and the number, like 0575-83012345.',
  },
  phone: {
    'zh-CN': '不是有效的电话号码：填 11 位手机号，或带区号的座机号，例如 0575-83012345。',
    en: 'is no phone number: write a mobile number of 11 digits or a landline with its area code, like 0575-83012345.',
  },
  'region-code': {
    'zh-CN': '不是有效的区划代码：应为 6、9、12 或 15 位数字。',
    en: 'is no region code: 6, 9, 12 or 15 digits.',
  },
}

function withHelp({ node: { help } }: CompiledField | CompiledGroup): Required<LocalizedText> {
  return help
    ? { 'zh-CN': `的格式不对：${help['zh-CN']}`, en: `has the wrong form: ${help.en ?? help['zh-CN']}` }
    : { 'zh-CN': '的格式不对，请核对后重新填写。', en: 'has the wrong form; check it and write it again.' }
}

function stepSentence(step: number): Required<LocalizedText> {
  const decimals = Math.round(-Math.log10(step))
  return decimals > 0 && 10 ** -decimals === step
    ? { 'zh-CN': `最多 ${decimals} 位小数。`, en: `may have at most ${decimals} decimal places.` }
    : { 'zh-CN': `应为 ${step} 的倍数。`, en: `must be a multiple of ${step}.` }
}
