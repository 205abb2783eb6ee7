import { dictionary } from '../i18n/dictionary.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How durations are said; part of the dictionary of whoever says some. */
export const durationUnits = dictionary(
  { dayUnit: '天', hourUnit: '小时', minuteUnit: '分', secondUnit: '秒', underASecond: '不足 1 秒', unitGap: '' },
  { dayUnit: 'd', hourUnit: 'h', minuteUnit: 'min', secondUnit: 's', underASecond: 'under 1 s', unitGap: ' ' },
)

type UnitWords = (typeof durationUnits)['zh-CN']

/** `3天4小时`, `3 d 4 h`: a duration in milliseconds in its two largest units. */
export function durationWords(milliseconds: number, words: UnitWords): string {
  if (milliseconds < second) return words.underASecond
  const units = [
    [day, words.dayUnit],
    [hour, words.hourUnit],
    [minute, words.minuteUnit],
    [second, words.secondUnit],
  ] as const
  const first = units.findIndex(([length]) => milliseconds >= length)
  const [[length, name], next] = [units[first]!, units[first + 1]]
  const whole = Math.floor(milliseconds / length)
  const rest = next ? Math.floor((milliseconds - whole * length) / next[0]) : 0
  const gap = words.unitGap
  return `${whole}${gap}${name}${next && rest > 0 ? `${gap}${rest}${gap}${next[1]}` : ''}`
}
