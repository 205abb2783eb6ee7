import type { Deps } from '../deps.ts'
import { ImportRefusedError } from './import-refused-error.ts'

/** Where a row's region stands: in a column, or in none since it is the same for all. */
export type RegionPlace = { readonly column: string } | { readonly region: string }

const regionHeaders = ['region', 'Region', '区域', '区域代码']

/** @throws {ImportRefusedError} where neither the call nor the file nor what is published says a region. */
export async function placeOfRegion(
  { store }: Deps,
  asked: string | undefined,
  headers: readonly string[],
): Promise<RegionPlace> {
  if (asked !== undefined && /^\d{2,15}$/.test(asked)) return { region: asked }
  const column = headers.find((header) => (asked === undefined ? regionHeaders.includes(header) : header === asked))
  if (column !== undefined) return { column }
  const published = await store.db.selectFrom('publication').select('region').distinct().orderBy('region').execute()
  const [widest, ...others] = published.map(({ region }) => region)
  const isOne = widest !== undefined && others.every((other) => other.startsWith(widest))
  if (asked === undefined && isOne) return { region: widest }
  throw new ImportRefusedError(
    `表头中没有区域列“${asked ?? 'region'}”。请用 --region 给出区域代码或列名。\n` +
      `There is no column "${asked ?? 'region'}". Say the code of a region, or the column that holds it, with --region.`,
  )
}
