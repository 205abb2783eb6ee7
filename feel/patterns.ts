import { RE2JS } from 're2js'
import type { Work } from './work.ts'

/** Longest pattern and how many repetitions of counted groups it may ask for, multiplied up. */
const patternLength = 500
const repetitions = 1000

/**
 * A pattern that runs in time linear in the text, or `null` where it is none.
 * Look-around and back-references do not exist for that reason.
 */
export function compilePattern(pattern: string, flags: string, work: Work): RE2JS | null {
  if (pattern.length > patternLength || !/^[sim]*$/.test(flags) || expansion(pattern) > repetitions) return null
  work.spend(50 + pattern.length * 4)
  let bits = 0
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE
  if (flags.includes('s')) bits |= RE2JS.DOTALL
  if (flags.includes('m')) bits |= RE2JS.MULTILINE
  try {
    return RE2JS.compile(pattern, bits)
  } catch {
    return null
  }
}

/** Spends what matching costs: text times pattern. */
export function spendOnMatching(work: Work, pattern: string, text: string): void {
  work.spend(1 + Math.ceil((text.length * (8 + pattern.length * Math.min(expansion(pattern), 50))) / 64))
}

function expansion(pattern: string): number {
  let product = 1
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    product *= Math.max(1, Number(least), Number(most ?? 0))
    if (product > repetitions) return Number.POSITIVE_INFINITY
  }
  return product
}
