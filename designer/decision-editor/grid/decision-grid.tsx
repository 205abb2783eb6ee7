import { type ClipboardEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '#runtime/client'
import { readTable, writeTable } from '../../controls/table-text.ts'
import type { Adaptation } from '../../explain/use-beneath.ts'
import type { OfferedName } from '../cell-names.ts'
import { cellProblem } from '../cell-problem.ts'
import styles from '../decision-editor.module.css'
import type { TableModel } from '../decision-model.ts'
import { decisionWords } from '../decision-words.ts'
import { FeelText } from './feel-text.tsx'
import { GridHead } from './grid-head.tsx'
import { blockOf, type GridPlace, isInBlock, nextPlace, placeAfterKey } from './grid-place.ts'

export const rowsPastedAtMost = 1000

export interface DecisionGridProps {
  readonly label: string
  readonly table: TableModel
  /** The cell the cursor is on; a column where `row` is -1. */
  readonly at: GridPlace
  readonly onAt: (place: GridPlace) => void
  readonly readOnly: boolean
  /** By the id of a rule, a column or a cell: what was found there. */
  readonly findings: ReadonlyMap<string, string>
  readonly adapted: ReadonlyMap<string, Adaptation>
  /** Rules that the values being tried let match. */
  readonly firing: ReadonlySet<string>
  readonly namesFor: (column: number) => readonly OfferedName[]
  readonly spacedNames: readonly string[]
  readonly onCells: (from: GridPlace, block: readonly (readonly string[])[]) => void
  readonly onAddRule: (at: number) => void
  readonly onDuplicate: (from: number, to: number) => void
  readonly onRemove: (from: number, to: number) => void
  readonly onMove: (from: number, to: number, by: -1 | 1) => void
  readonly onPasted: (rows: number, tooMany: boolean) => void
}

/** A decision table that is worked on like a spreadsheet: a cursor, a block, typing into the cell, copy and paste. */
export function DecisionGrid(props: DecisionGridProps) {
  const { label, table, at, onAt, readOnly, findings, adapted, firing, namesFor, spacedNames, onCells } = props
  const words = useWords(decisionWords)
  const { inputs, outputs, rules } = table
  const columns = inputs.length + outputs.length + 1
  const [anchor, setAnchor] = useState<GridPlace>()
  const [typed, setTyped] = useState<string>()
  const grid = useRef<HTMLTableElement>(null)
  const wantsFocus = useRef(false)
  const block = blockOf(anchor ?? at, at)
  const heads = useMemo(
    () => [
      ...inputs.map(({ label: name, expression }) => name || expression),
      ...outputs.map(({ label: name, name: id }) => name || id),
      words.note,
    ],
    [inputs, outputs, words],
  )

  useEffect(() => {
    if (!wantsFocus.current || typed !== undefined) return
    wantsFocus.current = false
    grid.current?.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"]`)?.focus()
  }, [at, typed])

  const textAt = ({ row, column }: GridPlace) => {
    const rule = rules[row]
    return rule ? (column === columns - 1 ? rule.note : (rule.cells[column]?.text ?? '')) : ''
  }
  const go = (place: GridPlace | undefined, extend = false) => {
    if (!place) return
    setAnchor(extend ? (anchor ?? at) : undefined)
    wantsFocus.current = true
    onAt(place)
  }
  const problemOf = (text: string, column: number): string | undefined => {
    if (column === columns - 1) return undefined
    const found = cellProblem(text, column < inputs.length, spacedNames)
    return found && ('at' in found ? words.cellProblem(found.at) : words.tooLarge)
  }
  const commit = () => {
    if (typed !== undefined && typed !== textAt(at)) onCells(at, [[typed]])
    setTyped(undefined)
  }
  const commitAndGo = (place: GridPlace | undefined) => {
    commit()
    wantsFocus.current = true
    setAnchor(undefined)
    onAt(place ?? at)
  }

  function typingKey(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') setTyped(undefined)
    else if (event.key === 'Enter' && !event.altKey) {
      const down = { row: Math.min(at.row + 1, rules.length - 1), column: at.column }
      commitAndGo(event.shiftKey ? { row: Math.max(0, at.row - 1), column: at.column } : down)
    } else if (event.key === 'Tab') commitAndGo(nextPlace(at, rules.length, columns, event.shiftKey))
    else return false
    wantsFocus.current = true
    return true
  }

  function keys(event: KeyboardEvent) {
    if (typed !== undefined || event.nativeEvent.isComposing || at.row < 0) return
    const { key, shiftKey, altKey } = event
    const control = event.ctrlKey || event.metaKey
    const { from, to } = block
    const place = altKey ? undefined : placeAfterKey(key, at, rules.length, columns, control)
    if (place) go(place, shiftKey)
    else if (readOnly) return
    else if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      const by = key === 'ArrowUp' ? -1 : 1
      if (from.row + by < 0 || to.row + by >= rules.length) return
      props.onMove(from.row, to.row, by)
      setAnchor(anchor && { ...anchor, row: anchor.row + by })
      wantsFocus.current = true
      onAt({ ...at, row: at.row + by })
    } else if (control && key.toLowerCase() === 'd') props.onDuplicate(from.row, to.row)
    else if (control && key === 'Enter') {
      props.onAddRule(at.row + 1)
      go({ row: at.row + 1, column: 0 })
    } else if (control && (key === 'Delete' || key === 'Backspace')) props.onRemove(from.row, to.row)
    else if (control) return
    else if (key === 'Delete' || key === 'Backspace') clear()
    else if (key === 'Enter' || key === 'F2') setTyped(textAt(at))
    else if (key === 'Tab') {
      const next = nextPlace(at, rules.length, columns, shiftKey)
      if (!next) return
      go(next)
    } else if (key.length === 1 && !altKey) setTyped(key === ' ' ? textAt(at) : key)
    else return
    event.preventDefault()
  }

  function clear() {
    const { from, to } = block
    const rows = Array.from({ length: to.row - from.row + 1 }, () =>
      Array.from({ length: to.column - from.column + 1 }, (_, index) =>
        from.column + index < inputs.length ? '-' : '',
      ),
    )
    onCells(from, rows)
  }

  function copy(event: ClipboardEvent, cut: boolean) {
    if (typed !== undefined || at.row < 0) return
    const { from, to } = block
    const rows = rules
      .slice(from.row, to.row + 1)
      .map((_, row) =>
        Array.from({ length: to.column - from.column + 1 }, (__, column) =>
          textAt({ row: from.row + row, column: from.column + column }),
        ),
      )
    event.clipboardData.setData('text/plain', writeTable(rows))
    event.preventDefault()
    if (cut && !readOnly) clear()
  }

  function paste(event: ClipboardEvent) {
    if (typed !== undefined || readOnly || at.row < 0) return
    event.preventDefault()
    const rows = readTable(event.clipboardData.getData('text/plain').slice(0, 2_000_000), '\t', rowsPastedAtMost + 1)
    if (rows.length === 0) return
    const { from } = block
    const taken = rows.slice(0, rowsPastedAtMost)
    onCells(from, taken)
    props.onPasted(taken.length, rows.length > rowsPastedAtMost)
    const width = Math.max(...taken.map(({ length }) => length))
    setAnchor(from)
    wantsFocus.current = true
    onAt({ row: from.row + taken.length - 1, column: Math.min(columns - 1, from.column + width - 1) })
  }

  return (
    <div
      className={styles.scroll}
      onCopy={(event) => copy(event, false)}
      onCut={(event) => copy(event, true)}
      onPaste={paste}
    >
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is worked on by keys is a grid
        role="grid"
        aria-label={label}
        className={styles.grid}
        onKeyDown={keys}
        aria-readonly={readOnly}
      >
        <GridHead
          table={table}
          chosen={at.row < 0 ? at.column : undefined}
          adapted={adapted}
          findings={findings}
          onChoose={(column) => onAt({ row: -1, column })}
        />
        <tbody>
          {rules.map((rule, row) => (
            <tr key={rule.id} data-fires={firing.has(rule.id) || undefined} data-adapted={adapted.get(rule.id)}>
              <th scope="row" title={findings.get(rule.id)} data-warning={findings.has(rule.id) || undefined}>
                {row + 1}
                {firing.has(rule.id) && <span className="gz-only-for-readers">{words.fires}</span>}
              </th>
              {Array.from({ length: columns }, (_, column) => {
                const place = { row, column }
                const here = at.row === row && at.column === column
                const cell = rule.cells[column]
                const text = textAt(place)
                const found = problemOf(text, column) ?? (cell?.id === undefined ? undefined : findings.get(cell.id))
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
                  <td
                    key={column}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid is chosen and typed in
                    role="gridcell"
                    data-cell={`${row}:${column}`}
                    data-side={column < inputs.length ? 'input' : column < columns - 1 ? 'output' : 'note'}
                    data-chosen={(at.row >= 0 && isInBlock(block, place)) || undefined}
                    data-here={here || undefined}
                    aria-selected={at.row >= 0 && isInBlock(block, place)}
                    aria-invalid={found ? true : undefined}
                    title={found}
                    tabIndex={here || (at.row < 0 && row === 0 && column === 0) ? 0 : -1}
                    onClick={(event) => (here && typed !== undefined ? undefined : go(place, event.shiftKey))}
                    onFocus={() => typed === undefined && !here && onAt(place)}
                    onDoubleClick={() => !readOnly && setTyped(text)}
                  >
                    {here && typed !== undefined ? (
                      <FeelText
                        label={words.cell(row + 1, heads[column] ?? '')}
                        value={typed}
                        names={column === columns - 1 ? [] : namesFor(column)}
                        problem={problemOf(typed, column)}
                        onType={setTyped}
                        onKey={typingKey}
                        onLeave={commit}
                      />
                    ) : column === columns - 1 ? (
                      <span className={styles.note}>{text}</span>
                    ) : text === '' || text === '-' ? (
                      <span className={styles.any}>{column < inputs.length ? words.any : ''}</span>
                    ) : (
                      <code>{text}</code>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
