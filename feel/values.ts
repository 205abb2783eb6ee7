import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin'

export type Context = Readonly<Record<string, unknown>>

export function isContext(value: unknown): value is Context {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Dates, times and durations. */
export function isTemporal(value: unknown): value is FeelDate | FeelTime | FeelDateTime | FeelDuration {
  return (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelDuration
  )
}

export function isRange(value: unknown): value is FeelRange {
  return value instanceof FeelRange
}

export function isFunction(value: unknown): value is FeelFunction {
  return value instanceof FeelFunction
}

const temporalProperties = new Set([
  ...['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'time offset', 'timezone'],
  ...['years', 'months', 'days', 'hours', 'minutes', 'seconds'],
])
const rangeProperties = new Set(['start', 'end', 'start included', 'end included'])

/** A named part of a value; `undefined` where it has none of that name. */
export function property(value: unknown, name: string): unknown {
  if (isContext(value)) return Object.hasOwn(value, name) ? value[name] : undefined
  const known = isTemporal(value) ? temporalProperties : isRange(value) ? rangeProperties : undefined
  if (!known?.has(name)) return undefined
  return (value as unknown as Context)[name]
}

/** A word for the kind of a value, for warnings; never the value, which may be a person's. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (isContext(value)) return 'a context'
  if (isRange(value)) return 'a range'
  if (isFunction(value)) return 'a function'
  return isTemporal(value) ? 'a date, time or duration' : `a ${typeof value}`
}
