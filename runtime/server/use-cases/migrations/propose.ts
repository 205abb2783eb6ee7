import { migrationFits, proposeMigration } from '#definitions'
import type { LocalizedText } from '#findings'
import type { MigrationProposal, MigrationSource } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { areasOf, contains } from '../../permissions/region-code.ts'
import { RefusedError } from '../../refused-error.ts'
import { installedBundles } from '../../releases/installed-bundles.ts'
import type { Db } from '../../store/store.ts'

export interface OfRegion {
  readonly user: SignedIn
  readonly region: string
}

/** The releases on which cases of a region are open, those with most cases first, and the one in force. */
export function migrationSources({ store, regions, releases }: Deps) {
  return async ({ user, region }: OfRegion): Promise<{ items: MigrationSource[]; inForce?: string }> => {
    requireOperator(user, region)
    const inForce = await releases.inForce(region)
    const rows = await store.db
      .selectFrom('cases')
      .innerJoin('stored_release', 'stored_release.digest', 'cases.release')
      .select(['cases.release', 'stored_release.region'])
      .select((eb) => eb.fn.countAll<number>().as('cases'))
      .where('status', '=', 'open')
      .where('cases.region', '>=', region)
      .where('cases.region', '<', endOf(region))
      .groupBy(['cases.release', 'stored_release.region'])
      .orderBy('cases', 'desc')
      .limit(100)
      .execute()
    const names = await regions.names(rows.map((row) => row.region))
    const items = await Promise.all(
      rows.map(async ({ release, region: of, cases }): Promise<MigrationSource> => {
        const published = await publicationOf(store.db, of, release)
        return {
          release,
          region: of,
          regionName: names.get(of) ?? of,
          ...(published && {
            number: published.number,
            at: iso(published.published_at),
            comment: published.comment,
          }),
          inForce: release === inForce,
          cases: Number(cases),
        }
      }),
    )
    return { items, ...(inForce !== undefined && { inForce }) }
  }
}

function publicationOf(db: Db, region: string, digest: string) {
  return db
    .selectFrom('publication')
    .select(['number', 'published_at', 'comment'])
    .where('region', '=', region)
    .where('digest', '=', digest)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** How the elements of two releases correspond, and what the bundles ship for the way between them. */
export function proposal(deps: Deps) {
  return async ({ user, region, from, to }: OfRegion & { from: string; to: string }): Promise<MigrationProposal> => {
    requireOperator(user, region)
    const [before, after] = [await nearRelease(deps, region, from), await nearRelease(deps, region, to)]
    const { migration, processes } = proposeMigration(before.compiled, after.compiled)
    const counts = await openCasesOf(deps.store.db, region, from)
    const shipped = (await installedBundles(deps.store.db))
      .flatMap(({ migrations }) => Object.values(migrations))
      .filter((each) => migrationFits(each, before.compiled, after.compiled))
    return {
      from,
      to,
      migration,
      processes: processes.map(({ process, title, elements, targets }) => ({
        process,
        title,
        cases: counts.get(process) ?? 0,
        elements: elements.map((element) => ({ ...element })),
        targets: [...targets],
      })),
      shipped: shipped.map((each) => ({ id: each.id, title: each.title as LocalizedText, migration: each })),
    }
  }
}

/** The BPMN of a process in a release. @throws {RefusedError} `not-found` */
export function processDiagram(deps: Deps) {
  return async ({
    user,
    region,
    release,
    processId,
  }: OfRegion & { release: string; processId: string }): Promise<{ xml: string }> => {
    requireOperator(user, region)
    const { processes } = (await nearRelease(deps, region, release)).release
    const process = Object.hasOwn(processes, processId) ? processes[processId] : undefined
    if (!process) throw new RefusedError('not-found')
    return { xml: process.xml }
  }
}

/** A release that was published for the region, one around it or one in it. @throws {RefusedError} `not-found` */
async function nearRelease({ store, releases }: Deps, region: string, digest: string) {
  const of = await store.db
    .selectFrom('stored_release')
    .select('region')
    .where('digest', '=', digest)
    .executeTakeFirst()
  if (!of || !(areasOf(region).includes(of.region) || contains(region, of.region))) throw new RefusedError('not-found')
  return releases.ready(digest)
}

async function openCasesOf(db: Db, region: string, release: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cases')
    .select('process_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'open')
    .where('region', '>=', region)
    .where('region', '<', endOf(region))
    .where('release', '=', release)
    .groupBy('process_id')
    .execute()
  return new Map(rows.map(({ process_id, count }) => [process_id, Number(count)]))
}
