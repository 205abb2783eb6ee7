import { Input } from 'antd'
import { useId, useMemo } from 'react'
import { type Decisions, evaluateDecision } from '#engine'
import { FeelSyntaxError, parseExpression } from '#feel'
import { useNow, useWords } from '#runtime/client'
import { namesRead } from '../cell-names.ts'
import styles from '../decision-editor.module.css'
import type { DecisionModel } from '../decision-model.ts'
import { decisionWords } from '../decision-words.ts'

/** What was typed for each name. */
export type TrialValues = Readonly<Record<string, string>>

export interface TrialProps {
  readonly names: readonly string[]
  readonly values: TrialValues
  readonly onValues: (values: TrialValues) => void
  readonly outcome: TrialOutcome | undefined
  readonly isTable: boolean
}

export interface TrialOutcome {
  /** Ids of the rules that match. */
  readonly rules: ReadonlySet<string>
  readonly result: string
  /** Code of why nothing could be decided. */
  readonly problem?: string
}

/** A value for each name that the decision reads, and what it decides then. */
export function Trial({ names, values, onValues, outcome, isTable }: TrialProps) {
  const words = useWords(decisionWords)
  const id = useId()
  if (names.length === 0) return null
  return (
    <section className={styles.trial} aria-label={words.trial}>
      <h2>{words.trial}</h2>
      <div className={styles.trialFields}>
        {names.map((name) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{name}</label>
            <Input
              id={`${id}-${name}`}
              value={values[name] ?? ''}
              spellCheck={false}
              allowClear
              onChange={(event) => onValues({ ...values, [name]: event.target.value })}
            />
          </div>
        ))}
        <p role="status" className={styles.trialResult}>
          {outcome ? (
            <>
              <span>{words.trialResult}</span>{' '}
              {outcome.problem === undefined ? (
                <code className={styles.trialValue}>{outcome.result}</code>
              ) : (
                <strong>{troubleOf(outcome.problem, words)}</strong>
              )}{' '}
              {outcome.rules.size === 0 && isTable && <span>{words.trialNone}</span>}
            </>
          ) : (
            <span>{words.trialHelp}</span>
          )}
        </p>
      </div>
    </section>
  )
}

function troubleOf(code: string, words: (typeof decisionWords)['zh-CN']): string {
  if (code === 'decision-several-hits') return words.severalHits
  return code === 'decision-not-a-number' ? words.notNumbers : words.notDecided
}

/** The names that a decision and those it builds on read from the case. */
export function trialNames(decision: DecisionModel, all: readonly DecisionModel[]): readonly string[] {
  const before = all.filter(({ id }) => decision.requires.includes(id))
  const given = new Set(['settings', '?', ...before.map(({ name }) => name)])
  const own =
    decision.logic.kind === 'table'
      ? decision.logic.table.inputs.flatMap(({ expression }) => namesRead(expression))
      : decision.logic.kind === 'literal'
        ? namesRead(decision.logic.text)
        : []
  const names = [
    ...before.flatMap((each) =>
      trialNames(
        each,
        all.filter((other) => other !== decision),
      ),
    ),
    ...own,
  ]
  return [...new Set(names)].filter((name) => !given.has(name))
}

/** What the decision gives for the values typed; nothing while none is. */
export function useTrial(
  decisions: Decisions | undefined,
  decision: string,
  values: TrialValues,
): TrialOutcome | undefined {
  const now = useNow()
  return useMemo(() => {
    const given = Object.entries(values).filter(([, text]) => text.trim() !== '')
    if (!decisions || given.length === 0) return undefined
    const variables = Object.fromEntries(given.map(([name, text]) => [name, valueOfText(text)]))
    const { value, problem, matched } = evaluateDecision(decisions, decision, variables, now.getTime())
    return {
      rules: new Set(matched.flatMap(({ rules }) => [...rules])),
      result: problem ? '' : JSON.stringify(value),
      ...(problem && { problem: problem.code }),
    }
  }, [decisions, decision, values, now])
}

/** FEEL where the text is a value of its own, else the text. */
function valueOfText(text: string): unknown {
  try {
    const { names, evaluate } = parseExpression(text)
    if (names.length > 0) return text
    return evaluate({}).value
  } catch (error) {
    if (error instanceof FeelSyntaxError) return text
    throw error
  }
}
