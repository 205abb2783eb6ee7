const frozen = new WeakSet<object>()

/**
 * `value`, with everything in it made immutable. Values are JSON: a tree without circles. What was frozen here before is
 * not walked again.
 */
export function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value]
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue
    Object.freeze(next)
    open.push(...Object.values(next))
  }
  if (typeof value === 'object' && value !== null) frozen.add(value)
  return value
}
