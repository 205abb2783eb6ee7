/** A span of time: calendar months and milliseconds; a day is 24 hours (China has no daylight saving). */
export interface Duration {
  readonly months: number
  readonly milliseconds: number
}

const pattern =
  /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/

/** Reads an ISO 8601 duration such as `P1DT12H`; `undefined` where the text is none. */
export function parseDuration(text: string): Duration | undefined {
  const found = pattern.exec(text.trim())
  if (!found || /[PT]$/.test(text.trim())) return undefined
  const [, sign, ...parts] = found
  const [years, months, weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0))
  const direction = sign === '-' ? -1 : 1
  return {
    months: direction * (years! * 12 + months!),
    milliseconds:
      direction * Math.round((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60_000 + seconds! * 1000),
  }
}

/** Milliseconds since 1970 of `at` plus the duration; months count in China Standard Time and keep within the month. */
export function addDuration(at: number, { months, milliseconds }: Duration): number {
  return (months === 0 ? at : addMonths(at, months)) + milliseconds
}

/** UTC+8, the one time zone of the country. */
export const chinaOffset = 8 * 3_600_000

function addMonths(at: number, months: number): number {
  const local = new Date(at + chinaOffset)
  const day = local.getUTCDate()
  local.setUTCDate(1)
  local.setUTCMonth(local.getUTCMonth() + months)
  const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate()
  local.setUTCDate(Math.min(day, last))
  return local.getTime() - chinaOffset
}
