import { useMemo, useState } from 'react'
import type { CompiledGroup } from '../../data/compile-form.ts'
import { maximumRows, readCells } from '../../data/read-cells.ts'
import { useOpenForm, useText } from '../form-context.ts'
import { Dialog } from './dialog.tsx'
import { type PastedRows, pastedRows } from './pasted-rows.ts'

export interface PasteDialogProps {
  readonly group: CompiledGroup
  /** What was pasted into the table already. */
  readonly given: string
  /** Where the cursor was: its row, and the index of its field. */
  readonly at: { readonly row: number; readonly column: number }
  readonly count: number
  readonly limit: number
  readonly onTake: (rows: PastedRows['rows'], from: number) => void
  readonly onClose: () => void
}

const rowsShown = 100

/** What will be taken over from a spreadsheet, with the cells that will have to be mended, before it is. */
export function PasteDialog({ group, given, at, count, limit, onTake, onClose }: PasteDialogProps) {
  const { words, locale, today } = useOpenForm()
  const text = useText()
  const [pasted, setPasted] = useState(given)
  const [isAppended, setAppended] = useState(true)
  const cells = useMemo(() => readCells(pasted), [pasted])
  const found = useMemo(
    () => cells && pastedRows(cells, group.fields, given ? at.column : 0, { locale, today }),
    [cells, group, given, at.column, locale, today],
  )
  const rows = found?.rows ?? []
  const from = isAppended ? count : at.row
  const refusal =
    found === undefined || rows.length > maximumRows
      ? words.pasteTooLarge(maximumRows)
      : from + rows.length > limit
        ? words.pasteFull(limit, Math.max(0, limit - from))
        : rows.length === 0 && pasted !== ''
          ? words.pasteEmpty
          : ''
  return (
    <Dialog
      title={words.paste}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="gz-button" onClick={onClose}>
            {words.cancel}
          </button>
          <button
            type="button"
            className="gz-button gz-button-primary"
            disabled={refusal !== '' || rows.length === 0}
            onClick={() => onTake(rows, from)}
          >
            {words.pasteTake(refusal === '' ? rows.length : 0)}
          </button>
        </>
      }
    >
      {given ? null : (
        <>
          <p className="gz-help">{words.pasteHint}</p>
          <textarea
            className="gz-input"
            aria-label={words.pasteBox}
            rows={4}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </>
      )}
      {count > 0 ? (
        <div role="radiogroup" aria-label={words.paste} className="gz-choices gz-choices-row">
          <label className="gz-choice-label">
            <input type="radio" checked={isAppended} onChange={() => setAppended(true)} />
            <span>{words.pasteAppend}</span>
          </label>
          <label className="gz-choice-label">
            <input type="radio" checked={!isAppended} onChange={() => setAppended(false)} />
            <span>{words.pasteReplace(at.row + 1)}</span>
          </label>
        </div>
      ) : null}
      <p role="status" className={refusal ? 'gz-problem' : 'gz-help'}>
        {refusal || (found && found.problems > 0 ? words.pasteProblems(found.problems) : '')}
      </p>
      {found && refusal === '' && rows.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="gz-scroll gz-paste-preview" tabIndex={0} aria-label={words.paste}>
          <table className="gz-answer-table">
            <thead>
              <tr>
                {found.fields.map((field) => (
                  <th key={field.id} scope="col">
                    {text(field.node.title)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, rowsShown).map((row, index) => (
                <tr key={index}>
                  {row.map((cell) => (
                    <td key={cell.field.id} className={cell.problem ? 'gz-cell-wrong' : undefined}>
                      {cell.text}
                      {cell.problem ? <span className="gz-problem">{cell.problem}</span> : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > rowsShown ? <p className="gz-help">{words.pasteMore(rows.length - rowsShown)}</p> : null}
        </section>
      ) : null}
    </Dialog>
  )
}
