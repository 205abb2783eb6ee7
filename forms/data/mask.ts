import type { FieldNode, MaskKind, PropertySchema } from '../definition/form-definition.ts'
import { widgetOf } from '../definition/form-nodes.ts'

/**
 * How a field's answers are masked for readers who may not see them; nothing where everybody may who sees the case. What
 * is `sensitive` always is. What is `personal` is where the field says how, and where what it asks for is an id, a phone
 * number or an address.
 */
export function maskOf(field: FieldNode, schema: PropertySchema): MaskKind | undefined {
  if (field.sensitivity !== 'personal' && field.sensitivity !== 'sensitive') return field.mask
  if (field.mask) return field.mask
  switch (widgetOf(field, schema)) {
    case 'person-id':
      return 'id'
    case 'phone':
      return 'phone'
    case 'address':
      return 'address'
    default:
      return field.sensitivity === 'sensitive' ? 'all' : undefined
  }
}

/**
 * What readers see in place of a value; always a text with an asterisk, the same for the same value. What is not answered
 * stays as it is.
 *
 * - `id`: 330683********1234
 * - `phone`: 138****1234, 0575-****2345
 * - `name`: 张*, 欧阳*
 * - `address`: as far as the community, 浙江省绍兴市嵊州市剡湖街道东圃社区****
 * - `all`, and what is no text: ******
 */
export function mask(value: unknown, kind: MaskKind): unknown {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return value
  const text = typeof value === 'object' && 'detail' in value && kind === 'address' ? value.detail : value
  return typeof text === 'string' ? maskers[kind](text.trim()) : everything
}

const everything = '******'

const maskers: Record<MaskKind, (text: string) => string> = {
  id: (text) => {
    if (text.length === 18) return `${text.slice(0, 6)}********${text.slice(-4)}`
    if (text.length === 15) return `${text.slice(0, 6)}******${text.slice(-3)}`
    return text.length >= 7 ? `${text.slice(0, 1)}${'*'.repeat(text.length - 3)}${text.slice(-2)}` : everything
  },
  phone: (text) => {
    const landline = /^(0\d{2,3})-?\d{3,4}(\d{4})(-\d+)?$/.exec(text)
    if (landline) return `${landline[1]}-****${landline[2]}`
    return text.length >= 11
      ? `${text.slice(0, 3)}****${text.slice(-4)}`
      : `****${text.length >= 7 ? text.slice(-2) : ''}`
  },
  name: (text) => {
    const [first = ''] = text
    const surname = compoundSurnames.find((name) => text.startsWith(name) && text.length > name.length) ?? first
    return `${surname}${'*'.repeat(Math.min(4, Math.max(1, [...text].length - [...surname].length)))}`
  },
  address: (text) => `${knownPlace.exec(text)?.[0] ?? ''}****`,
  all: () => everything,
}

/** 省、市、县、乡镇街道、村社区, each where it is there; nothing of what follows. */
const knownPlace =
  /^(?:\p{Script=Han}{2,7}?(?:省|自治区))?(?:\p{Script=Han}{1,7}?(?:市|自治州|地区|盟))?(?:\p{Script=Han}{1,7}?(?:县|(?<![小园校厂社])区|市|旗))?(?:\p{Script=Han}{1,8}?(?:街道|镇|乡))?(?:\p{Script=Han}{1,8}?(?:社区|居委会|村委会|村(?![路街巷道])))?/u

const compoundSurnames = [
  ...['欧阳', '上官', '司马', '诸葛', '皇甫', '令狐', '尉迟', '长孙', '慕容', '夏侯', '东方', '公孙', '司徒', '端木'],
  ...['独孤', '南宫', '宇文', '轩辕', '百里', '呼延', '钟离', '澹台', '太史', '申屠', '公冶', '濮阳', '淳于', '单于'],
]
