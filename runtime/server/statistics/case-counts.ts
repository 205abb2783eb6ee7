import { type SqlBool, sql } from 'kysely'
import { endOf } from '../execution/correlation.ts'
import type { Db } from '../store/store.ts'
import { bucketOf, figuresOf } from './durations.ts'

/** What is counted. Plain data. */
export interface CountCases {
  /** Regions, none within another; with the length of the codes into which the cases of each are divided. */
  readonly areas: readonly { readonly area: string; readonly length: number }[]
  readonly processId?: string
  /** Moments, the last one not included. */
  readonly from: number
  readonly to: number
  readonly now: number
}

export interface CaseCounts {
  /** Now. */
  readonly open: number
  /** Open tasks past their time limit, now. */
  readonly overdue: number
  /** In the period. */
  readonly started: number
  readonly completed: number
  /** Milliseconds from start to completion, of those completed in the period. */
  readonly mean?: number
  readonly p95?: number
}

export interface Counted {
  readonly total: CaseCounts
  readonly processes: readonly (CaseCounts & { readonly processId: string; readonly title: string })[]
  readonly regions: readonly (CaseCounts & { readonly region: string })[]
}

const minute = 60_000

/** Counts cases by walking them: work that takes long where there are many. */
export async function countCases(db: Db, asked: CountCases): Promise<Counted> {
  const parts = (await Promise.all(asked.areas.map((area) => partsOf(db, asked, area)))).flat()
  const titles = new Map(parts.flatMap(({ processId, title }) => (title === undefined ? [] : [[processId, title]])))
  return {
    total: added(parts),
    processes: [...Map.groupBy(parts, ({ processId }) => processId)].map(([processId, of]) => ({
      processId,
      title: titles.get(processId) ?? '{}',
      ...added(of),
    })),
    regions: [...Map.groupBy(parts, ({ region }) => region)].map(([region, of]) => ({ region, ...added(of) })),
  }
}

/** Some cases of a process in a region. */
interface Part {
  readonly processId: string
  readonly region: string
  readonly title?: string
  readonly open?: number
  readonly overdue?: number
  readonly started?: number
  /** So many were completed within so many minutes, in so many milliseconds together. */
  readonly took?: { readonly minutes: number; readonly count: number; readonly total: number }
}

async function partsOf(
  db: Db,
  { processId, from, to, now }: CountCases,
  { area, length }: CountCases['areas'][number],
): Promise<Part[]> {
  const region = sql<string>`substr(cases.region, 1, ${sql.lit(length)})`
  const minutes = sql<number>`(cases.ended_at - cases.started_at) / ${sql.lit(minute)}`
  const within = db
    .selectFrom('cases')
    .select(['cases.process_id as processId', region.as('region')])
    .where('cases.region', '>=', area)
    .where('cases.region', '<', endOf(area))
    .where(processId === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`cases.process_id = ${processId}`)
    .groupBy(['cases.process_id', region])
  const [open, overdue, started, took] = await Promise.all([
    within
      .select((eb) => [eb.fn.countAll<number>().as('open'), eb.fn.max('process_title').as('title')])
      .where('status', '=', 'open')
      .execute(),
    within
      .innerJoin('task', 'task.case_id', 'cases.id')
      .select((eb) => eb.fn.countAll<number>().as('overdue'))
      .where('cases.status', '=', 'open')
      .where('task.status', '=', 'open')
      .where('task.due', '<', now)
      .execute(),
    within
      .select((eb) => [eb.fn.countAll<number>().as('started'), eb.fn.max('process_title').as('title')])
      .where('started_at', '>=', from)
      .where('started_at', '<', to)
      .execute(),
    within
      .select((eb) => [
        minutes.as('minutes'),
        eb.fn.countAll<number>().as('count'),
        sql<number>`sum(cases.ended_at - cases.started_at)`.as('total'),
        eb.fn.max('process_title').as('title'),
      ])
      .where('status', '=', 'completed')
      .where('ended_at', '>=', from)
      .where('ended_at', '<', to)
      .groupBy(minutes)
      .execute(),
  ])
  return [
    ...open.map((row) => ({ ...row, open: Number(row.open) })),
    ...overdue.map((row) => ({ ...row, overdue: Number(row.overdue) })),
    ...started.map((row) => ({ ...row, started: Number(row.started) })),
    ...took.map(({ minutes: of, count, total, ...row }) => ({
      ...row,
      took: { minutes: Number(of), count: Number(count), total: Number(total) },
    })),
  ]
}

function added(parts: readonly Part[]): CaseCounts {
  const sum = (of: (part: Part) => number | undefined) => parts.reduce((all, part) => all + (of(part) ?? 0), 0)
  const buckets = parts.flatMap(({ took }) =>
    took ? [{ bucket: bucketOf((took.minutes + 0.5) * minute), count: took.count, total: took.total }] : [],
  )
  const merged = [...Map.groupBy(buckets, ({ bucket }) => bucket)].map(([bucket, same]) => ({
    bucket,
    count: same.reduce((all, { count }) => all + count, 0),
    total: same.reduce((all, { total }) => all + total, 0),
  }))
  const { done: completed, ...took } = figuresOf(merged)
  return {
    open: sum(({ open }) => open),
    overdue: sum(({ overdue }) => overdue),
    started: sum(({ started }) => started),
    completed,
    ...took,
  }
}
