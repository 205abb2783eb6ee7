import type { LocalizedText } from '#findings'
import type { CaseSummary } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import type { Db } from '../store/store.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'

export interface ListCases {
  readonly user: SignedIn
  /** The beginning or the end of a case number. */
  readonly number?: string
  readonly region?: string
  readonly status?: 'open' | 'completed' | 'cancelled'
  readonly cursor?: string
  readonly limit?: number
}

export const caseColumns = [
  'cases.id',
  'cases.number',
  'cases.title',
  'cases.process_id',
  'cases.process_title',
  'cases.region',
  'cases.status',
  'cases.started_at',
  'cases.ended_at',
  'cases.started_by_name',
] as const

export interface CaseRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly process_id: string
  readonly process_title: string
  readonly region: string
  readonly status: 'open' | 'completed' | 'cancelled'
  readonly started_at: number
  readonly ended_at: number | null
  readonly started_by_name: string
}

/** The cases the user may see, newest first. */
export function listCases({ store, regions }: Deps) {
  return async (asked: ListCases): Promise<{ items: CaseSummary[]; next?: string }> => {
    const { limit = 20 } = asked
    const count = limit + 1
    const after = readCursor(asked.cursor)
    const number = asked.number?.trim()
    const rows = number
      ? await byNumber(store.db, asked, number, after, count)
      : await byAge(store.db, asked, after, count)
    const page = rows.slice(0, limit)
    const names = await regions.names(page.map(({ region }) => region))
    const items = page.map((row) => caseSummary(row, names))
    const last = page.at(-1)
    return rows.length > limit && last ? { items, next: writeCursor({ at: last.started_at, id: last.id }) } : { items }
  }
}

export function caseSummary(row: CaseRow, regionNames: ReadonlyMap<string, string>): CaseSummary {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    processId: row.process_id,
    processTitle: JSON.parse(row.process_title) as LocalizedText,
    region: row.region,
    regionName: regionNames.get(row.region) ?? row.region,
    status: row.status,
    startedAt: iso(row.started_at),
    ...(row.ended_at !== null && { endedAt: iso(row.ended_at) }),
    startedBy: row.started_by_name,
  }
}

/** One walk of the index for each area of the user's, one for the cases the user started. */
async function byAge(db: Db, { user, region, status }: ListCases, after: Cursor | undefined, count: number) {
  const areas = accessOf(user).caseAreas(region)
  const walks = areas.map((area) => {
    let query = db
      .selectFrom('case_area')
      .innerJoin('cases', 'cases.id', 'case_area.case_id')
      .select(caseColumns)
      .where('case_area.area', '=', area)
    if (after) {
      query = query.where((eb) =>
        eb(eb.refTuple('case_area.started_at', 'case_area.case_id'), '<', eb.tuple(after.at, after.id)),
      )
    }
    if (status) query = query.where('cases.status', '=', status)
    return query.orderBy('case_area.started_at', 'desc').orderBy('case_area.case_id', 'desc').limit(count).execute()
  })
  let started = db.selectFrom('cases').select(caseColumns).where('started_by', '=', user.id)
  if (after) {
    started = started.where((eb) => eb(eb.refTuple('started_at', 'id'), '<', eb.tuple(after.at, after.id)))
  }
  if (status) started = started.where('status', '=', status)
  if (region) started = started.where('region', '>=', region).where('region', '<', afterPrefix(region))
  const own = started.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(count).execute()
  return newestFirst((await Promise.all([...walks, own])).flat()).slice(0, count)
}

/** Numbers are looked up by their index from either end; the few that match are then ordered by age. */
async function byNumber(
  db: Db,
  { user, region, status }: ListCases,
  number: string,
  after: Cursor | undefined,
  count: number,
) {
  const reversed = [...number].reverse().join('')
  const areas = accessOf(user).caseAreas()
  let query = db
    .selectFrom('cases')
    .select(caseColumns)
    .where((eb) =>
      eb.or([
        eb.and([eb('number', '>=', number), eb('number', '<', afterPrefix(number))]),
        eb.and([eb('number_reversed', '>=', reversed), eb('number_reversed', '<', afterPrefix(reversed))]),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb('started_by', '=', user.id),
        ...areas.map((area) => eb.and([eb('region', '>=', area), eb('region', '<', afterPrefix(area))])),
      ]),
    )
  if (region) query = query.where('region', '>=', region).where('region', '<', afterPrefix(region))
  if (status) query = query.where('status', '=', status)
  if (after) query = query.where((eb) => eb(eb.refTuple('started_at', 'id'), '<', eb.tuple(after.at, after.id)))
  return query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(count).execute()
}

function newestFirst(rows: readonly CaseRow[]): CaseRow[] {
  const distinct = new Map(rows.map((row) => [row.id, row]))
  return [...distinct.values()].sort((a, b) => b.started_at - a.started_at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))
}

/** Above every text that begins with `prefix`, below all others: codes and numbers hold nothing above "~". */
const afterPrefix = (prefix: string) => `${prefix}~`
