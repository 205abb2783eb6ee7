/** `value`, with everything in it made immutable. Values are JSON: a tree without circles. */
export function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value]
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    Object.freeze(next)
    open.push(...Object.values(next))
  }
  return value
}
