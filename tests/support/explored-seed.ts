/** How `scripts/explore.ts` hands a seed to the tests it runs; nobody else sets it. */
export const seedName = 'GEZHI_EXPLORED_SEED'

export function exploredSeed(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const seed = Number(environment[seedName] ?? Number.NaN)
  return Number.isInteger(seed) ? seed : undefined
}
