import { FeelSyntaxError, parseExpression } from '#feel'

/** Whether rules can read an answer of this name: FEEL takes some for its own words and functions, `case` is the case, and `settings` what regions set. */
export function isReadableName(name: string): boolean {
  if (name === 'case' || name === 'settings' || name in Object.prototype) return false
  try {
    const { names } = parseExpression(name)
    return names.length === 1 && names[0] === name
  } catch (error) {
    if (error instanceof FeelSyntaxError) return false
    throw error
  }
}
