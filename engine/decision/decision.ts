import type { FeelExpression } from '#feel'
import type { LocalizedText } from '#findings'

/** Decisions by id, ready to be evaluated. */
export type Decisions = Readonly<Record<string, Decision>>

/** 决策: a decision table or another expression, and the decisions it builds on. */
export interface Decision {
  readonly id: string
  readonly name: LocalizedText
  /** The name under which decisions that require it see its result. */
  readonly variable: string
  /** Ids of decisions that are evaluated before it. */
  readonly requires: readonly string[]
  /** Of those from another file: the name under which that was imported; its results are seen as `NAME.VARIABLE`. */
  readonly imported?: Readonly<Record<string, string>>
  /** The business knowledge models that its expressions may call. */
  readonly knowledge?: readonly Knowledge[]
  readonly logic: Logic | DecisionService
}

export type Logic = DecisionTable | LiteralExpression | Invocation | Boxed

/** Boxed expressions (DMN 1.4, 10.2.2): logic that is put together of logic. */
export type Boxed = BoxedContext | BoxedList | BoxedFunction | BoxedConditional | BoxedIteration

/** Each entry sees those before it. The one without a name, the last, is the value of the whole. */
export interface BoxedContext {
  readonly kind: 'context'
  readonly entries: readonly { readonly name?: string; readonly logic: Logic }[]
}

/** A list; a relation is a list of contexts. */
export interface BoxedList {
  readonly kind: 'list'
  readonly items: readonly Logic[]
}

export interface BoxedFunction {
  readonly kind: 'function'
  readonly parameters: readonly string[]
  readonly body: Logic
}

export interface BoxedConditional {
  readonly kind: 'conditional'
  readonly test: Logic
  readonly positive: Logic
  readonly negative: Logic
}

export interface BoxedIteration {
  readonly kind: 'for' | 'some' | 'every' | 'filter'
  /** The name each item has in `body`; of a filter `item`. */
  readonly variable: string
  readonly items: Logic
  readonly body: Logic
}

/** 业务知识模型: logic with parameters, which decisions call by its name. */
export interface Knowledge {
  readonly name: string
  readonly parameters: readonly string[]
  readonly logic: Logic
  readonly knowledge: readonly Knowledge[]
}

/** Calls a business knowledge model, or a function by name, with a value for each parameter. */
export interface Invocation {
  readonly kind: 'invocation'
  readonly calls: string
  readonly bindings: readonly { readonly parameter: string; readonly logic: Logic }[]
}

/** 决策服务: gives the results of its output decisions; those of `given` decisions come in as variables. */
export interface DecisionService {
  readonly kind: 'service'
  readonly outputs: readonly string[]
  readonly given: readonly string[]
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
