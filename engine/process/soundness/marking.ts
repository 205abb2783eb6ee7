/** How many tokens are on which flow; flows without one are left out. */
export type Marking = ReadonlyMap<string, number>

/** Markings with the same key are equal. */
export function markingKey(marking: Marking): string {
  return [...marking]
    .map(([flow, count]) => `${flow}:${count}`)
    .sort()
    .join(' ')
}

/** One token less on each of `taken`, one more on each of `given`. */
export function fire(marking: Marking, taken: readonly string[], given: readonly string[]): Marking {
  const next = new Map(marking)
  for (const flow of taken) {
    const count = next.get(flow)! - 1
    if (count === 0) next.delete(flow)
    else next.set(flow, count)
  }
  for (const flow of given) next.set(flow, (next.get(flow) ?? 0) + 1)
  return next
}
