import { Button, Space } from 'antd'
import { useWords } from '#runtime/client'
import { TextProperty } from '../controls/text-property.tsx'
import type { Draft } from '../draft/use-draft.ts'
import { NodeOrigin } from '../explain/node-origin.tsx'
import type { Adaptation } from '../explain/use-beneath.ts'
import { newId } from '../form-editor/form-edits.ts'
import styles from './decision-editor.module.css'
import { duplicateRules, moveRules, removeRules, setNote } from './decision-edits.ts'
import type { DecisionModel } from './decision-model.ts'
import { decisionWords } from './decision-words.ts'
import type { DmnDocument } from './dmn-document.ts'
import type { GridPlace } from './grid/grid-place.ts'
import { ColumnProperties } from './panel/column-properties.tsx'
import { TableProperties } from './panel/table-properties.tsx'

export interface DecisionPanelProps {
  readonly draft: Draft
  readonly root: DmnDocument
  readonly decision: DecisionModel
  readonly at: GridPlace
  readonly adapted: ReadonlyMap<string, Adaptation>
  readonly onEdit: (root: DmnDocument) => void
  readonly onColumn: (column: number) => void
  readonly onInherit: (node: string) => void
}

/** Beside the table: the column or the rule that is chosen, where it comes from, and the decision as a whole. */
export function DecisionPanel({ draft, root, decision, at, adapted, onEdit, onColumn, onInherit }: DecisionPanelProps) {
  const words = useWords(decisionWords)
  const { logic } = decision
  const table = logic.kind === 'table' ? logic.table : undefined
  const rule = at.row >= 0 ? table?.rules[at.row] : undefined
  const column = at.row < 0 && table ? [...table.inputs, ...table.outputs][at.column] : undefined
  const node = rule?.id ?? column?.id ?? decision.id
  const below = (of: string | undefined, parts: readonly (string | undefined)[]): Adaptation | undefined => {
    const own = of === undefined ? undefined : adapted.get(of)
    if (own === 'added') return own
    const inside = [...adapted.keys()].some((key) => parts.some((part) => key === part || key.startsWith(`${part}/`)))
    return own ?? (inside ? 'changed' : undefined)
  }
  const adaptation = rule
    ? below(rule.id, [rule.id, ...rule.cells.flatMap(({ id }) => id ?? [])])
    : column
      ? below(column.id, [column.id, 'expressionId' in column ? column.expressionId : undefined].filter(Boolean))
      : below(decision.id, [decision.id])
  return (
    <aside className={styles.panel} aria-label={words.properties}>
      {rule && table && (
        <>
          <h2>
            {words.rule} {at.row + 1}
          </h2>
          <TextProperty
            key={rule.id}
            label={words.note}
            value={rule.note}
            rows={2}
            onCommit={(text) => onEdit(setNote(root, rule.id, text))}
          />
          <Space wrap>
            <Button
              size="small"
              disabled={at.row === 0}
              onClick={() => onEdit(moveRules(root, table.id, at.row, at.row, -1))}
            >
              {words.up}
            </Button>
            <Button
              size="small"
              disabled={at.row === table.rules.length - 1}
              onClick={() => onEdit(moveRules(root, table.id, at.row, at.row, 1))}
            >
              {words.down}
            </Button>
            <Button size="small" onClick={() => onEdit(duplicateRules(root, table.id, [rule.id], newId))}>
              {words.duplicate}
            </Button>
            <Button size="small" danger onClick={() => onEdit(removeRules(root, table.id, [rule.id]))}>
              {words.remove}
            </Button>
          </Space>
        </>
      )}
      {column && table && (
        <ColumnProperties
          key={column.id}
          root={root}
          table={table}
          column={at.column}
          newId={newId}
          onEdit={onEdit}
          onColumn={onColumn}
        />
      )}
      <NodeOrigin draft={draft} node={node} adapted={adaptation} onInherit={() => onInherit(node)} />
      <section className={styles.whole} aria-label={words.table}>
        <h2>{words.table}</h2>
        <TableProperties key={decision.id} root={root} decision={decision} onEdit={onEdit} />
      </section>
    </aside>
  )
}
