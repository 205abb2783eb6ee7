const second = 1000
const firstPause = 5 * second
const longestPause = 10 * 60 * second

/** Milliseconds to wait after the failure number `failures`, from 1: what the definition says, else twice as long each time. */
export function pauseAfter(failures: number, pauses: readonly number[] | undefined): number {
  const said = pauses?.[Math.min(failures, pauses.length) - 1]
  return said ?? Math.min(longestPause, firstPause * 2 ** (failures - 1))
}
