import type { TimeLimit } from '#engine'
import { isWorkday, shiftsOf, type WorkingCalendar } from '#feel'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Asia/Shanghai has had no summer time since 1991. */
const offset = 8 * hour

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
  if (!isWorked(at, calendar)) at = nextWorkday(at, calendar)
  for (let left = days; left > 0; left -= 1) at = nextWorkday(at, calendar)
  return at + (shiftsOf(calendar).at(-1)?.to ?? day)
}

function afterWorkingTime(amount: number, from: number, calendar: WorkingCalendar) {
  let left = amount
  const shifts = shiftsOf(calendar)
  if (shifts.length === 0) throw new RangeError('The working calendar has no working hours.')
  for (let at = startOfDay(from); ; at = nextWorkday(at, calendar)) {
    if (!isWorked(at, calendar)) continue
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
  for (let tries = 0; !isWorked(next, calendar) && tries < 60; tries += 1) next += day
  return next
}

const isWorked = (at: number, calendar: WorkingCalendar) => isWorkday(calendar, dayNumber(at))

const dayNumber = (moment: number) => Math.floor((moment + offset) / day)

const startOfDay = (moment: number) => dayNumber(moment) * day - offset
