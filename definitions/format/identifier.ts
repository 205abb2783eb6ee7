/** Longest permanent id. */
export const maximumIdLength = 100

/**
 * Whether `id` may name a definition or a code: letters of any script, digits, `_`, `.` and `-`, beginning with a letter,
 * a digit or `_`. Names that every JavaScript object has (`__proto__`, `constructor`) are never ids.
 */
export function isIdentifier(id: unknown): id is string {
  return (
    typeof id === 'string' &&
    (id.length <= maximumIdLength || [...id].length <= maximumIdLength) &&
    /^[\p{L}\p{N}_](?:\.?[\p{L}\p{N}_-])*$/u.test(id) &&
    !(id in Object.prototype)
  )
}

/** Whether `id` may name a bundle: lower case, digits and single hyphens. */
export function isBundleId(id: unknown): id is string {
  return isIdentifier(id) && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)
}
