/** 工作日历, as data of its caller: Monday to Friday are worked, but for what is said here. */
export interface WorkingCalendar {
  /** 节假日: days off among Monday to Friday, `2026-10-01`. */
  readonly holidays: readonly string[]
  /** 调休上班日: Saturdays and Sundays that are worked. */
  readonly workdays: readonly string[]
  /** The spans of a working day in China Standard Time, `08:30` to `12:00`, in order; `24:00` is the day's end. */
  readonly hours: readonly { readonly from: string; readonly to: string }[]
}

const dayLength = 86_400_000
const sets = new WeakMap<WorkingCalendar, { holidays: ReadonlySet<string>; workdays: ReadonlySet<string> }>()

/** Whether a day, counted from 1970-01-01, is worked. */
export function isWorkday(calendar: WorkingCalendar, day: number): boolean {
  const iso = isoDay(day)
  const known = sets.get(calendar) ?? remember(calendar)
  if (known.workdays.has(iso)) return true
  const weekday = (((day + 4) % 7) + 7) % 7
  return weekday >= 1 && weekday <= 5 && !known.holidays.has(iso)
}

function remember(calendar: WorkingCalendar) {
  const known = { holidays: new Set(calendar.holidays), workdays: new Set(calendar.workdays) }
  sets.set(calendar, known)
  return known
}

/** Milliseconds worked on that day from `from` to `to`, both counted from its midnight. */
export function workedOn(calendar: WorkingCalendar, from: number, to: number): number {
  return shiftsOf(calendar).reduce(
    (sum, shift) => sum + Math.max(0, Math.min(to, shift.to) - Math.max(from, shift.from)),
    0,
  )
}

/** The spans of a working day in milliseconds from its midnight. */
export function shiftsOf({ hours }: WorkingCalendar): readonly { readonly from: number; readonly to: number }[] {
  return hours.map(({ from, to }) => ({ from: timeOfDay(from), to: timeOfDay(to) }))
}

function timeOfDay(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}

/** `2026-03-02` */
export function isoDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

/** A date, or a moment within it, as the clocks in China show it. */
export interface LocalTime {
  readonly day: number
  /** Milliseconds since midnight; left out for a date without a time. */
  readonly time?: number
}

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):?(\d\d))?(?:@Asia\/Shanghai)?)?$/

/** Reads an ISO 8601 date or moment; without an offset it is China Standard Time. `undefined` where it is neither. */
export function localTime(text: string): LocalTime | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, utc, sign, hours, minutes] = found
  const date = Date.UTC(+year!, +month! - 1, +day!)
  if (new Date(date).getUTCDate() !== +day! || +month! > 12) return undefined
  if (hour === undefined) return { day: date / dayLength }
  const said = utc ? 0 : sign ? (sign === '-' ? -1 : 1) * (+hours! * 60 + +minutes!) : 8 * 60
  const moment = date + ((+hour * 60 + +minute! + 8 * 60 - said) * 60 + +(second ?? 0)) * 1000
  const local = Math.floor(moment / dayLength)
  return { day: local, time: moment - local * dayLength }
}
