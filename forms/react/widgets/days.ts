import { isDate } from '../../data/citizen-id.ts'

/**
 * A day as people type it: `2026-03-05`, `2026/3/5`, `2026年3月5日`, `20260305`, `3-5` (of `today`'s year). The text itself where
 * it is none; `undefined` where nothing was typed.
 */
export function readDay(text: string, today: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return undefined
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(?:(\d{4})\D{1,2})?(\d{1,2})\D{1,2}(\d{1,2})日?$/.exec(plain)
  if (!parts) return text
  const [, year = today.slice(0, 4), month = '', day = ''] = parts
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(date) ? date : text
}

/** A time of day as people type it: `8:30`, `0830`, `8点30分`, `下午3:05`; as `readDay`. */
export function readTime(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
  if (plain === '') return undefined
  const isAfternoon = /^(下午|晚上|pm)|pm$/.test(plain)
  const digits = plain.replaceAll(/上午|下午|晚上|早上|am|pm/g, '')
  const parts = /^(\d{1,2})(\d{2})$/.exec(digits) ?? /^(\d{1,2})[:点时](?:(\d{1,2})分?|(半))?$/.exec(digits)
  const [, bare] = /^(\d{1,2})$/.exec(digits) ?? []
  if (!parts && bare !== undefined && digits !== plain) return readTime(`${isAfternoon ? '下午' : ''}${bare}:00`)
  if (!parts) return text
  const hour = Number(parts[1]) + (isAfternoon && Number(parts[1]) < 12 ? 12 : 0)
  const minute = parts[3] ? 30 : Number(parts[2] ?? 0)
  if (hour > 23 || minute > 59) return text
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
