import { useState } from 'react'
import type { Role } from '#definitions'
import { useWords } from '#runtime/client'
import { DefinitionEditor, type EditorProps } from '../draft/definition-editor.tsx'
import { Unreadable } from '../draft/unreadable.tsx'
import { RoleEditor } from './role-editor.tsx'
import { roleWords } from './role-words.ts'

export function RolePage() {
  return <DefinitionEditor kind="role">{(props) => <Opened {...props} />}</DefinitionEditor>
}

function Opened(props: EditorProps) {
  const words = useWords(roleWords)
  const [opening] = useState(() => roleOf(props.content))
  return opening ? <RoleEditor {...props} opening={opening} /> : <Unreadable {...props} text={words.unreadable} />
}

function roleOf(text: string): Role | undefined {
  try {
    const role = JSON.parse(text) as Role | null
    return typeof role?.title?.['zh-CN'] === 'string' ? role : undefined
  } catch {
    return undefined
  }
}
