import { nameOf, scheduleOf } from '../instance/subscriptions.ts'
import { instantiating } from './instantiating.ts'
import type { Process } from './process.ts'

/** A start event, or an instantiating element, that no person but a message, a signal or the time sets off. */
export type EventStart =
  | { readonly kind: 'message' | 'signal'; readonly elementId: string; readonly name: string }
  | {
      readonly kind: 'timer'
      readonly elementId: string
      /** Milliseconds since 1970 (UTC). */
      readonly due: number
      /** ISO 8601 interval or cron expression of a repeating timer, and how often it fires after `due`; without end where left out. */
      readonly every?: string
      readonly left?: number
    }

/**
 * What begins a new instance by itself, as seen at the moment `at`, when the process is put into use.
 * Names and times that cannot be evaluated without an instance's variables are left out.
 */
export function eventStarts({ flow }: Process, at: number): EventStart[] {
  return [...flow.startEvents, ...instantiating(flow).map(({ event }) => event)].flatMap(({ id: elementId, detail }) =>
    detail.triggers.flatMap((trigger): EventStart[] => {
      try {
        if (trigger.kind === 'message' || trigger.kind === 'signal') {
          return [{ kind: trigger.kind, elementId, name: nameOf(trigger.name, {}, at) }]
        }
        return trigger.kind === 'timer' ? [{ kind: 'timer', elementId, ...scheduleOf(trigger.timer, {}, at) }] : []
      } catch {
        return []
      }
    }),
  )
}
