import type { Answers } from '#forms'

/** The answers with what is revealed of them in its place; `values` by JSON pointer. */
export function withValues(answers: Answers, values: ReadonlyMap<string, unknown>): Answers {
  let result: unknown = answers
  for (const [pointer, value] of values) result = withValue(result, pointer.slice(1).split('/'), value)
  return result as Answers
}

function withValue(at: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(at)) return at.map((item, index) => (String(index) === name ? withValue(item, rest, value) : item))
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return at
  return { ...at, [name]: withValue((at as Answers)[name], rest, value) }
}
