/** Lengths of GB/T 2260 codes and their continuations. */
const levels = new Map([
  [2, 'province'],
  [4, 'city'],
  [6, 'county'],
  [9, 'street'],
  [12, 'community'],
  [15, 'grid'],
] as const)

export type LayerLevel = 'country' | 'province' | 'city' | 'county' | 'street' | 'community' | 'grid'

/** The region that contains all others, so that a layer can be for the whole country. */
export const country = 'CN'

/** Whether it is the code of a region: `CN`, or 2, 4, 6, 9, 12 or 15 digits. */
export function isRegionCode(code: unknown): code is string {
  return typeof code === 'string' && (code === country || (/^\d+$/.test(code) && levelOf(code) !== undefined))
}

/** `undefined` where it is the code of no region. */
export function levelOf(code: string): LayerLevel | undefined {
  if (code === country) return 'country'
  return [...levels].find(([length]) => length === code.length)?.[1]
}

/** The regions that contain `code`, itself included, from the country down. Their codes begin each other. */
export function regionChain(code: string): string[] {
  if (code === country) return [country]
  const above = [...levels.keys()].filter((length) => length < code.length).map((length) => code.slice(0, length))
  return [country, ...(/^\d+$/.test(code) ? above : []), code]
}

/** Whether `region` is `area`, or lies in it. */
export function liesIn(area: string, region: string): boolean {
  return area === country || area === region || (isRegionCode(area) && /^\d+$/.test(region) && region.startsWith(area))
}
