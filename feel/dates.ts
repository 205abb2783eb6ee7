import { FeelDate } from 'feelin'
import { feelinFunction } from './feelin-function.ts'

const made = new Map<string, FeelDate>()
const remembered = 1_000
const dateFrom = feelinFunction('function(text) date(text)')

/** The date a text such as `2026-03-05` names; what FEEL's `date` gives for another. Making one takes a while, so the last are kept. */
export function dateOf(text: string): unknown {
  const known = made.get(text)
  if (known) return known
  const date = dateFrom(text)
  if (!(date instanceof FeelDate) || text.length > 10) return date
  if (made.size >= remembered) made.clear()
  made.set(text, date)
  return date
}

/** The day as text that sorts as days do; nothing for what is no date of the years 0 to 9999. */
export function sortableDay(value: unknown): string | undefined {
  if (!(value instanceof FeelDate)) return undefined
  const text = value.toString()
  return text.length === 10 ? text : undefined
}
