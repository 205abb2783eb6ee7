import type { Finding } from '#findings'
import type { TableModel } from './decision-model.ts'
import { localized } from './localized.ts'

/** Rules beyond which nothing is compared: each is compared with each. */
const comparedAtMost = 300

/**
 * What can be seen of rules side by side: two that may both match where only one should, and one that a rule before it
 * makes useless. Only cells that are surely alike or surely apart are judged, so that nothing is said without reason.
 */
export function tableFindings({ hitPolicy, inputs, rules }: TableModel): readonly Finding[] {
  if (rules.length > comparedAtMost || (hitPolicy !== 'UNIQUE' && hitPolicy !== 'FIRST')) return []
  const tests = rules.map(({ cells }) => cells.slice(0, inputs.length).map(({ text }) => wordsOf(text)))
  const found: Finding[] = []
  for (const [later, test] of tests.entries()) {
    const earlier = tests
      .slice(0, later)
      .findIndex((other) => (hitPolicy === 'FIRST' ? covers(other, test) : meets(other, test)))
    if (earlier < 0) continue
    const of = hitPolicy === 'FIRST' ? ('covered' as const) : ('overlap' as const)
    found.push({
      severity: 'warning',
      code: `decision-rule-${of}`,
      node: rules[later]!.id,
      message: localized((words) => words[of](earlier + 1, later + 1)),
      remedy: localized((words) => words[`${of}Remedy`]),
    })
  }
  return found
}

/** A test as it stands, without blanks; empty where any value will do. */
function wordsOf(text: string): string {
  const bare = text.replace(/\s+/g, ' ').trim()
  return bare === '-' ? '' : bare
}

type Test = readonly string[]

/** Whether the first matches whatever the second matches, as far as their words tell. */
function covers(wide: Test, narrow: Test): boolean {
  return wide.every((test, at) => test === '' || test === narrow[at] || isAmong(narrow[at] ?? '', test))
}

/** Whether some values surely match both. */
function meets(one: Test, other: Test): boolean {
  return one.every((test, at) => {
    const another = other[at] ?? ''
    return test === '' || another === '' || test === another || isAmong(test, another) || isAmong(another, test)
  })
}

const literals = /^(?:"[^"]*"|-?\d+(?:\.\d+)?|true|false)(?: ?, ?(?:"[^"]*"|-?\d+(?:\.\d+)?|true|false))*$/

/** Whether a list of values holds all of another. */
function isAmong(few: string, many: string): boolean {
  if (few === '' || !literals.test(few) || !literals.test(many)) return false
  const split = (text: string) => text.match(/"[^"]*"|[^,\s"]+/g) ?? []
  const there = new Set(split(many))
  return split(few).every((value) => there.has(value))
}
