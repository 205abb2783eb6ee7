import type { DefinitionKind } from '#definitions'
import type { LocalizedText } from '#findings'
import type { ReleaseSummary } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { readCursor, writeCursor } from './cursor.ts'

export interface ListReleases {
  readonly region: string
  readonly cursor?: string
  readonly limit?: number
}

interface PublicationRow {
  readonly region: string
  readonly number: number
  readonly digest: string
  readonly published_at: number
  readonly published_by: string
  readonly comment: string
  readonly changed: string
}

/** The releases of a region, newest first; the newest is in force. */
export function listReleases({ store, regions }: Deps) {
  return async ({ region, cursor, limit = 20 }: ListReleases): Promise<{ items: ReleaseSummary[]; next?: string }> => {
    const after = readCursor(cursor)
    let query = store.db.selectFrom('publication').selectAll().where('region', '=', region)
    if (after) query = query.where('number', '<', after.at)
    const rows = await query
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const newest = after ? undefined : page[0]?.number
    const name = (await regions.names([region])).get(region) ?? region
    const items = page.map((row) => releaseSummary(row, name, row.number === newest))
    const last = page.at(-1)
    return rows.length > limit && last ? { items, next: writeCursor({ at: last.number, id: last.digest }) } : { items }
  }
}

export function releaseSummary(row: PublicationRow, regionName: string, inForce: boolean): ReleaseSummary {
  return {
    digest: row.digest,
    region: row.region,
    regionName,
    at: iso(row.published_at),
    by: row.published_by,
    comment: row.comment,
    inForce,
    changed: JSON.parse(row.changed) as { kind: DefinitionKind; id: string; title: LocalizedText }[],
  }
}
