import type { Me } from '#runtime/api'

export interface DesignedRegion {
  readonly code: string
  readonly name: string
}

/** The topmost regions whose definitions the user may change; what lies below them may be changed as well. */
export function designedRegions({ grants, mayDesign }: Me): readonly DesignedRegion[] {
  if (!mayDesign) return []
  const regions = new Map(grants.map(({ region, regionName }) => [region, { code: region, name: regionName }]))
  return [...regions.values()].sort((a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code))
}
