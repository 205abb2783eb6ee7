import type { Locale } from '#findings'

/** The work is done in China, which has one time zone, wherever the browser stands. */
const timeZone = 'Asia/Shanghai'

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute'

const numeric = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const englishMonth = new Intl.DateTimeFormat('en-GB', { timeZone, month: 'short' })

function parts(moment: Date): Record<Part, string> {
  const found = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of numeric.formatToParts(moment)) if (type in found) found[type as Part] = value
  return { ...found, month: String(Number(found.month)), day: String(Number(found.day)) }
}

/** `11月23日`, `23 Nov`; with the year where it is not that of `now`. */
export function dayWords(moment: string | Date, locale: Locale, now: Date = new Date()): string {
  const at = new Date(moment)
  const { year, month, day } = parts(at)
  const thisYear = year === parts(now).year
  return locale === 'zh-CN'
    ? `${thisYear ? '' : `${year}年`}${month}月${day}日`
    : `${day} ${englishMonth.format(at)}${thisYear ? '' : ` ${year}`}`
}

/** `11月23日 14:30`, `23 Nov 14:30`. */
export function momentWords(moment: string | Date, locale: Locale, now: Date = new Date()): string {
  const { hour, minute } = parts(new Date(moment))
  return `${dayWords(moment, locale, now)} ${hour}:${minute}`
}

/** `14:30` */
export function timeWords(moment: string | Date): string {
  const { hour, minute } = parts(new Date(moment))
  return `${hour}:${minute}`
}
