/** A semantic version, `MAJOR.MINOR.PATCH` and optionally `-PRERELEASE`. */
export const versionPattern = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,50}))?$/
export const rangePattern = /^([\^~]|>=)?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,50})?)$/

export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && versionPattern.test(text)
}

/** `1.2.3`, `^1.2.3`, `~1.2.3`, `>=1.2.3` or `*`. */
export function isVersionRange(text: unknown): text is string {
  return typeof text === 'string' && (text === '*' || rangePattern.test(text))
}

/** Whether `version` lies in `range`, as npm reads such ranges. A pre-release lies only in a range that names it. */
export function satisfies(version: string, range: string): boolean {
  if (range === '*') return true
  const [, operator, wanted] = rangePattern.exec(range) ?? []
  if (wanted === undefined) return false
  if (version === wanted) return true
  const have = numbers(version)
  const least = numbers(wanted)
  if (!have || !least || version.includes('-') || operator === undefined || compare(have, least) < 0) return false
  if (compare(have, least) === 0 && !wanted.includes('-')) return true
  if (operator === '>=') return true
  const fixed = operator === '~' ? 2 : Math.min(least.findIndex((part) => part > 0) + 1 || 3, 3)
  return least.slice(0, fixed).every((part, index) => part === have[index])
}

function numbers(version: string): number[] | undefined {
  return versionPattern.exec(version)?.slice(1, 4).map(Number)
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((part, at) => part !== right[at])
  return index < 0 ? 0 : left[index]! - right[index]!
}
