import type { RegionRelease } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { areasOf } from '../permissions/region-code.ts'

/** Which release holds in a region and in those directly below it, and where something waits for a person. */
export function listRegionReleases({ store, regions }: Pick<Deps, 'store' | 'regions'>) {
  return async (region: string): Promise<RegionRelease[]> => {
    const { db } = store
    const children = await db.selectFrom('region').select('code').where('parent', '=', region).orderBy('code').execute()
    const codes = [region, ...children.map(({ code }) => code)]
    const chain = [...new Set(codes.flatMap(areasOf))]
    const [names, publications, changes, upgrades, requests] = await Promise.all([
      regions.names(chain),
      db
        .selectFrom('publication as p')
        .select(['p.region', 'p.digest', 'p.published_at'])
        .where('p.region', 'in', chain)
        .where('p.number', '=', (eb) =>
          eb
            .selectFrom('publication as newest')
            .select((of) => of.fn.max<number>('newest.number').as('number'))
            .whereRef('newest.region', '=', 'p.region'),
        )
        .execute(),
      db
        .selectFrom('published_change')
        .select((eb) => ['region', eb.fn.countAll<number>().as('count')])
        .where('region', 'in', codes)
        .groupBy('region')
        .execute(),
      db.selectFrom('region_upgrade').select(['region', 'status']).where('region', 'in', codes).execute(),
      db
        .selectFrom('publish_request')
        .select('region')
        .where('region', 'in', codes)
        .where('status', '=', 'open')
        .execute(),
    ])
    const released = new Map(publications.map((row) => [row.region, row]))
    const own = new Map(changes.map(({ region: of, count }) => [of, Number(count)]))
    const upgradeOf = new Map(upgrades.map(({ region: of, status }) => [of, status]))
    const asked = new Set(requests.map(({ region: of }) => of))
    return codes.map((code): RegionRelease => {
      const inForce = released.get(areasOf(code).findLast((area) => released.has(area)) ?? '')
      const upgrade = upgradeOf.get(code)
      return {
        region: code,
        regionName: names.get(code) ?? code,
        ...(inForce && { digest: inForce.digest, at: iso(inForce.published_at) }),
        ...(inForce &&
          inForce.region !== code && {
            from: { region: inForce.region, regionName: names.get(inForce.region) ?? inForce.region },
          }),
        ownChanges: own.get(code) ?? 0,
        ...(upgrade && { upgrade: upgrade === 'due' ? 'due' : 'waiting' }),
        openRequest: asked.has(code),
      }
    })
  }
}
