import { fullFormats } from 'ajv-formats/dist/formats.js'
import { isCitizenId, isDate } from './citizen-id.ts'
import { isUscc } from './uscc.ts'

const landline = /^0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?$/

/** `format`s a schema may name: those of JSON Schema that forms need, and what a Chinese form needs. */
export const formats = {
  date: isDate,
  time: fullFormats.time,
  'date-time': fullFormats['date-time'],
  /** A time of day, 24 hours: `08:30`. */
  'local-time': (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  email: fullFormats.email,
  /** 公民身份号码 */
  'citizen-id': isCitizenId,
  /** 统一社会信用代码 */
  uscc: isUscc,
  /** 手机号码: 11 digits of a mobile range, nothing else. */
  'mobile-phone': (text: string) => /^1[3-9]\d{9}$/.test(text),
  /** 固定电话: with its area code and perhaps an extension, e.g. 0575-83012345-801. */
  landline: (text: string) => landline.test(text),
  /** 电话号码: a mobile number, or a landline with its area code and perhaps an extension, e.g. 0575-83012345-801. */
  phone: (text: string) => /^1[3-9]\d{9}$|^400-?\d{3}-?\d{4}$/.test(text) || landline.test(text),
  /** 区划代码: GB/T 2260 and what continues it, 6, 9, 12 or 15 digits. */
  'region-code': (text: string) => /^\d{6}(\d{3}(\d{3}(\d{3})?)?)?$/.test(text),
} as const

export type FormatName = keyof typeof formats
