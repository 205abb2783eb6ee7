import { functionBehind } from './feel-function.ts'

/**
 * A value FEEL computed as plain JSON: dates, times and durations as ISO 8601 text, `undefined` as `null`.
 * Functions and ranges cannot be stored and become `null`.
 */
export function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || functionBehind(value)) return null
  if (Array.isArray(value)) return value.map(plain)
  if (isContext(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]))
  return 'toJSON' in value && typeof value.toJSON === 'function' ? String(value) : null
}

function isContext(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
