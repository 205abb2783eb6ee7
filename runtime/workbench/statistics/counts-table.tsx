import { durationWords, useWords } from '#runtime/client'
import type { CountsRow } from './counts-csv.ts'
import styles from './statistics.module.css'
import { statisticsWords } from './statistics-words.ts'

export interface CountsTableProps {
  readonly title: string
  /** What a row is. */
  readonly head: string
  readonly rows: readonly CountsRow[]
  /** Where rows can be looked into. */
  readonly onChoose?: ((id: string) => void) | undefined
}

const columns = ['open', 'overdue', 'started', 'completed', 'mean', 'p95'] as const

/** Figures in full, a line each; on a phone a card each. */
export function CountsTable({ title, head, rows, onChoose }: CountsTableProps) {
  const words = useWords(statisticsWords)
  const shown = (column: (typeof columns)[number], value: number | undefined) => {
    if (value === undefined) return '—'
    return column === 'mean' || column === 'p95' ? durationWords(value, words) : String(value)
  }
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {onChoose ? (
                  <button type="button" onClick={() => onChoose(row.id)}>
                    {row.title}
                  </button>
                ) : (
                  row.title
                )}
              </th>
              {columns.map((column) => (
                <td
                  key={column}
                  data-label={words[column]}
                  className={column === 'overdue' && row.overdue > 0 ? styles.late : undefined}
                >
                  {shown(column, row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
