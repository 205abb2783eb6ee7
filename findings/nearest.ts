/** The name that was probably meant: the nearest of those there are, where one is near enough to be a slip. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 3))
  let best: { readonly candidate: string; readonly distance: number } | undefined
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > most) continue
    const apart = distance(name.toLowerCase(), candidate.toLowerCase())
    if (apart <= most && (!best || apart < best.distance)) best = { candidate, distance: apart }
  }
  return best?.candidate
}

/** Levenshtein. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)))
    row = next
  }
  return row[right.length]!
}
