import { useState } from 'react'
import { formFunctionNames, type Rule, readRule } from '#forms'
import { useLocale, useWords } from '#runtime/client'
import { controlWords } from '../../controls/control-words.ts'
import { expressionProblem } from '../../controls/expression-problem.ts'
import { PropertyField } from '../../controls/property-field.tsx'
import { problemText } from '../../controls/text-property.tsx'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { today } from '../preview/today.ts'
import { useRuleDesk } from '../rules/rule-desk.ts'
import { RuleText } from '../rules/rule-text.tsx'
import { ruleTrial, type Trial } from '../rules/rule-trial.ts'

export interface RulePropertyProps {
  readonly label: string
  readonly help?: string
  /** Id of the node the rule is about. */
  readonly target: string
  /** Left out of what is no rule: a value a form opens with. */
  readonly kind?: Rule['kind']
  readonly expression: string
  readonly onChange: (expression: string) => void
}

/**
 * One FEEL rule about a node, with what it says in plain words and what it makes of the sample answers. Rules are always
 * FEEL, so the leading `=` may be left out.
 */
export function RuleProperty({ label, help, target, kind, expression, onChange }: RulePropertyProps) {
  const words = useWords(formEditorWords)
  const problemWords = useWords(controlWords)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? expression
  const problem = expressionProblem(text, 'bare', formFunctionNames)
  return (
    <>
      <PropertyField
        label={label}
        help={text === '' ? (help ?? words.ruleHelp) : undefined}
        problem={problem && problemText(problem, problemWords)}
      >
        {(control) => (
          <RuleText
            {...control}
            target={target}
            value={expression}
            onTyping={setTyped}
            onCommit={(next) => {
              setTyped(undefined)
              onChange(next.trim())
            }}
          />
        )}
      </PropertyField>
      {kind && text !== '' && !problem && (
        <RuleReading rule={{ id: 'read', target, kind, expression: text }} isTried={typed === undefined} />
      )}
    </>
  )
}

function RuleReading({ rule, isTried }: { readonly rule: Rule; readonly isTried: boolean }) {
  const words = useWords(formEditorWords)
  const { locale } = useLocale()
  const { form, codeLists, compiled, sample } = useRuleDesk()
  const result = isTried && compiled ? ruleTrial(compiled, rule, sample, today()) : undefined
  return (
    <p className={styles.reading} data-rule={rule.kind}>
      {readRule(rule, form, locale, codeLists)}
      {result && <span>{trialWords(result, words)}</span>}
    </p>
  )
}

function trialWords(trial: Trial, words: (typeof formEditorWords)['zh-CN']): string {
  switch (trial.kind) {
    case 'visible':
      return words.triedVisible(trial.holds)
    case 'required':
      return words.triedRequired(trial.holds)
    case 'readonly':
      return words.triedReadonly(trial.holds)
    case 'given':
      return words.triedValue(trial.value)
  }
}
