import { equals } from './operators.ts'
import { isFunction, isRange, kindOf } from './values.ts'
import type { Work } from './work.ts'

/** Whether a value passes what a test gave: true, a range it lies in, or a function that says so. */
export function satisfies(test: unknown, value: unknown, work: Work): boolean {
  if (isRange(test)) return inRange(test, value, work) === true
  if (isFunction(test)) return work.call(() => test.fn(value)) === true
  return test === true
}

/** Membership as `in` has it: also an equal value, or a list that holds one. */
export function isIn(test: unknown, value: unknown, work: Work): boolean | null {
  if (isRange(test)) return inRange(test, value, work)
  if (isFunction(test)) return work.call(() => test.fn(value)) === true
  if (!Array.isArray(test)) return equals(test, value, work)
  work.spend(test.length)
  let result: boolean | null = false
  for (const each of test) {
    const one = isRange(each) ? inRange(each, value, work) : equals(each, value, work)
    if (one === true) return true
    if (one === null && isRange(each)) result = null
  }
  return result
}

function inRange(range: Parameters<typeof isRange>[0], value: unknown, work: Work): boolean | null {
  work.spend(2)
  if (!isRange(range) || value === null || value === undefined) return null
  const bound = range.start ?? range.end
  if (kindOf(bound) !== kindOf(value)) return null
  return range.includes(value)
}
