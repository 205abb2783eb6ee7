/** Lengths of GB/T 2260 codes and their continuations: province, city, county, street, community, grid. */
const lengths = [2, 4, 6, 9, 12, 15]

/** The codes of the regions that contain `code`, itself included, from the province down. */
export function areasOf(code: string): string[] {
  return lengths.filter((length) => length <= code.length).map((length) => code.slice(0, length))
}

/** A region's code begins with the code of each region that contains it. */
export function contains(area: string, code: string): boolean {
  return code.startsWith(area)
}
