import type { FeelExpression } from '#feel'
import type { Timer } from './timer.ts'
import type { Value } from './value.ts'

/** What an event waits for, or brings about. */
export type Trigger =
  | { readonly kind: 'timer'; readonly timer: Timer }
  | MessageTrigger
  | { readonly kind: 'signal'; readonly name: Value }
  | { readonly kind: 'condition'; readonly expression: FeelExpression }
  /** Without a code it catches every error. */
  | { readonly kind: 'error'; readonly code?: Value }
  /** Without a code it catches every escalation. */
  | { readonly kind: 'escalation'; readonly code?: Value }
  | { readonly kind: 'link'; readonly name: string }
  /** Without an activity it means all that can be compensated. With `goesOn` its token does not wait until that is done. */
  | { readonly kind: 'compensation'; readonly activity?: string; readonly goesOn?: true }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' }

export interface MessageTrigger {
  readonly kind: 'message'
  readonly name: Value
  readonly correlationKey?: Value
}

/** Whether one of the triggers is of that kind. */
export function hasTrigger(triggers: readonly Trigger[], kind: Trigger['kind']): boolean {
  return triggers.some((trigger) => trigger.kind === kind)
}

/** Whether one of the triggers is a link of that name. */
export function isLink(triggers: readonly Trigger[], name: string): boolean {
  return triggers.some((trigger) => trigger.kind === 'link' && trigger.name === name)
}
