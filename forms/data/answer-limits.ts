import { isObject } from '../definition/shape.ts'

/** Answers beyond these are refused before anything looks at them closely. */
const maximumDepth = 12
const maximumValues = 50_000
const maximumItems = 2_000
const maximumText = 100_000
const maximumTextTogether = 2_000_000

/** Whether a value is plain JSON of a size that a form can sensibly have. */
export function isWithinLimits(answers: unknown): boolean {
  let values = 0
  let text = 0
  const waiting: { value: unknown; depth: number }[] = [{ value: answers, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next
    values += 1
    if (typeof value === 'string') {
      text += value.length
      if (value.length > maximumText) return false
    }
    if (depth > maximumDepth || values > maximumValues || text > maximumTextTogether) return false
    if (Array.isArray(value) && value.length > maximumItems) return false
    if (Array.isArray(value) || isObject(value))
      for (const entry of Object.values(value)) waiting.push({ value: entry, depth: depth + 1 })
  }
  return true
}
