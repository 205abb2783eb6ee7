import type { Decision, Decisions, HistoryEntry } from '#engine'
import type { FeelExpression } from '#feel'
import type { Instance, Queued } from './instance.ts'

/** What a scenario went through, each as `OWNER/PART`. */
export interface Trace {
  /** `PROCESS/ELEMENT` */
  readonly elements: Set<string>
  /** `PROCESS/FLOW` */
  readonly flows: Set<string>
  /** `DECISION/RULE` */
  readonly rules: Set<string>
  /** `FORM/FIELD`: shown or answered. */
  readonly fields: Set<string>
}

/** What happened by the last action that was no expectation. */
export interface Lately {
  /** Rules that matched, by decision. */
  readonly rules: Map<string, string[]>
  /** Jobs that were asked for. */
  readonly jobs: Queued[]
}

export function newTrace(): Trace {
  return { elements: new Set(), flows: new Set(), rules: new Set(), fields: new Set() }
}

export function noteHistory(
  { elements, flows }: Trace,
  { process }: Pick<Instance, 'process'>,
  entry: HistoryEntry,
): void {
  const place = `${process.id}/${entry.elementId}`
  if (entry.what === 'entered') elements.add(place)
  if (entry.what === 'flowTaken') flows.add(place)
}

/** The decisions, telling which rule of which table matches whenever one does. */
export function watched(decisions: Decisions, hit: (decision: string, rule: string) => void): Decisions {
  return Object.fromEntries(
    Object.entries(decisions).map(([id, decision]) => [id, watchedDecision(decision, (rule) => hit(id, rule))]),
  )
}

/** The outputs of a rule are evaluated when it has matched, and only then. */
function watchedDecision(decision: Decision, hit: (rule: string) => void): Decision {
  const { logic } = decision
  if (logic.kind !== 'table') return decision
  const rules = logic.rules.map((rule) => {
    const first = rule.outputs.findIndex((output) => output !== undefined)
    return {
      ...rule,
      outputs: rule.outputs.map((output, index) =>
        output && index === first ? telling(output, () => hit(rule.id)) : output,
      ),
    }
  })
  return { ...decision, logic: { ...logic, rules } }
}

function telling(expression: FeelExpression, tell: () => void): FeelExpression {
  return {
    ...expression,
    evaluate: (...given) => {
      tell()
      return expression.evaluate(...given)
    },
  }
}
