/** Chance that repeats: the same seed gives the same choices. */
export interface Chance {
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number
  readonly oneOf: <T>(from: readonly [T, ...T[]]) => T
  /** True once in `times`. */
  readonly once: (times: number) => boolean
  /** Chance of its own that follows from this one, so that one party's choices do not hang on the pace of the others. */
  readonly fork: () => Chance
}

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    oneOf: (from) => from[between(0, from.length - 1)] ?? from[0],
    once: (times) => between(1, times) === 1,
    fork: () => chanceFrom(Math.floor(next() * 2 ** 32)),
  }
}
