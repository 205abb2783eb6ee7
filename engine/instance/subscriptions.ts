import type { Timer } from '../process/timer.ts'
import type { Trigger } from '../process/trigger.ts'
import { type Schedule, schedule } from '../time/schedule.ts'
import type { Variables } from './command.ts'
import { describe, evaluateText, evaluateValue, holdsNow, sourceOf } from './expressions.ts'
import { newKey, type Run } from './run.ts'
import { Stopped } from './stopped.ts'

/** What an event waits for, evaluated. */
export type Wait =
  | { readonly kind: 'timer'; readonly times: Schedule }
  | { readonly kind: 'message' | 'signal'; readonly name: string; readonly key?: string }
  | { readonly kind: 'condition'; readonly held: boolean }

/** The token that waits, or the scope that an event sub-process watches. */
export type Owner = { readonly token: number } | { readonly scope: number }

/** Evaluates what has to be waited for; errors, escalations and the like are found when they are thrown. @throws {Stopped} */
export function waitsFor(triggers: readonly Trigger[], variables: Variables, at: number): Wait[] {
  return triggers.flatMap((trigger): Wait[] => {
    switch (trigger.kind) {
      case 'timer':
        return [{ kind: 'timer', times: scheduleOf(trigger.timer, variables, at) }]
      case 'message':
        return [{ kind: 'message', ...messageOf(trigger, variables, at) }]
      case 'signal':
        return [{ kind: 'signal', name: nameOf(trigger.name, variables, at) }]
      case 'condition':
        return [{ kind: 'condition', held: holdsNow(trigger.expression, variables, at) }]
      default:
        return []
    }
  })
}

export function messageOf(
  trigger: Extract<Trigger, { kind: 'message' }>,
  variables: Variables,
  at: number,
): { name: string; key?: string } {
  const name = nameOf(trigger.name, variables, at)
  if (!trigger.correlationKey) return { name }
  const key = evaluateText(trigger.correlationKey, variables, at, 'The correlation key')
  if (key !== undefined) return { name, key }
  throw new Stopped('correlation-key-missing', `The correlation key "${sourceOf(trigger.correlationKey)}" is empty.`)
}

export function nameOf(value: Parameters<typeof evaluateText>[0], variables: Variables, at: number): string {
  const name = evaluateText(value, variables, at, 'The name')
  if (name !== undefined) return name
  throw new Stopped('event-name-empty', 'The name of the message or signal is empty.')
}

/** When a timer fires, reckoned from the moment of the command. @throws {Stopped} */
export function scheduleOf(timer: Timer, variables: Variables, at: number): Schedule {
  const value = evaluateValue(timer.value, variables, at)
  const found = typeof value === 'string' ? schedule(timer.kind, value, at) : undefined
  if (found) return found
  const given = typeof value === 'string' ? `"${value.slice(0, 40)}"` : describe(value)
  throw new Stopped(
    'timer-value',
    `The timer's ${timer.kind} "${sourceOf(timer.value)}" gave ${given}, which is no time.`,
  )
}

export function openWaits(run: Run, at: string, owner: Owner, waits: readonly Wait[]): void {
  for (const wait of waits) openWait(run, at, owner, wait)
}

export function openWait(run: Run, at: string, owner: Owner, wait: Wait): void {
  const key = newKey(run)
  const subscriptionId = String(key)
  switch (wait.kind) {
    case 'timer':
      run.subscriptions[key] = { kind: 'timer', at, ...owner, ...wait.times }
      run.effects.push({ type: 'setTimer', timerId: subscriptionId, elementId: at, due: wait.times.due })
      return
    case 'condition':
      run.subscriptions[key] = { kind: 'condition', at, ...owner, held: wait.held }
      return
    default:
      run.subscriptions[key] = { at, ...owner, ...wait }
      run.effects.push({
        type: 'subscribe',
        subscriptionId,
        elementId: at,
        kind: wait.kind,
        name: wait.name,
        ...(wait.key !== undefined && { correlationKey: wait.key }),
      })
  }
}

/** The subscription is over: it happened, or nothing waits for it any more. */
export function closeSubscription(run: Run, key: number, why: 'happened' | 'cancelled'): void {
  const subscription = run.subscriptions[key]
  if (!subscription) return
  delete run.subscriptions[key]
  const id = String(key)
  if (subscription.kind === 'timer') {
    run.effects.push({ type: 'clearTimer', timerId: id, reason: why === 'happened' ? 'fired' : 'cancelled' })
  } else if (subscription.kind !== 'condition') {
    const reason = why === 'happened' ? 'delivered' : 'cancelled'
    run.effects.push({ type: 'unsubscribe', subscriptionId: id, reason })
  }
}

export function closeSubscriptionsOf(run: Run, owner: Owner): void {
  for (const [key, { token, scope }] of Object.entries(run.subscriptions)) {
    const isOwn = 'token' in owner ? token === owner.token : scope === owner.scope
    if (isOwn) closeSubscription(run, Number(key), 'cancelled')
  }
}
