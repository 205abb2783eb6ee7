import { useState } from 'react'
import { readForm } from '#forms'
import { useWords } from '#runtime/client'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { DraftBar } from '../draft/draft-bar.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import styles from './form-editor.module.css'
import { formEditorWords } from './form-editor-words.ts'
import { FormWorkspace } from './form-workspace.tsx'
import { JsonView } from './preview/json-view.tsx'

/** The editor of a form, or where its text cannot be read, what is wrong with it. */
export function FormEditor(props: EditorProps) {
  const { content, draft, reload } = props
  const words = useWords(formEditorWords)
  const [{ form, findings }] = useState(() => readForm(parsed(content)))
  if (form) return <FormWorkspace {...props} opening={form} />
  return (
    <div className={styles.editor}>
      <DraftBar draft={draft} reload={reload} />
      <p className={styles.hint}>{words.unreadable}</p>
      <JsonView text={content} />
      <ProblemsPanel findings={findings} />
    </div>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
