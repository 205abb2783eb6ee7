import { useState } from 'react'
import { useWords } from '#runtime/client'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { Unreadable } from '../draft/unreadable.tsx'
import { codeListOf } from './code-edits.ts'
import { codeListWords } from './code-list-words.ts'
import { CodeListWorkspace } from './code-list-workspace.tsx'

/** The editor of a code list, or where its text cannot be read, the text. */
export function CodeListEditor(props: EditorProps) {
  const words = useWords(codeListWords)
  const [opening] = useState(() => codeListOf(props.content))
  return opening ? (
    <CodeListWorkspace {...props} opening={opening} />
  ) : (
    <Unreadable {...props} text={words.unreadable} />
  )
}
