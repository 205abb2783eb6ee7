import { type FeelExpression, plain } from '#feel'
import type { Value } from '../process/value.ts'
import type { Variables } from './command.ts'
import { Stopped } from './stopped.ts'

/** The value as plain JSON. A name that is missing is `null`. @throws {Stopped} */
export function evaluate(expression: FeelExpression, variables: Variables): unknown {
  return plain(run(expression, variables).value)
}

/** @throws {Stopped} */
export function evaluateValue(value: Value, variables: Variables): unknown {
  return value.expression ? evaluate(value.expression, variables) : value.literal
}

/** The value as text, or `undefined` where it is null or empty. @throws {Stopped} */
export function evaluateText(value: Value | undefined, variables: Variables, what: string): string | undefined {
  if (!value) return undefined
  const result = evaluateValue(value, variables)
  if (result === null || result === '') return undefined
  if (typeof result === 'string') return result
  if (typeof result === 'number') return String(result)
  throw new Stopped('expression-type', `${what} must be a text, but "${sourceOf(value)}" gave ${describe(result)}.`)
}

/** A missing variable and anything but true or false stop the token. @throws {Stopped} */
export function evaluateCondition(condition: FeelExpression, variables: Variables): boolean {
  const { value, warnings } = run(condition, variables)
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

function run(expression: FeelExpression, variables: Variables) {
  try {
    return expression.evaluate(variables)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Stopped('expression-failed', `Expression "${expression.source}" could not be evaluated: ${reason}`)
  }
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
