// biome-ignore-all lint/a11y/useSemanticElements: rows that are not in sight are not there, which a <table> cannot say
import type { FieldProps } from '@rjsf/utils'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { CompiledGroup } from '../../data/compile-form.ts'
import { nodeKey } from '../../data/form-state.ts'
import { readCells } from '../../data/read-cells.ts'
import { isObject } from '../../definition/shape.ts'
import { elementId } from '../element-id.ts'
import { useForm, useOpenForm, usePlace, useText } from '../form-context.ts'
import { itemsOf } from '../form-store.ts'
import { GroupTitle } from '../group-title.tsx'
import { ProblemText } from '../problem-text.tsx'
import { isTouch } from '../widgets/accessible.ts'
import { CellEditor, isAnsweredInCell } from './cell-editor.tsx'
import { isLetter, movedBy } from './grid-keys.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { answersOf, type PastedRows, pastedRows } from './pasted-rows.ts'
import { RowEditor } from './row-editor.tsx'
import { TableActions } from './table-actions.tsx'
import { TableHead } from './table-head.tsx'
import { type RowAction, TableRow, type TableRowProps } from './table-row.tsx'
import { useRowHistory } from './use-row-history.ts'

const rowsInSight = 12
const rowsAround = 6

/** Where the cursor is, and whether its cell is being edited. */
interface Cursor {
  readonly row: number
  readonly column: number
  readonly editing?: 'kept' | 'replaced'
}

/**
 * A repeated group as a table: only the rows in sight are rendered, so five hundred are as smooth as five. Keyboard as in
 * the grid pattern of the ARIA practices; rows are added, doubled, removed and pasted with undo.
 */
