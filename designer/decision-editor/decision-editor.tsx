import { useState } from 'react'
import { useWords } from '#runtime/client'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { EditFrame } from '../draft/edit-frame.tsx'
import styles from './decision-editor.module.css'
import { decisionWords } from './decision-words.ts'
import { DecisionWorkspace } from './decision-workspace.tsx'
import { readDmnDocument } from './dmn-document.ts'

/** The editor of a DMN file, or where it cannot be edited here, its text. */
export function DecisionEditor(props: EditorProps) {
  const { content, draft, reload } = props
  const words = useWords(decisionWords)
  const [opening] = useState(() => readDmnDocument(content))
  if (opening) return <DecisionWorkspace {...props} opening={opening} />
  return (
    <EditFrame draft={draft} history={{ undo: undefined, redo: undefined }} reload={reload} findings={draft.findings}>
      <div className={styles.main}>
        <p>{words.unreadable}</p>
        <pre className={styles.source}>{content}</pre>
      </div>
    </EditFrame>
  )
}
