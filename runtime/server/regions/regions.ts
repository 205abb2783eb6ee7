import type { Region } from '#runtime/api'
import { areasOf } from '../permissions/region-code.ts'
import type { Db } from '../store/store.ts'

export type RegionLevel = Region['level']

/** The tree of regions, kept in memory: some thousands of names that every list needs. */
export interface Regions {
  readonly get: (code: string) => Promise<Region | undefined>
  /** The name of a region; a grid's, which says nothing alone, with its community's; its code where it is not known. */
  readonly names: (codes: Iterable<string>) => Promise<ReadonlyMap<string, string>>
  /** The English names by code, of those that have one. */
  readonly englishNames: () => Promise<Readonly<Record<string, string>>>
  readonly childrenOf: (code: string) => Promise<readonly Region[]>
  /** By a part of the name or the beginning of the code, in the order of codes. */
  readonly search: (text: string, within: (code: string) => boolean, limit: number) => Promise<readonly Region[]>
}

export function regionsIn(db: Db): Regions {
  let tree: Promise<Tree> | undefined
  let loadedAt = 0

  const load = () => {
    loadedAt = performance.now()
    tree = loadTree(db).catch((error) => {
      tree = undefined
      throw error
    })
    return tree
  }
  const current = () => tree ?? load()
  /** Another node may have added regions: an unknown code is looked up again, at most once a second. */
  const knowing = async (code: string) => {
    const known = await current()
    return known.byCode.has(code) || performance.now() - loadedAt < 1000 ? known : load()
  }

  return {
    get: async (code) => (await knowing(code)).byCode.get(code),
    names: async (codes) => {
      const { byCode } = await current()
      return new Map([...codes].map((code) => [code, fullName(byCode.get(code)) ?? code]))
    },
    englishNames: async () => (await current()).english,
    childrenOf: async (code) => (await knowing(code)).byParent.get(code) ?? [],
    search: async (text, within, limit) => {
      const { byCode } = await current()
      return byCode
        .values()
        .filter(({ code, name }) => (name.includes(text) || code.startsWith(text)) && within(code))
        .take(limit)
        .toArray()
    },
  }
}

const fullName = (region?: Region) => (region?.level === 'grid' ? region.path.slice(-2).join('') : region?.name)

interface Tree {
  readonly english: Readonly<Record<string, string>>
  readonly byCode: ReadonlyMap<string, Region>
  readonly byParent: ReadonlyMap<string, readonly Region[]>
}

async function loadTree(db: Db): Promise<Tree> {
  const rows = await db.selectFrom('region').selectAll().orderBy('code').execute()
  const parents = new Set(rows.map(({ parent }) => parent))
  const regions = rows.map((row) => ({
    code: row.code,
    name: row.name,
    level: row.level as RegionLevel,
    path: JSON.parse(row.path) as string[],
    hasChildren: parents.has(row.code),
  }))
  return {
    english: Object.fromEntries(rows.flatMap(({ code, name_en }) => (name_en === null ? [] : [[code, name_en]]))),
    byCode: new Map(regions.map((region) => [region.code, region])),
    byParent: Map.groupBy(regions, ({ code }) => areasOf(code).at(-2) ?? ''),
  }
}
