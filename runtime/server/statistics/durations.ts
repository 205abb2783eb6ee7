/**
 * A histogram of durations whose buckets grow by a tenth: figures of many days, regions and releases are merged by
 * adding the counts of their buckets, and a quantile read from it is off by a twentieth at most (Masson, Rim and Lee,
 * "DDSketch", 2019).
 */
const growth = 1.1
const logGrowth = Math.log(growth)

/** For what only passed. */
export const untimed = -1

/** The bucket of a duration in milliseconds, from 1. */
export function bucketOf(milliseconds: number): number {
  return milliseconds <= 1 ? 0 : Math.ceil(Math.log(milliseconds) / logGrowth - 1e-9)
}

/** The duration that stands for all in a bucket. */
export function durationOf(bucket: number): number {
  return bucket === 0 ? 1 : (2 * growth ** bucket) / (growth + 1)
}

export interface Bucket {
  readonly bucket: number
  readonly count: number
  /** Milliseconds, together. */
  readonly total: number
}

export interface DurationFigures {
  /** All, those that only passed included. */
  readonly done: number
  /** Milliseconds, of those that waited; left out where none did. */
  readonly mean?: number
  readonly p95?: number
}

/** Each bucket once. */
export function figuresOf(buckets: readonly Bucket[]): DurationFigures {
  const done = sum(buckets.map(({ count }) => count))
  const timed = buckets.filter(({ bucket }) => bucket !== untimed).sort((a, b) => a.bucket - b.bucket)
  const waited = sum(timed.map(({ count }) => count))
  if (waited === 0) return { done }
  const rank = Math.ceil(0.95 * waited)
  let seen = 0
  const reached = timed.find(({ count }) => {
    seen += count
    return seen >= rank
  })
  return {
    done,
    mean: Math.round(sum(timed.map(({ total }) => total)) / waited),
    p95: Math.round(durationOf(reached!.bucket)),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)
