import { useState } from 'react'
import { changeField, type FormDefinition } from '#forms'
import { useWords } from '#runtime/client'
import { CommittedText } from '../../controls/committed-text.tsx'
import { PropertyField } from '../../controls/property-field.tsx'
import { formEditorWords } from '../form-editor-words.ts'
import { answerOf } from '../form-edits.ts'

export interface PropertyNameProps {
  readonly form: FormDefinition
  readonly node: { readonly id: string; readonly property: string }
  readonly onEdit: (form: FormDefinition) => void
}

/** The key of an answer. A name that cannot be one, or is taken, is shown as wrong and not taken over. */
export function PropertyName({ form, node, onEdit }: PropertyNameProps) {
  const words = useWords(formEditorWords)
  const [typed, setTyped] = useState<string>()
  const wrong = (name: string) => !/^[\p{L}_][\p{L}\p{N}_]{0,99}$/u.test(name) || name in Object.prototype
  const taken = (name: string) => name !== node.property && answerOf(form, node.id).beside.includes(name)
  const name = typed?.trim() ?? node.property
  const problem = wrong(name) ? words.propertyWrong : taken(name) ? words.propertyTaken : undefined
  return (
    <PropertyField label={words.property} help={words.propertyHelp} problem={problem}>
      {(control) => (
        <CommittedText
          {...control}
          mono
          value={node.property}
          onTyping={setTyped}
          onCommit={(text) => {
            const next = text.trim()
            if (!wrong(next) && !taken(next)) onEdit(changeField(form, node.id, { property: next }))
          }}
        />
      )}
    </PropertyField>
  )
}
