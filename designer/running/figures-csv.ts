import type { ElementFigures } from '#runtime/api'
import { csvText } from '#runtime/client'
import type { RunningWords } from './running-words.ts'

/** Seconds, so that a spreadsheet can reckon with them. */
const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? '' : String(milliseconds / 1000))

/** The figures as a spreadsheet takes them: with a mark that says UTF-8, and nothing in them that it would execute. */
export function figuresCsv(
  rows: readonly (ElementFigures & { readonly title: string })[],
  words: Pick<RunningWords, 'element' | 'waiting' | 'incidents' | 'done' | 'mean' | 'p95' | 'secondUnit'>,
): string {
  const { element, waiting, incidents, done, mean, p95, secondUnit } = words
  const head = [element, 'id', waiting, incidents, done, `${mean} (${secondUnit})`, `${p95} (${secondUnit})`]
  const lines = rows.map((row) => [
    row.title,
    row.elementId,
    String(row.waiting),
    String(row.incidents),
    String(row.done),
    seconds(row.mean),
    seconds(row.p95),
  ])
  return csvText([head, ...lines])
}
