import { useOpenForm } from '../form-context.ts'
import { icons } from '../icons.tsx'

export interface TableActionsProps {
  /** Of the button that adds a row. */
  readonly id: string
  /** What a row is called. */
  readonly what: string
  readonly isFixed: boolean
  /** It holds as many rows as it may. */
  readonly isFull: boolean
  /** What was done last. */
  readonly said: string
  readonly onAdd: () => void
  readonly onPaste: () => void
  /** Left out where nothing can be taken back. */
  readonly onUndo?: () => void
}

/** What can be done with a table as a whole, and what was done last. */
export function TableActions({ id, what, isFixed, isFull, said, onAdd, onPaste, onUndo }: TableActionsProps) {
  const { words } = useOpenForm()
  return (
    <div className="gz-file-actions">
      {isFixed ? null : (
        <>
          <button type="button" id={id} className="gz-button" disabled={isFull} onClick={onAdd}>
            <span aria-hidden="true">＋</span> {words.add(what)}
          </button>
          <button type="button" className="gz-button" disabled={isFull} onClick={onPaste}>
            {icons.copy} {words.paste}
          </button>
        </>
      )}
      <span role="status" className="gz-help">
        {said}
      </span>
      {onUndo ? (
        <button type="button" className="gz-button gz-button-link" onClick={onUndo}>
          {words.undo}
        </button>
      ) : null}
    </div>
  )
}
