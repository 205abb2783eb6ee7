import type { Builtin } from './builtins.ts'
import { feelinFunction } from './feelin-function.ts'
import { isTemporal } from './values.ts'
import type { Work } from './work.ts'
import { isoDay, isWorkday, type LocalTime, localTime, workedOn } from './working-calendar.ts'

const dayLength = 86_400_000
/** About forty years. */
const mostDays = 10_000

const dateFrom = feelinFunction('function(text) date(text)')
const momentFrom = feelinFunction('function(text) date and time(text)')

/** The day so many working days later, or earlier; a time of day is kept. */
const addWorkingDays: Builtin = {
  parameters: ['date', 'n'],
  run: ([date, n], work) => {
    const [calendar, start] = [calendarOf(work), timeOf(date)]
    if (!calendar || !start || typeof n !== 'number' || !Number.isInteger(n) || Math.abs(n) > mostDays) return null
    let day = start.day
    for (let left = Math.abs(n); left > 0; ) {
      work.spend(1)
      day += Math.sign(n)
      if (isWorkday(calendar, day)) left -= 1
    }
    return asValue({ ...start, day })
  },
}

/** Hours of work from one moment to another; below 0 where the second is earlier. A date alone is its midnight. */
const workingHoursBetween: Builtin = {
  parameters: ['from', 'to'],
  run: ([from, to], work) => {
    const [calendar, start, end] = [calendarOf(work), timeOf(from), timeOf(to)]
    if (!calendar || !start || !end) return null
    const [first, last] = isBefore(end, start) ? [end, start] : [start, end]
    let worked = 0
    for (let day = first.day; day <= last.day; day += 1) {
      work.spend(1)
      const begin = day === first.day ? (first.time ?? 0) : 0
      const stop = day === last.day ? (last.time ?? 0) : dayLength
      if (isWorkday(calendar, day)) worked += workedOn(calendar, begin, stop)
    }
    return (first === start ? 1 : -1) * (worked / 3_600_000)
  },
}

/** Whether a day is off: a public holiday or a weekend that is not worked. */
const isHoliday: Builtin = {
  parameters: ['date'],
  run: ([date], work) => {
    const [calendar, time] = [calendarOf(work), timeOf(date)]
    return calendar && time ? !isWorkday(calendar, time.day) : null
  },
}

/** Functions over the working calendar that the expression was read with. */
export const calendarFunctions: Readonly<Record<string, Builtin>> = {
  'add working days': addWorkingDays,
  'working hours between': workingHoursBetween,
  'is holiday': isHoliday,
  增加工作日: addWorkingDays,
  工作小时数: workingHoursBetween,
  是节假日: isHoliday,
}

/** Their names, in English and Chinese. */
export const calendarFunctionNames: readonly string[] = Object.keys(calendarFunctions)

function calendarOf(work: Work) {
  if (!work.calendar) work.warn('NO_CALENDAR', 'There is no working calendar here', { from: 0, to: 0 })
  return work.calendar
}

function timeOf(value: unknown): LocalTime | undefined {
  return typeof value === 'string' || isTemporal(value) ? localTime(String(value)) : undefined
}

function isBefore(one: LocalTime, other: LocalTime): boolean {
  return one.day < other.day || (one.day === other.day && (one.time ?? 0) < (other.time ?? 0))
}

function asValue({ day, time }: LocalTime): unknown {
  if (time === undefined) return dateFrom(isoDay(day))
  return momentFrom(`${isoDay(day)}T${new Date(time).toISOString().slice(11, 19)}+08:00`)
}
