import shipped from './regions-330683.json' with { type: 'json' }

type CodeAndName = readonly [code: string, name: string, nameEn?: string]

/** 嵊州市: the county the demo plays in. */
export const county = { code: '330683', name: '嵊州市' } as const

/** The streets and communities of the county, with the regions that contain it. */
export const shengzhou: readonly CodeAndName[] = shipped.regions as unknown as CodeAndName[]

const communitiesWithGrids = ['330683001003', '330683001010', '330683002001']
const gridsEach = 4

/** Made up: grids are drawn by each community itself. */
export const syntheticGrids: readonly CodeAndName[] = communitiesWithGrids.flatMap((community) =>
  Array.from(
    { length: gridsEach },
    (_, at): CodeAndName => [`${community}${String(at + 1).padStart(3, '0')}`, `第${'一二三四'[at]}网格`],
  ),
)
