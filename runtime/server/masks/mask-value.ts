import { type CompiledField, isUnanswered } from '#forms'

/** Whether readers see a mask in place of the answer: what is sensitive, and what names a mask of its own. */
export function isMasked({ node }: CompiledField): boolean {
  return node.sensitivity === 'sensitive' || node.mask !== undefined
}

/** Whether there is anything to hide. */
export function isGiven(value: unknown): boolean {
  return !isUnanswered(value) && !(Array.isArray(value) && value.length === 0)
}

/** What readers see in place of an answer. */
export function maskedValue(field: CompiledField, value: unknown): unknown {
  if (typeof value !== 'string') return '***'
  const kind = kindOf(field)
  if (kind === 'id' && value.length === 18) return `${value.slice(0, 6)}********${value.slice(-4)}`
  if (kind === 'phone' && value.length >= 7) return `${value.slice(0, 3)}****${value.slice(-4)}`
  if (kind === 'name') return `${[...value][0]}*`
  return '***'
}

function kindOf({ node, widget }: CompiledField) {
  return node.mask ?? (widget === 'person-id' ? 'id' : widget === 'phone' ? 'phone' : 'all')
}

/**
 * The texts in an answer that would tell it wherever they stood, with the mask of each. Short codes and common words
 * tell nothing by themselves and stand in many answers; of files, only their ids count.
 */
export function secretsOf(field: CompiledField, value: unknown): readonly (readonly [secret: string, mask: string])[] {
  if (typeof value === 'string') return tells(field, value) ? [[value, String(maskedValue(field, value))]] : []
  if (typeof value === 'number') return String(value).length >= 6 ? [[String(value), '***']] : []
  if (typeof value !== 'object' || value === null) return []
  const inner = field.widget === 'file' || field.widget === 'photo' ? [] : Object.values(value)
  return inner.flatMap((one) => secretsOf(field, one)).map(([secret]) => [secret, '***'])
}

function tells(field: CompiledField, text: string): boolean {
  if (field.choices !== undefined) return false
  if (text.length >= 6) return true
  return /\p{Script=Han}/u.test(text) && text.length >= (kindOf(field) === 'name' ? 2 : 3)
}

/** False where no mask can be in it: every mask has an asterisk. */
export function mayHoldMask(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('*')
  return typeof value === 'object' && value !== null && Object.values(value).some(mayHoldMask)
}