export default function TableGroup({ group, field }: { readonly group: CompiledGroup; readonly field: FieldProps }) {
  const { store, words, prefix, disabled, locale, today } = useOpenForm()
  const text = useText()
  const state = useForm((snapshot) => snapshot.state.nodes.get(group.id))
  const count = useForm(({ typed }) => itemsOf(typed, group.property).length)
  const keys = useForm(({ itemKeys }) => itemKeys[group.property]) ?? []
  const pointer = `/${group.property}`
  const problem = useForm(({ problems }) => problems.get(pointer))
  const target = usePlace((place) => place.target)
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 })
  const [edited, setEdited] = useState<number>()
  const [pasting, setPasting] = useState<string>()
  const [top, setTop] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const { said, act, undo, canUndo } = useRowHistory(store, group.property)
  const id = elementId(prefix, pointer)
  const rowHeight = isTouch() ? 48 : 40
  const limit = typeof group.schema.maxItems === 'number' ? group.schema.maxItems : 2_000
  const isFixed = disabled || (state?.readonly ?? false)
  const fieldCount = group.fields.length
  const columns = fieldCount + (isFixed ? 0 : 3)
  const { title, help, itemTitle } = group.node
  const what = text(itemTitle ?? title)

  const go = (row: number, column: number) => {
    wantsFocus.current = true
    setCursor({
      row: Math.max(0, Math.min(count - 1, row)),
      column: Math.max(0, Math.min(columns - 1, column)),
    })
  }
  const isOpen = (row: number, column: number) => {
    const state = store.snapshot().state.nodes.get(nodeKey(group.fields[column]?.id ?? '', row))
    return !isFixed && column < fieldCount && state?.visible === true && !state.readonly
  }
  const edit = (row: number, column: number, editing: 'kept' | 'replaced') => {
    const asked = group.fields[column]
    if (!asked || !isOpen(row, column)) return
    if (isAnsweredInCell(asked)) setCursor({ row, column, editing })
    else setEdited(row)
  }

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const from = cursor.row * rowHeight
    const height = element.clientHeight - rowHeight
    if (from < element.scrollTop) element.scrollTop = from
    else if (from + rowHeight > element.scrollTop + height) element.scrollTop = from + rowHeight - height
    setTop(steadied(element.scrollTop, rowHeight))
  }, [cursor.row, rowHeight])
  useLayoutEffect(() => {
    if (!wantsFocus.current || cursor.editing) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${cursor.row}:${cursor.column}"]`)
    if (!cell) return
    wantsFocus.current = false
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  useEffect(() => {
    const [, property, row, inner] = target?.pointer.split('/') ?? []
    if (property !== group.property || row === undefined) return
    setCursor({
      row: Number(row),
      column: Math.max(
        0,
        group.fields.findIndex((each) => each.property === inner),
      ),
    })
  }, [target, group])

  const onAction = (action: RowAction, row: number) => {
    if (action === 'edit') return setEdited(row)
    if (action === 'remove') {
      act(words.rowRemoved(row + 1), () => store.removeItem(group.property, row))
      return go(Math.min(row, count - 2), cursor.column)
    }
    if (count >= limit) return
    const item = itemsOf(store.snapshot().typed, group.property)[row]
    act(words.rowDuplicated(row + 2), () => store.insertItems(group.property, row + 1, [structuredClone(item)]))
    setCursor({ row: row + 1, column: cursor.column })
    wantsFocus.current = true
  }
  const add = () => {
    act(words.rowAdded(count + 1), () => store.addItem(group.property))
    wantsFocus.current = true
    setCursor({ row: count, column: 0 })
  }
  const take = (rows: PastedRows['rows'], from: number) => {
    act(words.rowsPasted(rows.length), () => {
      const held = store.items(group.property)
      const merged = rows.map((row, index) => {
        const before = held.items[from + index]
        return { ...(isObject(before) ? before : {}), ...answersOf(row) }
      })
      const replaced = held.items.map((item, index) => merged[index - from] ?? item)
      store.putItems(group.property, { items: replaced, keys: held.keys })
      store.insertItems(group.property, replaced.length, merged.slice(Math.max(0, held.items.length - from)))
    })
    setPasting(undefined)
    go(from, cursor.column)
  }

  const onCell: TableRowProps['onCell'] = (row, column, isEditing) => {
    if (isEditing) edit(row, column, 'kept')
    else if (row !== cursor.row || column !== cursor.column || cursor.editing) setCursor({ row, column })
  }
  const latest = useRef({ onCell, onAction })
  latest.current = { onCell, onAction }
  // The same all along, so that scrolling and moving render the rows concerned alone.
  const calls = useMemo<Pick<TableRowProps, 'onCell' | 'onAction'>>(
    () => ({
      onCell: (...given) => latest.current.onCell(...given),
      onAction: (...given) => latest.current.onAction(...given),
    }),
    [],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (cursor.editing || event.nativeEvent.isComposing) return
    const move = movedBy(event, cursor, { rows: count, columns, page: rowsInSight - 1 })
    if (move) {
      event.preventDefault()
      return go(...move)
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isFixed) {
      event.preventDefault()
      return undo()
    }
    if (cursor.column >= fieldCount) return
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      edit(cursor.row, cursor.column, 'kept')
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && isOpen(cursor.row, cursor.column)) {
      event.preventDefault()
      const property = group.fields[cursor.column]?.property ?? ''
      act('', () => store.answer([group.property, cursor.row, property], undefined))
    } else if (isLetter(event))
      // At once, so that the letter goes into the editor.
      flushSync(() => edit(cursor.row, cursor.column, 'replaced'))
  }
  const onPaste = (event: ClipboardEvent) => {
    if (cursor.editing || isFixed) return
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.trim() === '') return
    event.preventDefault()
    const cells = readCells(pasted)
    const isOne = cells?.length === 1 && cells[0]?.length === 1
    const [row] = isOne ? pastedRows(cells, group.fields, cursor.column, { locale, today }).rows : []
    if (row?.[0] && count > 0 && isOpen(cursor.row, cursor.column)) act('', () => take([row], cursor.row))
    else setPasting(pasted)
  }

  const first = Math.max(0, Math.floor(top / rowHeight) - rowsAround)
  const last = Math.min(count, first + rowsInSight + 2 * rowsAround)
  const width = 56 + fieldCount * 120 + (isFixed ? 0 : 120)
  const template = `56px repeat(${fieldCount}, minmax(120px, 1fr))${isFixed ? '' : ' repeat(3, 40px)'}`
  return (
    <section className="gz-group" id={`${id}-field`} aria-labelledby={`${id}-label`}>
      <GroupTitle id={`${id}-label`} title={title} isRequired={state?.required ?? false}>
        <span className="gz-rows">{words.rows(count)}</span>
      </GroupTitle>
      {help ? <p className="gz-help">{text(help)}</p> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside is what is interactive */}
      <div className="gz-table" onKeyDown={onKeyDown} onPaste={onPaste}>
        {count === 0 ? (
          <p className="gz-none">{words.noItems(what)}</p>
        ) : (
          <div
            ref={scroller}
            role="grid"
            tabIndex={-1}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-hint`}
            aria-rowcount={count + 1}
            aria-colcount={columns + 1}
            aria-readonly={isFixed}
            className="gz-grid-scroll"
            style={{ maxHeight: (rowsInSight + 1) * rowHeight }}
            onScroll={(event) => setTop(steadied(event.currentTarget.scrollTop, rowHeight))}
          >
            <TableHead
              group={group}
              isFixed={isFixed}
              style={{ gridTemplateColumns: template, height: rowHeight, minWidth: width }}
            />
            <div
              role="presentation"
              className="gz-row-space"
              style={{
                height: count * rowHeight,
                minWidth: width,
                ['--gz-columns' as string]: template,
                ['--gz-row' as string]: `${rowHeight}px`,
              }}
            >
              {Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index).map((row) => (
                <TableRow
                  key={keys[row] ?? row}
                  group={group}
                  row={row}
                  top={row * rowHeight}
                  isFixed={isFixed}
                  cursor={row === cursor.row ? cursor.column : undefined}
                  editor={
                    row === cursor.row && cursor.editing && group.fields[cursor.column] ? (
                      <CellEditor
                        field={group.fields[cursor.column]!}
                        group={group.property}
                        row={row}
                        isReplacing={cursor.editing === 'replaced'}
                        onEnd={(rows, across) => go(row + rows, cursor.column + across)}
                      />
                    ) : null
                  }
                  onCell={calls.onCell}
                  onAction={calls.onAction}
                />
              ))}
            </div>
          </div>
        )}
      </div>
      {problem ? <ProblemText id={`${id}-problem`} problem={problem} /> : null}
      <TableActions
        id={id}
        what={what}
        isFixed={isFixed}
        isFull={count >= limit}
        said={said}
        onAdd={add}
        onPaste={() => setPasting('')}
        onUndo={canUndo ? undo : undefined}
      />
      <p id={`${id}-hint`} className="gz-unseen">
        {words.gridHint}
      </p>
      {edited !== undefined && edited < count ? (
        <RowEditor
          group={group}
          field={field}
          row={edited}
          count={count}
          onRow={setEdited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
      {pasting === undefined ? null : (
        <PasteDialog
          group={group}
          given={pasting}
          at={cursor}
          count={count}
          limit={limit}
          onTake={take}
          onClose={() => setPasting(undefined)}
        />
      )}
    </section>
  )
}

/** In steps of a few rows, so that not every pixel of scrolling renders. */
function steadied(top: number, rowHeight: number): number {
  const step = rowHeight * 3
  return Math.floor(top / step) * step
}
