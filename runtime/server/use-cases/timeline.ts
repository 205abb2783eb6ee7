import type { LocalizedText } from '#findings'
import { TimelineEntry } from '#runtime/api'
import { iso } from '../clock.ts'
import type { LineDetail } from '../execution/timeline.ts'

interface HistoryRow {
  readonly seq: number
  readonly at: number
  readonly what: string
  readonly element_id: string | null
  readonly by_name: string | null
  readonly detail: string | null
}

/** History holds more than people read: what the API names is told. */
const told: ReadonlySet<string> = new Set(TimelineEntry.properties.what.enum)

/** The lines of a case's history that people read. */
export function timeline(
  rows: readonly HistoryRow[],
  titles: ReadonlyMap<string, LocalizedText>,
  roles: Readonly<Record<string, { readonly title: LocalizedText }>>,
): TimelineEntry[] {
  return rows
    .filter(({ what }) => told.has(what))
    .map((row) => {
      const detail = row.detail === null ? {} : (JSON.parse(row.detail) as LineDetail)
      const elementName = row.element_id === null ? undefined : (detail.name ?? titles.get(row.element_id))
      return {
        id: String(row.seq),
        at: iso(row.at),
        what: row.what as TimelineEntry['what'],
        ...(row.element_id !== null && { elementId: row.element_id }),
        ...(elementName && { elementName }),
        ...(row.by_name !== null && { by: row.by_name }),
        ...(detail.offeredTo && {
          offeredTo: detail.offeredTo.map((id) => (Object.hasOwn(roles, id) ? roles[id]!.title : { 'zh-CN': id })),
        }),
        ...(detail.due !== undefined && { due: iso(detail.due) }),
        ...(detail.text !== undefined && { detail: detail.text }),
      }
    })
}
