import type { Locale } from '#findings'

/** `soon`: less than a day is left. */
export type Urgency = 'overdue' | 'soon' | 'later'

export interface DueWords {
  readonly text: string
  readonly urgency: Urgency
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How much time is left until `due`, or how far it is past: `还剩 2 天`, `已超期 3 小时`. */
export function dueWords(due: string | Date, locale: Locale, now: Date = new Date()): DueWords {
  const left = new Date(due).getTime() - now.getTime()
  const span = spanWords(Math.abs(left), locale)
  if (left < 0) return { urgency: 'overdue', text: locale === 'zh-CN' ? `已超期 ${span}` : `${span} overdue` }
  return { urgency: left < day ? 'soon' : 'later', text: locale === 'zh-CN' ? `还剩 ${span}` : `${span} left` }
}

/** The largest whole unit, at least one minute. */
function spanWords(milliseconds: number, locale: Locale): string {
  const [count, chinese, english] =
    milliseconds >= day
      ? [Math.floor(milliseconds / day), '天', 'day']
      : milliseconds >= hour
        ? [Math.floor(milliseconds / hour), '小时', 'hour']
        : [Math.max(1, Math.floor(milliseconds / minute)), '分钟', 'minute']
  return locale === 'zh-CN' ? `${count} ${chinese}` : `${count} ${english}${count === 1 ? '' : 's'}`
}
