import type { FeelExpression } from '#feel'
import type { Value } from './value.ts'

/** How often an activity is done each time a token comes to it. */
export type Loop = MultiInstance | StandardLoop

/** 多实例: once for each item of a collection, or a number of times. */
export interface MultiInstance {
  readonly kind: 'multi'
  readonly sequential: boolean
  readonly collection?: Value
  readonly cardinality?: Value
  /** Name under which each run sees its item. */
  readonly inputElement?: string
  /** Name of the list of results; in the order of the items. */
  readonly outputCollection?: string
  readonly outputElement?: Value
  /** Looked at after each run; where it holds, the rest is taken away. */
  readonly completionCondition?: FeelExpression
}

/** 循环: again as long as the condition holds. */
export interface StandardLoop {
  readonly kind: 'standard'
  readonly testBefore: boolean
  readonly condition?: FeelExpression
  readonly maximum?: number
}
