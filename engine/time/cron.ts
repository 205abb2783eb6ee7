import { Cron } from 'croner'
import { chinaOffset } from './duration.ts'

/** Longer texts are no plan that a person made. */
const longest = 120

/**
 * The first moment after `at` that a cron expression names, in China Standard Time: five fields from the minute on, or
 * six from the second on, as in `0 0 9 * * MON-FRI`. `undefined` where the text is none, or names no moment any more.
 */
export function nextByCron(text: string, at: number): number | undefined {
  const fields = text.trim().split(/\s+/)
  if (text.length > longest || (fields.length !== 5 && fields.length !== 6)) return undefined
  try {
    const plan = new Cron(fields.join(' '), { utcOffset: chinaOffset / 60_000, paused: true })
    return plan.nextRun(new Date(at))?.getTime()
  } catch {
    return undefined
  }
}
