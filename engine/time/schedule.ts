import { nextByCron } from './cron.ts'
import { addDuration, type Duration, parseDuration } from './duration.ts'
import { parseInstant } from './instant.ts'

/**
 * When a timer fires: first at `due`, then `left` more times (without end where left out), each an interval `every`
 * (ISO 8601) after the last, or at the next moment that `every` as a cron expression names.
 */
export interface Schedule {
  readonly due: number
  readonly every?: string
  readonly left?: number
}

export type TimerKind = 'date' | 'duration' | 'cycle'

/** `undefined` where the text is no ISO 8601 value of that kind; a cycle may be a cron expression too. */
export function schedule(kind: TimerKind, text: string, at: number): Schedule | undefined {
  switch (kind) {
    case 'date': {
      const due = parseInstant(text)
      return due === undefined ? undefined : { due }
    }
    case 'duration': {
      const duration = parseDuration(text)
      return duration && { due: addDuration(at, duration) }
    }
    case 'cycle':
      return cycle(text, at)
  }
}

/**
 * The next time of a repeating timer that was due at `due` and fires at `at`; `undefined` after the last. Times that
 * have passed by then are left out: however late it fires, it fires once for all of them, and goes on in its rhythm.
 */
export function nextTime({ due, every, left }: Schedule, at: number = due): Schedule | undefined {
  if (every === undefined || left === 0) return undefined
  const duration = parseDuration(every)
  const next = duration ? nextBy(duration, due, at) : nextByCron(every, Math.max(due, at))
  return next === undefined ? undefined : { due: next, every, ...(left !== undefined && { left: left - 1 }) }
}

function nextBy(duration: Duration, due: number, at: number): number | undefined {
  const { months, milliseconds } = duration
  if (months === 0 && milliseconds <= 0) return undefined
  let next = months === 0 ? due + Math.max(0, Math.floor((at - due) / milliseconds)) * milliseconds : due
  do next = addDuration(next, duration)
  while (next <= at)
  return next
}

/**
 * `R3/PT10M`, `R/P1D`, with a start `R/2026-01-01T08:00:00/P1D`, with an end `R/P1D/2026-12-31`, both
 * `R3/2026-01-01/2026-01-08` (ISO 8601-1, 5.6), `0 0 9 * * MON-FRI`
 */
function cycle(text: string, at: number): Schedule | undefined {
  if (!text.includes('/') || /\s/.test(text.trim())) return byCron(text.trim(), at)
  const [repeat, ...rest] = text.trim().split('/')
  const found = /^R(\d{0,9})$/.exec(repeat ?? '')
  const interval = found && rest.length <= 2 ? intervalOf(rest, at) : undefined
  if (!interval) return undefined
  const times = found?.[1] === '' ? undefined : Number(found?.[1])
  const fitting = interval.end === undefined ? undefined : timesUntil(interval.end, interval)
  const all = times === undefined || fitting === undefined ? (times ?? fitting) : Math.min(times, fitting)
  if (all === 0) return undefined
  return { due: interval.due, every: interval.every, ...(all !== undefined && { left: all - 1 }) }
}

interface Interval {
  readonly due: number
  readonly every: string
  /** The last moment at which it may fire. */
  readonly end?: number
}

function intervalOf([first = '', second]: readonly string[], at: number): Interval | undefined {
  const [from, to] = [parseInstant(first), second === undefined ? undefined : parseInstant(second)]
  if (from !== undefined && to !== undefined) {
    return to - from < shortest ? undefined : { due: from, every: `PT${(to - from) / 1000}S` }
  }
  const every = from === undefined ? first : (second ?? '')
  const duration = parseDuration(every)
  if (!duration || duration.months < 0 || duration.milliseconds < 0) return undefined
  if (duration.months === 0 && duration.milliseconds < shortest) return undefined
  if (from !== undefined) return { due: from, every }
  if (second !== undefined && to === undefined) return undefined
  return { due: addDuration(at, duration), every, ...(to !== undefined && { end: to }) }
}

/** Nothing repeats more often than once a second. */
const shortest = 1000
/** Months are counted one by one, up to here. */
const mostMonths = 12_000

function timesUntil(end: number, { due, every }: Interval): number {
  const duration = parseDuration(every)!
  if (duration.months === 0) return due > end ? 0 : Math.floor((end - due) / duration.milliseconds) + 1
  let times = 0
  for (let next = due; next <= end && times < mostMonths; next = addDuration(next, duration)) times += 1
  return times
}

function byCron(every: string, at: number): Schedule | undefined {
  const due = nextByCron(every, at)
  return due === undefined ? undefined : { due, every }
}
