import { type ReactNode, useEffect } from 'react'
import { ProblemsPanel, type ProblemsPanelProps } from '../problems/problems-panel.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import styles from './draft.module.css'
import { DraftBar } from './draft-bar.tsx'
import { DraftGuard } from './draft-guard.tsx'
import { type Undoable, undoKeys } from './undo-keys.ts'
import type { Draft } from './use-draft.ts'

export interface EditFrameProps extends ProblemsPanelProps {
  readonly draft: Draft
  readonly history: Undoable
  readonly reload: () => void
  /** Buttons of this editor, before those that all have. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** What stands around every editor: what is edited and whether it is saved, the problems below, and the dialogs. */
export function EditFrame({ draft, history, reload, tools, children, ...problems }: EditFrameProps) {
  const { check } = draft
  useEffect(() => {
    // What comes of it is shown; where it fails, the next save or check will tell.
    check().catch(() => {})
  }, [check])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shortcuts for the buttons of the bar
    <div className={styles.frame} onKeyDown={(event) => undoKeys(event, history)}>
      <DraftBar draft={draft} undo={history.undo} redo={history.redo} reload={reload}>
        {tools}
      </DraftBar>
      <div className={styles.inside}>{children}</div>
      <ProblemsPanel {...problems} />
      <DraftGuard draft={draft} />
      <ConflictDialog draft={draft} reload={reload} />
    </div>
  )
}
