/** What stands behind masks, and the mask of each. */
export type Secrets = ReadonlyMap<string, string>

/**
 * The value with every secret in it replaced by its mask, however deep it lies and whatever text it stands in: what a
 * definition has copied under another name, or put into a sentence, is not shown either. The same value where it holds none.
 */
export function scrubbed<T>(value: T, secrets: Secrets): T {
  if (secrets.size === 0) return value
  const longestFirst = [...secrets].sort(([a], [b]) => b.length - a.length)
  const text = (given: string) =>
    longestFirst.reduce((rest, [secret, mask]) => (rest.includes(secret) ? rest.replaceAll(secret, mask) : rest), given)
  const walk = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given)
    if (typeof given === 'number') return secrets.get(String(given)) ?? given
    if (Array.isArray(given)) {
      const items = given.map(walk)
      return items.every((item, index) => item === given[index]) ? given : items
    }
    if (typeof given !== 'object' || given === null) return given
    const entries = Object.entries(given).map(([name, inner]) => [name, inner, walk(inner)] as const)
    return entries.every(([, before, after]) => before === after)
      ? given
      : Object.fromEntries(entries.map(([name, , after]) => [name, after]))
  }
  return walk(value) as T
}
