import type { TimeLimit } from '#engine'

/** Which days of the year are worked, make-up days included. Days are `YYYY-MM-DD` in the calendar's own time. */
export interface WorkingCalendar {
  readonly isWorkday: (day: string) => boolean
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Asia/Shanghai has had no summer time since 1991. */
const offset = 8 * hour

/** 工作时间: 08:30 to 12:00 and 13:30 to 17:30, from the beginning of the day. */
const shifts = [
  { from: 8.5 * hour, to: 12 * hour },
  { from: 13.5 * hour, to: 17.5 * hour },
] as const
const endOfWork = shifts[1].to

/** No limit of a definition counts further than this. */
const atMostDays = 3660

/**
 * When a task that was opened at `from` is due.
 *
 * - `urgent_hour`: hours by the clock, day and night.
 * - `work_hour`: hours of working time.
 * - `work_day`: the end of working time of the nth working day after the day of opening; after the next working day where it is opened on a day off.
 * - `natural_day`: the end of the nth day after the day of opening.
 *
 * @throws {RangeError} where the value is no number from 0 to 3660 days.
 */
export function dueOf({ value, kind }: TimeLimit, from: number, calendar: WorkingCalendar): number {
  if (!(value >= 0) || value > (kind.endsWith('hour') ? atMostDays * 24 : atMostDays)) {
    throw new RangeError(`A time limit is a number from 0 to ${atMostDays} days, but was ${value} ${kind}.`)
  }
  switch (kind) {
    case 'urgent_hour':
      return from + value * hour
    case 'natural_day':
      return startOfDay(from) + (Math.ceil(value) + 1) * day - minute
    case 'work_day':
      return afterWorkdays(Math.ceil(value), from, calendar)
    case 'work_hour':
      return afterWorkingTime(value * hour, from, calendar)
  }
}

function afterWorkdays(days: number, from: number, calendar: WorkingCalendar) {
  let at = startOfDay(from)
  if (!isWorkday(at, calendar)) at = nextWorkday(at, calendar)
  for (let left = days; left > 0; left -= 1) at = nextWorkday(at, calendar)
  return at + endOfWork
}

function afterWorkingTime(amount: number, from: number, calendar: WorkingCalendar) {
  let left = amount
  for (let at = startOfDay(from); ; at = nextWorkday(at, calendar)) {
    if (!isWorkday(at, calendar)) continue
    for (const shift of shifts) {
      const begin = Math.max(from, at + shift.from)
      const worked = Math.max(0, at + shift.to - begin)
      if (left <= worked && worked > 0) return begin + left
      left -= worked
    }
  }
}

function nextWorkday(at: number, calendar: WorkingCalendar) {
  let next = at + day
  for (let tries = 0; !isWorkday(next, calendar) && tries < 60; tries += 1) next += day
  return next
}

const isWorkday = (at: number, { isWorkday }: WorkingCalendar) => isWorkday(dayOf(at))

/** The day in Asia/Shanghai, `YYYY-MM-DD`. */
export const dayOf = (moment: number): string => new Date(moment + offset).toISOString().slice(0, 10)

const startOfDay = (moment: number) => Math.floor((moment + offset) / day) * day - offset
