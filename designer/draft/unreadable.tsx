import type { EditorProps } from './definition-editor.tsx'
import styles from './draft.module.css'
import { EditFrame } from './edit-frame.tsx'

/** An editor whose definition cannot be read: what is wrong with it, and its text. */
export function Unreadable({ draft, reload, content, text }: EditorProps & { readonly text: string }) {
  return (
    <EditFrame draft={draft} history={{ undo: undefined, redo: undefined }} reload={reload} findings={draft.findings}>
      <div className={styles.unreadable}>
        <p>{text}</p>
        <pre>{content}</pre>
      </div>
    </EditFrame>
  )
}
