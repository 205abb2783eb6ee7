import type { Me } from '#runtime/api'

export interface DesignedRegion {
  readonly code: string
  readonly name: string
}

/** The topmost regions whose definitions the user may change or whose cases the user may mend; with all below them. */
export function designedRegions({ grants }: Me): readonly DesignedRegion[] {
  const held = grants.filter(({ designs, operates }) => designs || operates)
  const regions = new Map(held.map(({ region, regionName }) => [region, { code: region, name: regionName }]))
  return [...regions.values()].sort((a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code))
}
