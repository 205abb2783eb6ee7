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

/** `R3/PT10M`, `R/P1D`, `R/2026-01-01T08:00:00/P1D`, `0 0 9 * * MON-FRI` */
function cycle(text: string, at: number): Schedule | undefined {
  if (!text.includes('/') || /\s/.test(text.trim())) return byCron(text.trim(), at)
  const [repeat, ...rest] = text.trim().split('/')
  const found = /^R(\d{0,9})$/.exec(repeat ?? '')
  const every = rest.at(-1)
  if (!found || every === undefined || rest.length > 2) return undefined
  const duration = parseDuration(every)
  if (!duration || duration.months < 0 || duration.milliseconds < 0) return undefined
  if (duration.months === 0 && duration.milliseconds < 1000) return undefined
  const start = rest.length === 2 ? parseInstant(rest[0]!) : addDuration(at, duration)
  if (start === undefined) return undefined
  const times = found[1] === '' ? undefined : Number(found[1])
  if (times === 0) return undefined
  return { due: start, every, ...(times !== undefined && { left: times - 1 }) }
}

function byCron(every: string, at: number): Schedule | undefined {
  const due = nextByCron(every, at)
  return due === undefined ? undefined : { due, every }
}
