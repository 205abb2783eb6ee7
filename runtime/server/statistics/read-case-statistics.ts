import type { LocalizedText } from '#findings'
import type { CaseStatistics } from '#runtime/api'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../permissions/access.ts'
import { overseenAreas } from '../permissions/overseers.ts'
import { RefusedError } from '../refused-error.ts'
import { dateOf, startOfDay } from './count-case.ts'
import { daysOf, isCounted } from './read-statistics.ts'

export interface ReadCaseStatistics {
  readonly user: SignedIn
  readonly region?: string
  readonly processId?: string
  readonly from?: string
  readonly to?: string
}

type CaseStatisticsDeps = Pick<Deps, 'releases' | 'clock' | 'regions' | 'checks'>

/**
 * How many cases there are in the regions that the user oversees, by process and by the regions right below; never of
 * less than a community. Counted in a thread.
 * @throws {RefusedError} `forbidden`, `bad-request` where the days are none; as `Checks` do.
 */
export function readCaseStatistics({ releases, clock, regions, checks }: CaseStatisticsDeps) {
  return async ({ user, region, processId, ...asked }: ReadCaseStatistics): Promise<CaseStatistics> => {
    const areas = (await overseenAreas(releases, user, region)).filter(isCounted)
    if (areas[0] === undefined) throw new RefusedError('forbidden', { reason: 'figures are of communities at least' })
    const now = clock.now()
    const days = daysOf(asked, now)
    const counted = await checks.ask(user.id, {
      type: 'counts',
      areas: await Promise.all(areas.map(async (area) => ({ area, length: await dividedBy(area, areas.length > 1) }))),
      ...(processId !== undefined && { processId }),
      from: startOfDay(days.from),
      to: startOfDay(days.to + 1),
      now,
    })
    const names = await regions.names([...areas, ...counted.regions.map((one) => one.region)])
    const nameOf = (code: string) => names.get(code) ?? code
    return {
      from: dateOf(days.from),
      to: dateOf(days.to),
      ...(areas.length === 1 && { region: areas[0], regionName: nameOf(areas[0]) }),
      total: counted.total,
      processes: counted.processes
        .map(({ title, ...figures }) => ({ ...figures, title: JSON.parse(title) as LocalizedText }))
        .sort((a, b) => b.open - a.open || (a.processId < b.processId ? -1 : 1)),
      regions: counted.regions
        .map((figures) => ({ ...figures, regionName: nameOf(figures.region) }))
        .sort((a, b) => (a.region < b.region ? -1 : 1)),
    }
  }

  /** How long the codes are by which the cases of a region are divided: those of the regions right below it. */
  async function dividedBy(area: string, amongOthers: boolean): Promise<number> {
    if (amongOthers) return area.length
    const below = (await regions.childrenOf(area)).find(({ code }) => isCounted(code))
    return below?.code.length ?? area.length
  }
}
