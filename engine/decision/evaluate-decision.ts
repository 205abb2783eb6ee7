import { plain } from '#feel'
import type { Variables } from '../instance/command.ts'
import type { Decision, Decisions } from './decision.ts'
import { type Evaluation, evaluateLogic, InnerProblemError } from './evaluate-logic.ts'
import type { Outcome } from './hit-policy.ts'
import { knowledgeFunctions } from './knowledge-functions.ts'

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
      outcome = evaluate(
        decisions,
        decision,
        { ...seen, ...importedResults(decisions, decision, seen) },
        { at, matched },
      )
    } catch (error) {
      if (error instanceof InnerProblemError) return { problem: error.problem, matched }
      const reason = error instanceof Error ? error.message : String(error)
      outcome = { problem: { code: 'decision-failed', message: `Decision "${id}" could not be evaluated: ${reason}` } }
    }
    if (outcome.problem) return { ...outcome, matched }
    seen = { ...seen, ...Object.fromEntries([[decision.variable, outcome.value]]) }
  }
  return { ...outcome, matched }
}

/** What decisions of other files gave, under the names of their imports. */
function importedResults(decisions: Decisions, { imported = {} }: Decision, seen: Variables): Variables {
  const byName = new Map<string, [string, unknown][]>()
  for (const [id, name] of Object.entries(imported)) {
    const variable = Object.hasOwn(decisions, id) ? decisions[id]!.variable : id
    byName.set(name, [...(byName.get(name) ?? []), [variable, seen[variable] ?? null]])
  }
  return Object.fromEntries([...byName].map(([name, results]) => [name, Object.fromEntries(results)]))
}

/** The decision and all it requires, the required ones first; each once. */
function inOrder(decisions: Decisions, decisionId: string): string[] {
  const asked = Object.hasOwn(decisions, decisionId) ? decisions[decisionId] : undefined
  const given = new Set(asked?.logic.kind === 'service' ? asked.logic.given : [])
  const done = new Set<string>()
  const open: { id: string; ready: boolean }[] = [{ id: decisionId, ready: false }]
  const begun = new Set<string>()
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.ready) done.add(next.id)
    if (next.ready || begun.has(next.id)) continue
    begun.add(next.id)
    open.push({ id: next.id, ready: true })
    const requires = Object.hasOwn(decisions, next.id) ? decisions[next.id]!.requires : []
    for (const id of requires) if (!given.has(id)) open.push({ id, ready: false })
  }
  return [...done]
}

function evaluate(
  decisions: Decisions,
  { id, logic, knowledge = [] }: Decision,
  seen: Variables,
  by: Evaluation,
): Outcome {
  if (logic.kind === 'service') return { value: serviceResult(decisions, logic.outputs, seen) }
  const functions = knowledgeFunctions(knowledge, (called, inner, budget) => {
    const account = { left: budget }
    const outcome = evaluateLogic(called.name, called.logic, inner, { at: by.at, matched: [], account })
    return { value: outcome.problem ? null : outcome.value, spent: budget - account.left }
  })
  const outcome = evaluateLogic(id, logic, { ...seen, ...functions }, by)
  return outcome.problem ? outcome : { value: plain(outcome.value) }
}

/** The result of the one decision, or all of them by name (DMN 1.3, 10.4). */
function serviceResult(decisions: Decisions, outputs: readonly string[], seen: Variables): unknown {
  const results = outputs.map((id) => {
    const name = decisions[id]!.variable
    return [name, seen[name] ?? null] as const
  })
  return results.length === 1 ? results[0]![1] : Object.fromEntries(results)
}

function unknown(id: string): Outcome {
  return { problem: { code: 'decision-unknown', message: `There is no decision "${id}".` } }
}
