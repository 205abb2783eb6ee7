import { type FeelExpression, parseExpression, plain } from '#feel'
import type { Variables } from '../instance/command.ts'
import type { DecisionTable, Invocation, Logic } from './decision.ts'
import { evaluateBoxed } from './evaluate-boxed.ts'
import { type Hit, type Outcome, settleHits } from './hit-policy.ts'

/** What one evaluation takes along. */
export interface Evaluation {
  readonly at: number | undefined
  readonly matched: { decision: string; rules: readonly string[] }[]
  /** Of a function: how much work it may still do. */
  readonly account?: { left: number }
}

/** What cannot be decided lies within logic that is put together. */
export class InnerProblemError extends Error {
  readonly problem: NonNullable<Outcome['problem']>

  constructor(problem: NonNullable<Outcome['problem']>) {
    super(problem.message)
    this.problem = problem
  }
}

/** @throws {Error} where an expression fails. @throws {InnerProblemError} */
export function evaluateLogic(id: string, logic: Logic, variables: Variables, by: Evaluation): Outcome {
  if (logic.kind === 'literal') return { value: evaluated(logic.expression, variables, by) }
  if (logic.kind === 'invocation') return { value: invoked(id, logic, variables, by) }
  if (logic.kind !== 'table') return { value: evaluateBoxed(logic, variables, aroundOf(id, by)) }
  const hits = matchingRules(logic, variables, by)
  by.matched.push({ decision: id, rules: hits.map(({ ruleId }) => ruleId) })
  if (hits.length === 0 && logic.outputs.some((output) => output.default)) {
    const values = logic.outputs.map((output) => output.default && value(output.default, variables, by))
    return settleHits({ ...logic, hitPolicy: 'FIRST' }, [{ ruleId: 'default', values }])
  }
  return settleHits(logic, hits)
}

function inner(id: string, logic: Logic, variables: Variables, by: Evaluation): unknown {
  const outcome = evaluateLogic(id, logic, variables, by)
  if (outcome.problem) throw new InnerProblemError(outcome.problem)
  return outcome.value
}

function aroundOf(id: string, by: Evaluation): Parameters<typeof evaluateBoxed>[2] {
  return {
    inner: (logic, variables) => inner(id, logic, variables, by),
    call: (logic, variables, budget) => {
      const account = { left: budget }
      return { value: inner(id, logic, variables, { ...by, account }), spent: budget - account.left }
    },
    run: (expression, variables) => evaluated(expression, variables, by),
  }
}

/** Calls by parameter name, whatever the names are: the function and its arguments are passed under names of ours. */
function invoked(id: string, { calls, bindings }: Invocation, variables: Variables, by: Evaluation): unknown {
  const target = Object.hasOwn(variables, calls) ? variables[calls] : undefined
  const given = bindings.map(({ logic }, index) => [`p${index}`, inner(id, logic, variables, by)] as const)
  const args = bindings.map(({ parameter }, index) => `${parameter}: p${index}`).join(', ')
  const spaced = bindings.map(({ parameter }) => parameter).filter((name) => name.includes(' '))
  const call = parseExpression(`f(${args})`, spaced)
  return evaluated(call, { f: target, ...Object.fromEntries(given) }, by)
}

function matchingRules(table: DecisionTable, variables: Variables, by: Evaluation): Hit[] {
  const inputs = table.inputs.map(({ expression }) => ({ ...variables, '?': evaluated(expression, variables, by) }))
  const hits: Hit[] = []
  for (const rule of table.rules) {
    if (!rule.tests.every((test, index) => !test || evaluated(test, inputs[index]!, by) === true)) continue
    hits.push({ ruleId: rule.id, values: rule.outputs.map((output) => output && value(output, variables, by)) })
    if (table.hitPolicy === 'FIRST') break
  }
  return hits
}

function value(expression: FeelExpression, variables: Variables, by: Evaluation): unknown {
  return plain(evaluated(expression, variables, by))
}

function evaluated(expression: FeelExpression, variables: Variables, { at, account }: Evaluation): unknown {
  const { value: result, warnings, spent = 0 } = expression.evaluate(variables, at, account?.left)
  if (account) account.left -= spent
  const failed = warnings.find(({ type }) => type === 'TOO_EXPENSIVE' || type === 'EVALUATION_FAILED')
  if (failed && !(account && account.left < 0)) throw new Error(`"${expression.source}": ${failed.message}`)
  return result
}
