import type { Decision } from '#engine'
import { useWords } from '#runtime/client'
import type { DmnLabels } from './dmn-labels.ts'
import { viewerWords } from './viewer-words.ts'
import styles from './viewers.module.css'

type DecisionTable = Extract<Decision['logic'], { kind: 'table' }>

export interface DecisionTableViewProps {
  readonly table: DecisionTable
  readonly labels: DmnLabels
}

/** A decision table as it is drawn: conditions on the left, results on the right, a rule a row. */
export function DecisionTableView({ table, labels: { labels, notes } }: DecisionTableViewProps) {
  const words = useWords(viewerWords)
  const hasNotes = table.rules.some((rule) => notes.has(rule.id))
  return (
    <>
      <p>
        {words.hitPolicy}
        {words[table.hitPolicy]}
        {table.aggregation && `（${table.aggregation}）`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.decision}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              {table.inputs.map(({ id, expression }) => (
                <th key={id} scope="col">
                  {labels.get(id) ?? expression.source}
                  <span className={styles.technical}>{expression.source}</span>
                </th>
              ))}
              {table.outputs.map(({ id, name }) => (
                <th key={id} scope="col" className={styles.output}>
                  {labels.get(id) ?? name}
                  <span className={styles.technical}>{name}</span>
                </th>
              ))}
              {hasNotes && <th scope="col">{words.note}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule, row) => (
              <tr key={rule.id}>
                <th scope="row">{row + 1}</th>
                {table.inputs.map(({ id }, column) => (
                  <td key={id}>
                    {rule.tests[column] ? <code>{rule.tests[column].source}</code> : <span>{words.any}</span>}
                  </td>
                ))}
                {table.outputs.map(({ id }, column) => (
                  <td key={id} className={styles.output}>
                    {rule.outputs[column] && <code>{rule.outputs[column].source}</code>}
                  </td>
                ))}
                {hasNotes && <td>{notes.get(rule.id)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
