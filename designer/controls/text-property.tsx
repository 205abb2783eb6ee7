import { useState } from 'react'
import { useWords } from '#runtime/client'
import { CommittedText } from './committed-text.tsx'
import { controlWords } from './control-words.ts'
import { type ExpressionProblem, expressionProblem, type FeelUse } from './expression-problem.ts'
import { PropertyField } from './property-field.tsx'

export interface TextPropertyProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (value: string) => void
  readonly help?: string
  readonly rows?: number
  readonly feel?: FeelUse
}

/** A text of an element. An expression is checked while it is typed, and kept even where it is wrong. */
export function TextProperty({ label, value, onCommit, help, rows, feel }: TextPropertyProps) {
  const words = useWords(controlWords)
  const [typed, setTyped] = useState<string>()
  const problem = feel && expressionProblem(typed ?? value, feel)
  const commit = (text: string) => {
    setTyped(undefined)
    onCommit(feel ? text.trim() : text)
  }
  return (
    <PropertyField label={label} help={help} problem={problem && problemText(problem, words)}>
      {(control) => (
        <CommittedText
          {...control}
          value={value}
          rows={rows ?? (feel === 'always' ? 2 : undefined)}
          mono={feel !== undefined}
          onCommit={commit}
          onTyping={setTyped}
        />
      )}
    </PropertyField>
  )
}

/** Says what is wrong with an expression. */
export function problemText(
  problem: ExpressionProblem,
  words: { expressionWrong: (at: number) => string; expressionTooLarge: string; needsEquals: string },
): string {
  if (problem.type === 'syntax') return words.expressionWrong(problem.at)
  return problem.type === 'too-large' ? words.expressionTooLarge : words.needsEquals
}
