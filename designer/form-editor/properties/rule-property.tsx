import { useWords } from '#runtime/client'
import { TextProperty } from '../../controls/text-property.tsx'
import { formEditorWords } from '../form-editor-words.ts'

export interface RulePropertyProps {
  readonly label: string
  readonly help?: string
  readonly expression: string
  readonly onChange: (expression: string) => void
}

/** One FEEL rule about a node. Rules are always FEEL, so the leading `=` may be left out. */
export function RuleProperty({ label, help, expression, onChange }: RulePropertyProps) {
  const words = useWords(formEditorWords)
  return (
    <TextProperty
      label={label}
      help={help ?? words.ruleHelp}
      feel="bare"
      rows={1}
      value={expression}
      onCommit={onChange}
    />
  )
}
