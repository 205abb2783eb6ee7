import { useState } from 'react'
import type { LocalizedText } from '#findings'
import { useWords } from '#runtime/client'
import { CommittedText } from '../../controls/committed-text.tsx'
import { PropertyField } from '../../controls/property-field.tsx'
import { formEditorWords } from '../form-editor-words.ts'

export interface LocalizedPropertyProps {
  readonly labels: readonly [chinese: string, english: string]
  readonly value: LocalizedText | undefined
  readonly onChange: (value: LocalizedText | undefined) => void
  readonly help?: string
  readonly rows?: number
  /** Whether the Chinese text must be there; an empty one is then not taken over. */
  readonly needed?: boolean
}

/** A text in both languages. Where only English is left, it stands for the Chinese too: that one is always there. */
export function LocalizedProperty({ labels, value, onChange, help, rows, needed = false }: LocalizedPropertyProps) {
  const words = useWords(formEditorWords)
  const [typed, setTyped] = useState<string>()
  const missing = needed && typed !== undefined && typed.trim() === ''
  const set = (chinese: string, english: string) => {
    if (needed && chinese === '') return
    onChange(chinese || english ? { ...value, 'zh-CN': chinese || english, en: english || undefined } : undefined)
  }
  return (
    <>
      <PropertyField label={labels[0]} help={help} problem={missing ? words.textNeeded : undefined}>
        {(control) => (
          <CommittedText
            {...control}
            rows={rows}
            value={value?.['zh-CN'] ?? ''}
            onTyping={setTyped}
            onCommit={(text) => set(text.trim(), value?.en ?? '')}
          />
        )}
      </PropertyField>
      <PropertyField label={labels[1]}>
        {(control) => (
          <CommittedText
            {...control}
            rows={rows}
            value={value?.en ?? ''}
            onCommit={(text) => set(value?.['zh-CN'] ?? '', text.trim())}
          />
        )}
      </PropertyField>
    </>
  )
}
