import { type FeelExpression, plain } from '#feel'
import type { Variables } from '../instance/command.ts'
import type { Decision, Decisions, DecisionTable } from './decision.ts'
import { type Hit, type Outcome, settleHits } from './hit-policy.ts'

/** What a decision gave, and which rules of each table matched. */
export type DecisionResult = Outcome & { readonly matched: readonly { decision: string; rules: readonly string[] }[] }

/**
 * Evaluates a decision over variables, after the decisions it requires; those are seen under their names.
 * A missing variable is `null`, as DMN says. What cannot be decided is a `problem`, not an error.
 */
export function evaluateDecision(
  decisions: Decisions,
  decisionId: string,
  variables: Variables,
  at?: number,
): DecisionResult {
  const matched: { decision: string; rules: readonly string[] }[] = []
  let seen: Variables = variables
  let outcome: Outcome = unknown(decisionId)
  for (const id of inOrder(decisions, decisionId)) {
    const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined
    if (!decision) return { ...unknown(id), matched }
    try {
      outcome = evaluateLogic(decision, seen, at, matched)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      outcome = { problem: { code: 'decision-failed', message: `Decision "${id}" could not be evaluated: ${reason}` } }
    }
    if (outcome.problem) return { ...outcome, matched }
    seen = { ...seen, ...Object.fromEntries([[decision.variable, outcome.value]]) }
  }
  return { ...outcome, matched }
}

/** The decision and all it requires, the required ones first; each once. */
function inOrder(decisions: Decisions, decisionId: string): string[] {
  const done = new Set<string>()
  const open: { id: string; ready: boolean }[] = [{ id: decisionId, ready: false }]
  const begun = new Set<string>()
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.ready) done.add(next.id)
    if (next.ready || begun.has(next.id)) continue
    begun.add(next.id)
    open.push({ id: next.id, ready: true })
    const requires = Object.hasOwn(decisions, next.id) ? decisions[next.id]!.requires : []
    for (const id of requires) open.push({ id, ready: false })
  }
  return [...done]
}

function evaluateLogic(
  { id, logic }: Decision,
  variables: Variables,
  at: number | undefined,
  matched: { decision: string; rules: readonly string[] }[],
): Outcome {
  if (logic.kind === 'literal') return { value: value(logic.expression, variables, at) }
  const hits = matchingRules(logic, variables, at)
  matched.push({ decision: id, rules: hits.map(({ ruleId }) => ruleId) })
  if (hits.length === 0 && logic.outputs.some((output) => output.default)) {
    const values = logic.outputs.map((output) => output.default && value(output.default, variables, at))
    return settleHits({ ...logic, hitPolicy: 'FIRST' }, [{ ruleId: 'default', values }])
  }
  return settleHits(logic, hits)
}

function matchingRules(table: DecisionTable, variables: Variables, at: number | undefined): Hit[] {
  const inputs = table.inputs.map(({ expression }) => ({ ...variables, '?': evaluated(expression, variables, at) }))
  const hits: Hit[] = []
  for (const rule of table.rules) {
    if (!rule.tests.every((test, index) => !test || evaluated(test, inputs[index]!, at) === true)) continue
    hits.push({ ruleId: rule.id, values: rule.outputs.map((output) => output && value(output, variables, at)) })
    if (table.hitPolicy === 'FIRST') break
  }
  return hits
}

function value(expression: FeelExpression, variables: Variables, at: number | undefined): unknown {
  return plain(evaluated(expression, variables, at))
}

function evaluated(expression: FeelExpression, variables: Variables, at: number | undefined): unknown {
  const { value: result, warnings } = expression.evaluate(variables, at)
  const failed = warnings.find(({ type }) => type === 'TOO_EXPENSIVE' || type === 'EVALUATION_FAILED')
  if (failed) throw new Error(`"${expression.source}": ${failed.message}`)
  return result
}

function unknown(id: string): Outcome {
  return { problem: { code: 'decision-unknown', message: `There is no decision "${id}".` } }
}
