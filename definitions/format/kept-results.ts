/** Results by key, of which the ones used least recently are forgotten when all together weigh more than `most`. */
export interface KeptResults<T> {
  readonly of: (key: string, make: () => T) => T
}

export function keptResults<T>(most: number, weigh: (key: string) => number = () => 1): KeptResults<T> {
  const kept = new Map<string, T>()
  let weight = 0
  return {
    of: (key, make) => {
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const made = make()
      kept.set(key, made)
      weight += weigh(key)
      for (const oldest of kept.keys()) {
        if (weight <= most || oldest === key) break
        kept.delete(oldest)
        weight -= weigh(oldest)
      }
      return made
    },
  }
}
