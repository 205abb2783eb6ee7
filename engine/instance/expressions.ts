import { type FeelExpression, type FeelResult, plain } from '#feel'
import type { Value } from '../process/value.ts'
import type { Variables } from './command.ts'
import { Stopped } from './stopped.ts'

/** The value as plain JSON. A name that is missing is `null`. @throws {Stopped} */
export function evaluate(expression: FeelExpression, variables: Variables, at: number): unknown {
  return plain(run(expression, variables, at).value)
}

/** @throws {Stopped} */
export function evaluateValue(value: Value, variables: Variables, at: number): unknown {
  return value.expression ? evaluate(value.expression, variables, at) : value.literal
}

/** The value as text, or `undefined` where it is null or empty. @throws {Stopped} */
export function evaluateText(
  value: Value | undefined,
  variables: Variables,
  at: number,
  what: string,
): string | undefined {
  if (!value) return undefined
  const result = evaluateValue(value, variables, at)
  if (result === null || result === '') return undefined
  if (typeof result === 'string') return result
  if (typeof result === 'number') return String(result)
  throw new Stopped('expression-type', `${what} must be a text, but "${sourceOf(value)}" gave ${describe(result)}.`)
}

/** A missing variable and anything but true or false stop the token. @throws {Stopped} */
export function evaluateCondition(condition: FeelExpression, variables: Variables, at: number): boolean {
  const { value, warnings } = run(condition, variables, at)
  const missing = warnings.find((warning) => warning.type === 'NO_VARIABLE_FOUND')
  if (missing) {
    throw new Stopped('condition-variable-missing', `Condition "${condition.source}": ${missing.message}.`)
  }
  if (typeof value !== 'boolean') {
    throw new Stopped(
      'condition-not-boolean',
      `Condition "${condition.source}" must be true or false, but gave ${describe(plain(value))}.`,
    )
  }
  return value
}

/** Whether a condition holds while some of its variables may not be there yet. @throws {Stopped} */
export function holdsNow(condition: FeelExpression, variables: Variables, at: number): boolean {
  return run(condition, variables, at).value === true
}

function run(expression: FeelExpression, variables: Variables, at: number): FeelResult {
  const result = expression.evaluate(variables, at)
  const failed = result.warnings.find(({ type }) => type === 'TOO_EXPENSIVE' || type === 'EVALUATION_FAILED')
  if (!failed) return result
  throw new Stopped('expression-failed', `Expression "${expression.source}" could not be evaluated: ${failed.message}.`)
}

export function sourceOf(value: Value): string {
  return value.expression ? value.expression.source : value.literal
}

/** A value for an error message: short, and without what it may hold of a person. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' ? 'a context' : `a ${typeof value}`
}
