import { useState } from 'react'
import { parseJson } from '#definitions'
import { readForm } from '#forms'
import { useWords } from '#runtime/client'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { DraftBar } from '../draft/draft-bar.tsx'
import { DraftGuard } from '../draft/draft-guard.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import styles from './form-editor.module.css'
import { formEditorWords } from './form-editor-words.ts'
import { FormWorkspace } from './form-workspace.tsx'
import { formText } from './json/apply-json.ts'
import { JsonEditor } from './json/json-editor.tsx'

/** The editor of a form, or where its text cannot be read, that text, to be mended. */
export function FormEditor(props: EditorProps) {
  const { content, draft, reload } = props
  const words = useWords(formEditorWords)
  const [{ form, findings }, setRead] = useState(() => read(content))
  if (form) return <FormWorkspace {...props} opening={form} />
  return (
    <div className={styles.editor}>
      <DraftBar draft={draft} reload={reload} />
      <div className={styles.view}>
        <p className={styles.hint}>{words.unreadable}</p>
        <JsonEditor
          id={draft.definition.id}
          text={content}
          onApply={(mended) => {
            draft.changed(() => formText(mended))
            setRead({ form: mended, findings: [] })
          }}
        />
      </div>
      <ProblemsPanel findings={findings} />
      <DraftGuard draft={draft} />
    </div>
  )
}

function read(content: string): ReturnType<typeof readForm> {
  const { value, findings } = parseJson(content)
  return findings.length > 0 ? { findings } : readForm(value)
}
