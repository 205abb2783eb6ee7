/** Answers beyond these are refused before anything looks at them closely. */
export const answerLimits = {
  depth: 12,
  values: 50_000,
  /** Items of one list. */
  items: 2_000,
  /** Characters of one text, and of all. */
  text: 100_000,
  textTogether: 2_000_000,
} as const

/** Whether a value is plain JSON of a size that a form can sensibly have. */
export function isWithinLimits(answers: unknown): boolean {
  const spent = { values: 0, text: 0 }
  return fits(answers, 0, spent)
}

function fits(value: unknown, depth: number, spent: { values: number; text: number }): boolean {
  spent.values += 1
  if (spent.values > answerLimits.values || depth > answerLimits.depth) return false
  if (typeof value === 'string') {
    spent.text += value.length
    return value.length <= answerLimits.text && spent.text <= answerLimits.textTogether
  }
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) {
    if (value.length > answerLimits.items) return false
    for (const entry of value) if (!fits(entry, depth + 1, spent)) return false
    return true
  }
  for (const name of Object.keys(value)) {
    spent.text += name.length
    if (!fits((value as Record<string, unknown>)[name], depth + 1, spent)) return false
  }
  return spent.text <= answerLimits.textTogether
}
