import type { FeelExpression } from './expression.ts'

/** Names whose values are known when an expression is read, such as `settings`. */
export type Constants = Readonly<Record<string, unknown>>

/** The expression with these names bound: they are no longer among its `names`, and no context can give them other values. */
export function withConstants(expression: FeelExpression, constants: Constants | undefined): FeelExpression {
  const used = constants ? expression.names.filter((name) => Object.hasOwn(constants, name)) : []
  if (!constants || used.length === 0) return expression
  const bound = Object.fromEntries(used.map((name) => [name, constants[name]]))
  return {
    ...expression,
    names: expression.names.filter((name) => !used.includes(name)),
    evaluate: (context, at, budget) => expression.evaluate({ ...context, ...bound }, at, budget),
  }
}
