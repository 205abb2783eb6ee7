import type { Timer } from '../process/timer.ts'
import { type Schedule, schedule } from '../time/schedule.ts'
import type { Variables } from './command.ts'
import { describe, evaluateValue, sourceOf } from './expressions.ts'
import { newKey, type Run } from './run.ts'
import { Stopped } from './stopped.ts'

/** When a timer fires, reckoned from the moment of the command. @throws {Stopped} */
export function scheduleOf(timer: Timer, variables: Variables, at: number): Schedule {
  const value = evaluateValue(timer.value, variables, at)
  const found = typeof value === 'string' ? schedule(timer.kind, value, at) : undefined
  if (found) return found
  const given = typeof value === 'string' ? `"${value.slice(0, 40)}"` : describe(value)
  throw new Stopped('timer-value', `The timer's ${timer.kind} "${sourceOf(timer.value)}" gave ${given}, not ISO 8601.`)
}

export function setTimer(run: Run, at: string, token: number, times: Schedule): void {
  const key = newKey(run)
  run.subscriptions[key] = { kind: 'timer', at, token, ...times }
  run.effects.push({ type: 'setTimer', timerId: String(key), elementId: at, due: times.due })
}

export function cancelSubscription(run: Run, key: number): void {
  delete run.subscriptions[key]
  run.effects.push({ type: 'clearTimer', timerId: String(key), reason: 'cancelled' })
}
