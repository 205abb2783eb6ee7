import { useWords } from '#runtime/client'
import type { Adaptation } from '../../explain/use-beneath.ts'
import styles from '../decision-editor.module.css'
import type { TableModel } from '../decision-model.ts'
import { decisionWords } from '../decision-words.ts'

export interface GridHeadProps {
  readonly table: TableModel
  readonly chosen: number | undefined
  readonly adapted: ReadonlyMap<string, Adaptation>
  readonly findings: ReadonlyMap<string, string>
  readonly onChoose: (column: number) => void
}

/** The columns, each a button that shows what it reads or gives. */
export function GridHead({ table: { inputs, outputs }, chosen, adapted, findings, onChoose }: GridHeadProps) {
  const words = useWords(decisionWords)
  const columns = [
    ...inputs.map(({ id, label, expression, expressionId }) => ({
      id,
      title: label || expression || '…',
      technical: expression,
      found: findings.get(id) ?? (expressionId === undefined ? undefined : findings.get(expressionId)),
      side: 'input',
    })),
    ...outputs.map(({ id, label, name }) => ({
      id,
      title: label || name || '…',
      technical: name,
      found: findings.get(id),
      side: 'output',
    })),
  ]
  return (
    <thead>
      <tr>
        <th scope="col">{words.rule}</th>
        {columns.map(({ id, title, technical, found, side }, at) => (
          <th key={id} scope="col" data-side={side} data-adapted={adapted.get(id)}>
            <button
              type="button"
              aria-pressed={chosen === at}
              aria-invalid={found ? true : undefined}
              title={found}
              className={styles.head}
              onClick={() => onChoose(at)}
            >
              {title}
              <span className={styles.technical}>{technical}</span>
            </button>
          </th>
        ))}
        <th scope="col">{words.note}</th>
      </tr>
    </thead>
  )
}
