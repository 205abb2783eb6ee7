const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** UTC+8: months are those of China Standard Time, as for the engine's timers. */
const chinaOffset = 8 * 3_600_000

/** The moment an ISO 8601 duration after `at` (both in milliseconds since 1970, UTC); `undefined` where it is none. */
export function later(at: number, duration: string): number | undefined {
  const found = duration.length <= 60 && /\d[YMWDHS]$/.test(duration) ? pattern.exec(duration) : null
  if (!found) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)))
  const date = new Date(at + chinaOffset)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + years * 12 + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  const moment =
    date.getTime() -
    chinaOffset +
    (weeks * 7 + days) * 86_400_000 +
    hours * 3_600_000 +
    minutes * 60_000 +
    seconds * 1000
  return Number.isFinite(moment) ? moment : undefined
}
