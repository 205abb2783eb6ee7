/** How a variable is typed in. */
export const valueTypes = ['text', 'number', 'yesNo', 'empty', 'json'] as const
export type ValueType = (typeof valueTypes)[number]

export function typeOf(value: unknown): ValueType {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'yesNo' : 'json'
}

/** The value as text to edit. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, typeof value === 'object' ? 2 : 0)
}

export type Typed = { readonly value: unknown } | { readonly wrong: 'badNumber' | 'badJson' }

/** What the text means under a type. */
export function valueFrom(type: ValueType, text: string): Typed {
  switch (type) {
    case 'text':
      return { value: text }
    case 'empty':
      return { value: null }
    case 'yesNo':
      return { value: text === 'true' }
    case 'number': {
      const value = Number(text.trim())
      return text.trim() !== '' && Number.isFinite(value) ? { value } : { wrong: 'badNumber' }
    }
    case 'json':
      try {
        return { value: JSON.parse(text) as unknown }
      } catch {
        return { wrong: 'badJson' }
      }
  }
}

/** Whether it may name a variable. */
export function isVariableName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u.test(name) && !(name in Object.prototype)
}
