import type { CaseCounts, CaseStatistics } from '#runtime/api'
import { csvText } from '#runtime/client'
import type { StatisticsWords } from './statistics-words.ts'

/** A line of the table: a process, a region, or all. */
export interface CountsRow extends CaseCounts {
  readonly id: string
  readonly title: string
}

const seconds = (milliseconds: number | undefined) =>
  milliseconds === undefined ? '' : String(Math.round(milliseconds / 1000))

/** The figures by process and by region, in one sheet; times in seconds, so that a spreadsheet can reckon with them. */
export function countsCsv(
  { from, to }: Pick<CaseStatistics, 'from' | 'to'>,
  parts: readonly { readonly title: string; readonly rows: readonly CountsRow[] }[],
  words: Pick<StatisticsWords, 'open' | 'overdue' | 'started' | 'completed' | 'mean' | 'p95' | 'secondUnit'>,
): string {
  const { open, overdue, started, completed, mean, p95, secondUnit } = words
  const figures = [open, overdue, started, completed, `${mean} (${secondUnit})`, `${p95} (${secondUnit})`]
  return csvText(
    parts.flatMap(({ title, rows }, at) => [
      ...(at > 0 ? [[]] : []),
      [title, 'id', ...figures, `${from} – ${to}`],
      ...rows.map((row) => [
        row.title,
        row.id,
        ...[row.open, row.overdue, row.started, row.completed].map(String),
        seconds(row.mean),
        seconds(row.p95),
      ]),
    ]),
  )
}
