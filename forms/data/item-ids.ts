import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'

/**
 * The member that tells the items of a repeated group apart, where rules lock some of their fields: what is locked stays
 * with its item, wherever in the list that has gone. No form asks for it; it is kept with the answers.
 */
export const itemId = '_id'

const wellFormed = /^[\w-]{1,40}$/

/** The id an item says it has. */
export function idOf(item: unknown): string | undefined {
  if (!isObject(item) || !Object.hasOwn(item, itemId)) return undefined
  const id = item[itemId]
  return typeof id === 'string' && wellFormed.test(id) ? id : undefined
}

/** The ids of a list's items; an id that an item before has already is nobody's. */
export function idsOf(items: readonly unknown[]): readonly (string | undefined)[] {
  const seen = new Set<string>()
  return items.map((item) => {
    const id = idOf(item)
    if (id === undefined || seen.has(id)) return undefined
    seen.add(id)
    return id
  })
}

/** The list with an id for each item that has none, the same ones for the same list; none of those that are `taken`. */
export function withItemIds(
  items: readonly unknown[],
  taken: readonly (string | undefined)[] = [],
): readonly unknown[] {
  const ids = idsOf(items)
  if (ids.every((id) => id !== undefined)) return items
  const used = new Set([...ids, ...taken])
  let last = 0
  const fresh = () => {
    do last += 1
    while (used.has(`i${last}`))
    return `i${last}`
  }
  return items.map((item, index): unknown => {
    if (!isObject(item) || ids[index] !== undefined) return item
    const rest: Answers = { ...item }
    return { ...rest, [itemId]: fresh() }
  })
}
