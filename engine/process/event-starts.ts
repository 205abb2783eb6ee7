import type { Variables } from '../instance/command.ts'
import { holdsNow } from '../instance/expressions.ts'
import { nameOf, scheduleOf } from '../instance/subscriptions.ts'
import { instantiating } from './instantiating.ts'
import type { Process } from './process.ts'
import type { Trigger } from './trigger.ts'

/** A start event, or an instantiating element, that no person but a message, a signal or the time sets off. */
export type EventStart =
  | {
      readonly kind: 'message' | 'signal'
      readonly elementId: string
      readonly name: string
      readonly trigger?: number
    }
  | {
      readonly kind: 'timer'
      readonly elementId: string
      /** Milliseconds since 1970 (UTC). */
      readonly due: number
      /** ISO 8601 interval or cron expression of a repeating timer, and how often it fires after `due`; without end where left out. */
      readonly every?: string
      readonly left?: number
      /** Of a start event that needs several events: which of them this is, for the start command. */
      readonly trigger?: number
    }

/**
 * What begins a new instance by itself, as seen at the moment `at`, when the process is put into use.
 * Names and times that cannot be evaluated without an instance's variables are left out.
 */
export function eventStarts({ flow }: Process, at: number): EventStart[] {
  return [...flow.startEvents, ...instantiating(flow).map(({ event }) => event)].flatMap((event) =>
    event.detail.triggers.flatMap((trigger, index) => {
      const found = startBy(event.id, trigger, at)
      return found && event.kind === 'startEvent' && event.detail.parallel
        ? { ...found, trigger: index }
        : (found ?? [])
    }),
  )
}

function startBy(elementId: string, trigger: Trigger, at: number): EventStart | undefined {
  try {
    if (trigger.kind === 'message' || trigger.kind === 'signal') {
      return { kind: trigger.kind, elementId, name: nameOf(trigger.name, {}, at) }
    }
    return trigger.kind === 'timer' ? { kind: 'timer', elementId, ...scheduleOf(trigger.timer, {}, at) } : undefined
  } catch {
    return undefined
  }
}

/** Start events whose condition holds over what is known around the process (BPMN 2.0.2, table 10.84), by id. */
export function conditionalStarts({ flow }: Process, known: Variables, at: number): string[] {
  return flow.startEvents
    .filter(({ detail }) =>
      detail.triggers.some((trigger) => {
        try {
          return trigger.kind === 'condition' && holdsNow(trigger.expression, known, at)
        } catch {
          return false
        }
      }),
    )
    .map(({ id }) => id)
}
