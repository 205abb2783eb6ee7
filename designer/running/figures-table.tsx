import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ElementFigures, ProcessStatistics } from '#runtime/api'
import { EmptyState, saveCsv, useLocalize, useNarrow, useWords } from '#runtime/client'
import { figuresCsv } from './figures-csv.ts'
import { measureWords } from './heat-map.tsx'
import type { Measure } from './heat-of.ts'
import styles from './running.module.css'
import { runningWords } from './running-words.ts'

export interface FiguresTableProps {
  readonly statistics: ProcessStatistics
  /** The table begins with the greatest. */
  readonly measure: Measure
  readonly chosen: string | undefined
  readonly onChoose: (elementId: string) => void
}

type Column = Measure | 'incidents'

const allColumns: readonly Column[] = ['waiting', 'incidents', 'done', 'mean', 'p95']

/** The figures that the colours show, in full, for those who read rather than look. */
export function FiguresTable({ statistics, measure, chosen, onChoose }: FiguresTableProps) {
  const words = useWords(runningWords)
  const say = useLocalize()
  const narrow = useNarrow()
  // A phone shows two or three columns at once.
  const columns = narrow ? [measure, ...allColumns.filter((column) => column !== measure)] : allColumns
  const rows = statistics.elements
    .map((one) => ({ ...one, title: one.name ? say(one.name) : one.elementId }))
    .sort((a, b) => (b[measure] ?? -1) - (a[measure] ?? -1) || a.title.localeCompare(b.title))

  const download = () =>
    saveCsv(`${statistics.processId}-${statistics.from}-${statistics.to}.csv`, figuresCsv(rows, words))
  return (
    <section className={styles.card} aria-label={words.table}>
      <div className={styles.tableHead}>
        <h2>{words.table}</h2>
        <Button icon={<DownloadOutlined aria-hidden="true" />} disabled={rows.length === 0} onClick={download}>
          {words.exportCsv}
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={words.nothing} text={words.nothingYet} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={words.table}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.element}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" aria-sort={column === measure ? 'descending' : undefined}>
                    {words[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.elementId}
                  row={row}
                  columns={columns}
                  measure={measure}
                  isChosen={row.elementId === chosen}
                  onChoose={onChoose}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className={styles.faint}>{words.aboutNow}</p>
    </section>
  )
}

interface RowProps extends Pick<FiguresTableProps, 'measure' | 'onChoose'> {
  readonly row: ElementFigures & { readonly title: string }
  readonly columns: readonly Column[]
  readonly isChosen: boolean
}

function Row({ row, columns, measure, isChosen, onChoose }: RowProps) {
  const words = useWords(runningWords)
  const emphasis = (column: Column) => {
    if (column === 'incidents') return row.incidents > 0 ? styles.problem : undefined
    return column === measure ? styles.chosen : undefined
  }
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <th scope="row">
        <button type="button" title={words.showInDiagram(row.title)} onClick={() => onChoose(row.elementId)}>
          {row.title}
        </button>
      </th>
      {columns.map((column) => (
        <td key={column} className={emphasis(column)}>
          {column === 'incidents' ? row.incidents : measureWords(column, row[column], words)}
        </td>
      ))}
    </tr>
  )
}
