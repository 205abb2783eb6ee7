// biome-ignore-all lint/a11y/useSemanticElements: rows that are not in sight are not there, which a <table> cannot say
import { memo, type ReactNode } from 'react'
import type { CompiledField, CompiledGroup } from '../../data/compile-form.ts'
import { nodeKey } from '../../data/form-state.ts'
import { isObject } from '../../definition/shape.ts'
import { answerText } from '../answer-text.ts'
import { elementId } from '../element-id.ts'
import { useForm, useOpenForm, useText } from '../form-context.ts'
import { itemsOf } from '../form-store.ts'
import { icons } from '../icons.tsx'

export interface TableRowProps {
  readonly group: CompiledGroup
  readonly row: number
  /** Pixels from the top of the first row. */
  readonly top: number
  readonly isFixed: boolean
  /** The column the cursor is in, where it is in this row. */
  readonly cursor: number | undefined
  /** In the cell that is being edited. */
  readonly editor: ReactNode
  readonly onCell: (row: number, column: number, isEditing: boolean) => void
  readonly onAction: (action: RowAction, row: number) => void
}

export type RowAction = 'edit' | 'duplicate' | 'remove'

/** One row of the table, listening to its own item alone. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { group, row, top, isFixed, cursor, editor, onCell, onAction } = props
  const { words } = useOpenForm()
  const columns = group.fields.length
  const actions: readonly (readonly [RowAction, string, ReactNode])[] = isFixed
    ? []
    : [
        ['edit', words.editRow(row + 1), icons.edit],
        ['duplicate', words.duplicateRow(row + 1), icons.copy],
        ['remove', words.removeRow(row + 1), icons.remove],
      ]
  return (
    <div role="row" tabIndex={-1} aria-rowindex={row + 2} className="gz-row" style={{ top }}>
      <div role="rowheader" tabIndex={-1} className="gz-cell gz-cell-number">
        {row + 1}
      </div>
      {group.fields.map((field, column) => (
        <Cell
          key={field.id}
          {...props}
          field={field}
          column={column}
          isCursor={cursor === column}
          editor={cursor === column ? editor : null}
        />
      ))}
      {actions.map(([action, label, icon], index) => (
        <div key={action} role="gridcell" tabIndex={-1} className="gz-cell gz-cell-action">
          <button
            type="button"
            className="gz-button gz-button-icon"
            data-cell={`${row}:${columns + index}`}
            tabIndex={cursor === columns + index ? 0 : -1}
            aria-label={label}
            title={label}
            onFocus={() => onCell(row, columns + index, false)}
            onClick={() => onAction(action, row)}
          >
            {icon}
          </button>
        </div>
      ))}
    </div>
  )
})

function Cell({
  group,
  field,
  row,
  column,
  isCursor,
  editor,
  onCell,
}: TableRowProps & { readonly field: CompiledField; readonly column: number; readonly isCursor: boolean }) {
  const { prefix, locale } = useOpenForm()
  const text = useText()
  const pointer = `/${group.property}/${row}/${field.property}`
  const shown = useForm(({ typed, state }) => {
    const key = nodeKey(field.id, row)
    const node = state.nodes.get(key)
    if (node && !node.visible) return '—'
    const item = itemsOf(node?.readonly ? state.answers : typed, group.property)[row]
    return isObject(item) ? answerText(field, item[field.property], locale) : ''
  })
  const problem = useForm(({ problems }) => problems.get(pointer))
  const id = `${elementId(prefix, pointer)}-cell`
  return (
    <div
      role="gridcell"
      id={id}
      data-cell={`${row}:${column}`}
      tabIndex={isCursor && !editor ? 0 : -1}
      aria-colindex={column + 2}
      aria-invalid={problem !== undefined}
      aria-describedby={problem && `${id}-problem`}
      className={problem ? 'gz-cell gz-cell-wrong' : 'gz-cell'}
      title={problem ? text(problem.message) : shown}
      onFocus={(event) => event.target === event.currentTarget && onCell(row, column, false)}
      onDoubleClick={() => onCell(row, column, true)}
    >
      {editor ?? <span className="gz-cell-text">{shown}</span>}
      {problem ? (
        <span id={`${id}-problem`} className="gz-unseen">
          {text(problem.message)}
        </span>
      ) : null}
    </div>
  )
}
