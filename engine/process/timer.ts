import type { TimerKind } from '../time/schedule.ts'
import type { Value } from './value.ts'

/** A timer event's definition. */
export interface Timer {
  readonly kind: TimerKind
  readonly value: Value
}
