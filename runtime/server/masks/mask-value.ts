import { type CompiledField, isUnanswered, mask, maskOf } from '#forms'

/** Whether readers see a mask in place of the answer. */
export function isMasked({ node, schema }: CompiledField): boolean {
  return maskOf(node, schema) !== undefined
}

/** Whether there is anything to hide. */
export function isGiven(value: unknown): boolean {
  return !isUnanswered(value) && !(Array.isArray(value) && value.length === 0)
}

/** What readers see in place of an answer. */
export function maskedValue({ node, schema }: CompiledField, value: unknown): unknown {
  const kind = maskOf(node, schema)
  return kind === undefined ? value : mask(value, kind)
}

/**
 * The texts in an answer that would tell it wherever they stood, with the mask of each. Short codes and common words
 * tell nothing by themselves and stand in many answers; files are kept from readers by their own door.
 */
export function secretsOf(field: CompiledField, value: unknown): readonly (readonly [secret: string, mask: string])[] {
  if (typeof value === 'string') return tells(field, value) ? [[value, String(maskedValue(field, value))]] : []
  if (typeof value === 'number')
    return String(value).length >= 6 ? [[String(value), String(maskedValue(field, value))]] : []
  if (typeof value !== 'object' || value === null) return []
  if (field.widget === 'file' || field.widget === 'photo') return []
  const inner = field.widget === 'signature' && 'name' in value ? [value.name] : Object.values(value)
  return inner.flatMap((one) => secretsOf(field, one))
}

function tells(field: CompiledField, text: string): boolean {
  if (field.choices !== undefined) return false
  if (text.length >= 6) return true
  return /\p{Script=Han}/u.test(text) && text.length >= (maskOf(field.node, field.schema) === 'name' ? 2 : 3)
}

/** False where no mask can be in it: every mask has an asterisk. */
export function mayHoldMask(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('*')
  return typeof value === 'object' && value !== null && Object.values(value).some(mayHoldMask)
}
