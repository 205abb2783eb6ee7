/** Ids are keys in decimal; anything else is the id of nothing. */
export function keyOf(id: string): number {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : -1
}
