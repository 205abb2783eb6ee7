import { type Locale, localize } from '#findings'

/** A value of a definition as a person reads it; empty where there is none. */
export function valueText(value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (isWords(value)) return localize(value, locale)
  return JSON.stringify(value, null, 1)
}

function isWords(value: unknown): value is { 'zh-CN': string; en?: string } {
  return typeof value === 'object' && value !== null && 'zh-CN' in value && typeof value['zh-CN'] === 'string'
}
