/** Whether two plain JSON values are the same. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every((key) => Object.hasOwn(other, key) && isEqual(entry(one, key), entry(other, key)))
}

function entry(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value
}
