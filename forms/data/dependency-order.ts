/**
 * `items`, each after those it depends on; otherwise in the order given.
 * Where that cannot be, `circle` names items that depend on each other, the first one repeated at the end.
 */
export function dependencyOrder<T>(
  items: readonly T[],
  dependenciesOf: (item: T) => readonly T[],
): { readonly order: readonly T[]; readonly circle: readonly T[] } {
  const order: T[] = []
  const done = new Set<T>()
  const open = new Set<T>()

  for (const root of items) {
    const path = [{ item: root, rest: [root] }]
    while (path.length > 0) {
      const { item, rest } = path.at(-1)!
      const next = rest.pop()
      if (next === undefined) {
        path.pop()
        if (path.length === 0 || done.has(item)) continue
        open.delete(item)
        done.add(item)
        order.push(item)
      } else if (open.has(next)) {
        const between = [...open]
        return { order, circle: [...between.slice(between.indexOf(next)), next] }
      } else if (!done.has(next)) {
        open.add(next)
        path.push({ item: next, rest: [...dependenciesOf(next)] })
      }
    }
  }
  return { order, circle: [] }
}
