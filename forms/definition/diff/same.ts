import { isObject } from '../shape.ts'

/** Whether two JSON values say the same; the order of members, and members that are `undefined`, say nothing. */
export function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((entry, index) => same(entry, right[index]))
  if (!isObject(left) || !isObject(right)) return false
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => same(left[name], right[name]))
}

/** The places of a longest sequence of rising numbers. */
export function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const before: (number | undefined)[] = []
  numbers.forEach((number, place) => {
    let at = ends.findIndex((end) => numbers[end]! >= number)
    if (at < 0) at = ends.length
    before[place] = ends[at - 1]
    ends[at] = place
  })
  const kept = new Set<number>()
  for (let place = ends.at(-1); place !== undefined; place = before[place]) kept.add(place)
  return kept
}
