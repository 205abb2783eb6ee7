import type { Answers } from '../definition/form-definition.ts'

/** True for what counts as not answered: nothing, null, or an empty text. */
export function isUnanswered(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** Whether two objects have the very same values under the same names. */
export function sameMembers(left: Answers, right: Answers): boolean {
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every((name) => Object.is(left[name], right[name]))
}

/** Whether two lists hold the very same values. */
export function identical(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]))
}
