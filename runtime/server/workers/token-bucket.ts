/** How often something may be done: `burst` times at once, and `perSecond` times a second after that. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

interface Bucket {
  readonly left: number
  readonly at: number
}

const mostKeys = 10_000

/**
 * Counts for each key how much is left. `take` gives 0 where it may be done, else the seconds to wait; `now` is in
 * milliseconds, `units` how many times it counts, which is never more than the burst. Kept in memory, for each node by itself; forgets whom it has not seen for long.
 */
export function tokenBucket({ perSecond, burst }: Rate) {
  const buckets = new Map<string, Bucket>()

  const level = (key: string, now: number): number => {
    const bucket = buckets.get(key)
    if (!bucket) return burst
    return Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
  }

  return {
    take: (key: string, now: number, units = 1): number => {
      const left = level(key, now)
      if (left < units) return Math.ceil((units - left) / perSecond)
      buckets.delete(key)
      buckets.set(key, { left: left - units, at: now })
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value as string)
      return 0
    },
  }
}
