import type { FeelExpression } from '#feel'
import type { LocalizedText } from '#findings'

/** Decisions by id, ready to be evaluated. */
export type Decisions = Readonly<Record<string, Decision>>

/** 决策: a decision table or a literal expression, and the decisions it builds on. */
export interface Decision {
  readonly id: string
  readonly name: LocalizedText
  /** The name under which decisions that require it see its result. */
  readonly variable: string
  /** Ids of decisions that are evaluated before it. */
  readonly requires: readonly string[]
  readonly logic: DecisionTable | LiteralExpression
}

export interface LiteralExpression {
  readonly kind: 'literal'
  readonly expression: FeelExpression
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER'
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX'

export interface DecisionTable {
  readonly kind: 'table'
  readonly hitPolicy: HitPolicy
  readonly aggregation?: Aggregation
  readonly inputs: readonly { readonly id: string; readonly expression: FeelExpression }[]
  readonly outputs: readonly DecisionOutput[]
  readonly rules: readonly DecisionRule[]
}

export interface DecisionOutput {
  readonly id: string
  readonly name: string
  /** Allowed values, the most important first; PRIORITY and OUTPUT ORDER go by them. */
  readonly values: readonly unknown[]
  readonly default?: FeelExpression
}

export interface DecisionRule {
  readonly id: string
  /** One test for each input; left out where any value will do. */
  readonly tests: readonly (FeelExpression | undefined)[]
  /** One expression for each output; left out where the cell is empty. */
  readonly outputs: readonly (FeelExpression | undefined)[]
}
