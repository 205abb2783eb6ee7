import type { Deps } from '../deps.ts'
import { correlation, type MessageStatus } from '../execution/correlation.ts'
import { eventKey, optionalEventKey } from '../execution/event-key.ts'
import type { SignedIn } from '../permissions/access.ts'
import { requireOperator } from '../permissions/operators.ts'
import { writeAudit } from '../store/audit.ts'
import { newId } from '../store/id.ts'

export interface SendMessage {
  readonly user: SignedIn
  /** Only cases in this region and below it are meant. */
  readonly region: string
  readonly kind: 'message' | 'signal'
  readonly name: string
  readonly correlationKey?: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** The same id sent again does nothing again. */
  readonly messageId?: string
  /** Seconds for which a message that nobody waits for is kept. */
  readonly timeToLive?: number
}

export interface SentMessage {
  readonly id: string
  readonly status: MessageStatus
  /** False where the same id had been sent before. */
  readonly isNew: boolean
}

/** Stores a message or signal from outside and brings it to those who wait for it. @throws {RefusedError} */
export function sendMessage(deps: Deps) {
  const correlate = correlation(deps)

  return async (sent: SendMessage): Promise<SentMessage> => {
    const { user, region, kind, name } = sent
    requireOperator(user, region)
    const at = deps.clock.now()
    const id = sent.messageId === undefined ? newId(at) : `${region}:${eventKey(sent.messageId)}`
    const isNew = await deps.store.write(async (tx) => {
      const added = await tx.db
        .insertInto('message')
        .values({
          id,
          kind,
          name: eventKey(name),
          correlation_key: optionalEventKey(sent.correlationKey),
          variables: JSON.stringify(sent.variables ?? {}),
          area: region,
          status: 'new',
          at,
          expires_at: at + (sent.timeToLive ?? 0) * 1000,
          hops: 0,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!added) return false
      await writeAudit(tx, { stream: `region:${region}`, at, actor: user.id, action: `send-${kind}`, subject: id })
      return true
    })
    const status = await correlate(id)
    deps.wake()
    return { id: sent.messageId ?? id, status, isNew }
  }
}
