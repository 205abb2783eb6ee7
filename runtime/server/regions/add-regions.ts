import { areasOf } from '../permissions/region-code.ts'
import type { Store } from '../store/store.ts'
import type { RegionLevel } from './regions.ts'

const levels: Readonly<Record<number, RegionLevel>> = {
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'street',
  12: 'community',
  15: 'grid',
}
const rowsAtOnce = 200

/** Adds regions that are not there yet; those that contain them must be among them or there already. */
export async function addRegions(
  store: Store,
  regions: readonly (readonly [code: string, name: string, nameEn?: string])[],
): Promise<void> {
  const names = new Map(regions.map(([code, name]) => [code, name]))
  const rows = regions.map(([code, name, nameEn]) => {
    const level = levels[code.length]
    if (!level || !/^\d+$/.test(code))
      throw new Error(`"${code}" is no code of a region: it has 2, 4, 6, 9, 12 or 15 digits.`)
    const areas = areasOf(code)
    const path = areas.filter((area) => area.length >= 6).map((area) => names.get(area) ?? area)
    return { code, name, name_en: nameEn ?? null, level, parent: areas.at(-2) ?? null, path: JSON.stringify(path) }
  })
  await store.write(async ({ db }) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await db
        .insertInto('region')
        .values(rows.slice(from, from + rowsAtOnce))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  })
}
