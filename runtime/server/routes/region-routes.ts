import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'

const foundAtMost = 50

/** HTTP for the tree of regions, as far as the user's grants reach. */
export function regionRoutes({ regions }: Deps): Pick<Handlers, 'GET /api/regions' | 'GET /api/region-names'> {
  return {
    'GET /api/region-names': async () => ({ names: { ...(await regions.englishNames()) } }),
    'GET /api/regions': async ({ query, access }) => {
      const text = query.search?.trim()
      if (text) return { items: [...(await regions.search(text, access.covers, foundAtMost))] }
      if (query.parent === undefined) {
        const top = await Promise.all(access.caseAreas().map(regions.get))
        return { items: top.filter((region) => region !== undefined) }
      }
      const children = await regions.childrenOf(query.parent)
      return { items: children.filter(({ code }) => access.covers(code)) }
    },
  }
}
