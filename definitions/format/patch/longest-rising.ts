/** The positions of a longest rising run of `ranks` (patience sorting); ranks are distinct. */
export function longestRising(ranks: readonly number[]): number[] {
  const tails: number[] = []
  const previous: (number | undefined)[] = []
  for (const [index, rank] of ranks.entries()) {
    const pile = firstNotBelow(tails, ranks, rank)
    previous.push(tails[pile - 1])
    tails[pile] = index
  }
  const run: number[] = []
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) run.push(at)
  return run.reverse()
}

function firstNotBelow(tails: readonly number[], ranks: readonly number[], rank: number): number {
  let low = 0
  let high = tails.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranks[tails[middle]!]! < rank) low = middle + 1
    else high = middle
  }
  return low
}
