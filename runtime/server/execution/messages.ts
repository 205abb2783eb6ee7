import type { Effect } from '#engine'
import { newId } from '../store/id.ts'
import { eventKey, optionalEventKey } from './event-key.ts'
import type { EffectCase, StepFacts } from './store-effects.ts'

type Sent = Extract<Effect, { type: 'sendMessage' | 'broadcastSignal' }>

/** The row of a message or signal that a case sends; it is delivered after the commit and not kept for later. */
export function messageOf(of: EffectCase, effect: Sent, { at, area }: StepFacts) {
  const isMessage = effect.type === 'sendMessage'
  return {
    id: newId(at),
    kind: isMessage ? 'message' : 'signal',
    name: eventKey(effect.name),
    correlation_key: isMessage ? optionalEventKey(effect.correlationKey) : null,
    variables: JSON.stringify(effect.variables),
    area,
    status: 'new' as const,
    at,
    expires_at: at + (isMessage ? sentIsKeptFor : 0),
    hops: of.hops + 1,
  }
}

/** A message that one case sends another may come before the other waits for it. */
const sentIsKeptFor = 60 * 60 * 1000

const lateMark = '!'

/** Among the deliveries of a signal: a subscription that its thrower opened after it, and that must not hear it. */
export function tooLate(subscriptionId: string): string {
  return `${lateMark}${subscriptionId}`
}

export const anyTooLate = `${lateMark}%`
