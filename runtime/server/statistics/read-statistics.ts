import type { LocalizedText } from '#findings'
import type { ElementFigures, ProcessStatistics } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { factsOf } from '../execution/process-facts.ts'
import type { SignedIn } from '../permissions/access.ts'
import { overseenAreas } from '../permissions/overseers.ts'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'
import { diagramsOf } from '../use-cases/diagram.ts'
import { countedAreas, dateOf, dayOf, dayOfDate } from './count-case.ts'
import { type Bucket, figuresOf } from './durations.ts'
import { foldAll } from './fold.ts'

export interface ReadStatistics {
  readonly user: SignedIn
  readonly processId: string
  readonly region?: string
  /** All releases where left out. */
  readonly release?: string
  readonly from?: string
  readonly to?: string
  readonly locale?: 'zh-CN' | 'en'
}

const usualDays = 30
const mostReleases = 100
/** Transactions of counting before the figures are read: with fewer cases than that they are as of now. */
const countedFirst = 4

type Of = { readonly processId: string; readonly areas: readonly string[]; readonly releases: readonly string[] }

/**
 * The figures of a process in the regions that the user oversees.
 * @throws {RefusedError} `forbidden`, `not-found`, `bad-request` where the days are none.
 */
export function readStatistics(deps: Pick<Deps, 'store' | 'releases' | 'clock'>) {
  const { store, releases, clock } = deps
  const diagrams = diagramsOf(releases)

  return async (asked: ReadStatistics): Promise<ProcessStatistics> => {
    const { user, processId, release, locale } = asked
    const areas = (await overseenAreas(releases, user, asked.region)).filter(isCounted)
    if (areas[0] === undefined) throw new RefusedError('forbidden', { reason: 'figures are of communities at least' })
    const days = daysOf(asked, clock.now())
    await foldAll(store, countedFirst)
    const inForce = await releases.inForce(areas[0])
    const known = await releasesOf(store.db, processId, areas)
    const shown = release ?? inForce
    if (shown === undefined || !(shown === inForce || known.includes(shown))) throw new RefusedError('not-found')
    const { compiled } = await releases.ready(shown)
    const process = compiled.processes.get(processId)
    if (!process) throw new RefusedError('not-found')
    const of: Of = { processId, areas, releases: release === undefined ? known : [release] }
    return {
      processId,
      title: process.title,
      from: dateOf(days.from),
      to: dateOf(days.to),
      release: shown,
      releases: await described(store.db, known, inForce),
      xml: await diagrams(shown, processId, locale),
      historyLevel: process.historyLevel,
      elements: await elementFigures(store.db, of, days, factsOf(process).titles),
    }
  }
}

/** Whether there are figures of the region at all. */
export const isCounted = (area: string) => countedAreas(area).includes(area)

interface Days {
  readonly from: number
  readonly to: number
}

/** The days asked for, or the last thirty. @throws {RefusedError} `bad-request` */
export function daysOf({ from, to }: Pick<ReadStatistics, 'from' | 'to'>, now: number): Days {
  const last = to === undefined ? dayOf(now) : dayOfDate(to)
  const first = from === undefined ? last - usualDays + 1 : dayOfDate(from)
  if (Number.isNaN(first) || Number.isNaN(last) || first > last) {
    throw new RefusedError('bad-request', { reason: 'query/from and query/to are no days in their order' })
  }
  return { from: first, to: last }
}

async function elementFigures(
  db: Db,
  { processId, areas, releases }: Of,
  { from, to }: Days,
  titles: ReadonlyMap<string, LocalizedText>,
): Promise<ElementFigures[]> {
  if (releases.length === 0) return []
  const [passed, standing] = await Promise.all([
    db
      .selectFrom('element_day')
      .select((eb) => ['element_id', 'bucket', eb.fn.sum('count').as('count'), eb.fn.sum('total').as('total')])
      .where('process_id', '=', processId)
      .where('release', 'in', releases)
      .where('area', 'in', areas)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .groupBy(['element_id', 'bucket'])
      .execute(),
    db
      .selectFrom('element_standing')
      .select((eb) => ['element_id', eb.fn.sum('waiting').as('waiting'), eb.fn.sum('incidents').as('incidents')])
      .where('process_id', '=', processId)
      .where('release', 'in', releases)
      .where('area', 'in', areas)
      .groupBy('element_id')
      .execute(),
  ])
  const buckets = Map.groupBy(passed, ({ element_id }) => element_id)
  const stands = new Map(standing.map((row) => [row.element_id, row]))
  return [...new Set([...buckets.keys(), ...stands.keys()])]
    .map((elementId) => {
      const name = titles.get(elementId)
      const read = (buckets.get(elementId) ?? []).map(
        ({ bucket, count, total }): Bucket => ({ bucket, count: Number(count), total: Number(total) }),
      )
      return {
        elementId,
        ...(name && { name }),
        waiting: Number(stands.get(elementId)?.waiting ?? 0),
        incidents: Number(stands.get(elementId)?.incidents ?? 0),
        ...figuresOf(read),
      }
    })
    .filter(({ waiting, incidents, done }) => waiting + incidents + done > 0)
    .sort((a, b) => (a.elementId < b.elementId ? -1 : 1))
}

/** Steps from release to release in both tables, however many figures there are of each. */
async function releasesOf(db: Db, processId: string, areas: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const table of ['element_day', 'element_standing'] as const) {
    let after = ''
    while (found.size < mostReleases) {
      const row = await db
        .selectFrom(table)
        .select('release')
        .where('process_id', '=', processId)
        .where('release', '>', after)
        .orderBy('release')
        .limit(1)
        .executeTakeFirst()
      if (!row) break
      after = row.release
      const here = await db
        .selectFrom(table)
        .select('release')
        .where('process_id', '=', processId)
        .where('release', '=', after)
        .where('area', 'in', areas)
        .limit(1)
        .executeTakeFirst()
      if (here) found.add(after)
    }
  }
  return [...found]
}

async function described(db: Db, digests: readonly string[], inForce: string | undefined) {
  if (digests.length === 0) return []
  const rows = await db
    .selectFrom('publication')
    .select(['digest', 'published_at', 'comment'])
    .where('digest', 'in', digests)
    .orderBy('published_at')
    .execute()
  const published = new Map(rows.map((row) => [row.digest, row]))
  return digests
    .map((digest) => ({ digest, row: published.get(digest) }))
    .sort((a, b) => (b.row?.published_at ?? 0) - (a.row?.published_at ?? 0))
    .map(({ digest, row }) => ({
      digest,
      ...(row && { at: iso(row.published_at), comment: row.comment }),
      inForce: digest === inForce,
    }))
}
