import { type Selectable, sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { areasOf, contains } from '../permissions/region-code.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import type { Tables, Tx } from '../store/store.ts'
import { advance, loadInstance } from './advance.ts'
import { addressOf } from './element-address.ts'
import { anyTooLate, tooLate } from './messages.ts'
import { mostHops, readyToStart, type StartTrigger, startByTrigger } from './start-triggers.ts'
import { stepFacts } from './step-facts.ts'
import { triggerNotSuspended } from './suspended-process.ts'

type CourierDeps = Pick<Deps, 'store' | 'clock' | 'calendar' | 'releases'>
type Message = Selectable<Tables['message']>

/** What became of a message: `delivered`, kept (`waiting`), or nobody's and gone (`spent`). */
export type MessageStatus = Message['status']

export interface Receiver {
  readonly case_id: string
  readonly subscription_id: string
  readonly release: string
}

const triedAtOnce = 20

/**
 * Brings a stored message to the one who has waited for it longest, else to the start events of its name; a signal to
 * all of them. A receiver is served in one transaction with the mark that it was, so that a message arrives once,
 * however often and on however many nodes this is called.
 */
export function correlation(deps: CourierDeps) {
  const { store, clock } = deps

  return async (id: string): Promise<MessageStatus> => {
    const message = await store.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
    if (!message) return 'spent'
    if (!isOpen(message)) return message.status
    if (message.kind === 'message') {
      for (const receiver of await receiversOf(deps, message)) {
        if (await deliverMessage(deps, message, receiver)) return 'delivered'
      }
    }
    const starts = await startsOf(deps, message)
    return store.write(async (tx) => {
      const before = await locked(tx, id)
      if (!isOpen(before)) return before.status
      const at = clock.now()
      const event = { at, variables: JSON.parse(message.variables) as Record<string, unknown>, hops: message.hops }
      let begun = false
      for (const start of starts) if (await startByTrigger(tx, deps, start, event)) begun = true
      if (message.kind === 'signal') {
        await noteReceivers(tx, message)
        return mark(tx, id, 'delivered')
      }
      return mark(tx, id, begun ? 'delivered' : message.expires_at > at ? 'waiting' : 'spent')
    })
  }
}

function isOpen({ status }: Pick<Message, 'status'>) {
  return status === 'new' || status === 'waiting'
}

/** A message without a key is for whoever waits for its name, and who waits without a key takes any. */
async function receiversOf({ store }: CourierDeps, { name, correlation_key, area }: Message): Promise<Receiver[]> {
  let waiting = store.db
    .selectFrom('subscription')
    .innerJoin('cases', 'cases.id', 'subscription.case_id')
    .innerJoin('instance', 'instance.case_id', 'subscription.case_id')
    .select(['subscription.case_id', 'subscription_id', 'cases.release'])
    .where('kind', '=', 'message')
    .where('name', '=', name)
    .where('subscription.region', '>=', area)
    .where('subscription.region', '<', endOf(area))
    .where('instance.suspended', '=', 0)
  if (correlation_key !== null) {
    waiting = waiting.where((eb) =>
      eb.or([eb('correlation_key', '=', correlation_key), eb('correlation_key', 'is', null)]),
    )
  }
  return waiting.orderBy('opened_at').limit(triedAtOnce).execute()
}

async function deliverMessage(deps: CourierDeps, message: Message, receiver: Receiver): Promise<boolean> {
  const { store, releases } = deps
  const ready = await releases.ready(receiver.release)
  return store.write(async (tx) => {
    if (!isOpen(await locked(tx, message.id))) return false
    if (!(await deliver(tx, deps, { ...receiver, ready, variables: message.variables }))) return false
    await mark(tx, message.id, 'delivered')
    return true
  })
}

export interface Delivery extends Omit<Receiver, 'release'> {
  /** The release of the case. */
  readonly ready: ReadyRelease
  /** JSON. */
  readonly variables: string
}

/** Gives a message or signal to a case that still waits for it; false where it does not. */
export async function deliver(
  tx: Tx,
  { clock, calendar }: Pick<CourierDeps, 'clock' | 'calendar'>,
  { case_id, subscription_id, ready, variables }: Delivery,
): Promise<boolean> {
  const loaded = await loadInstance(tx, case_id)
  const open = await tx.db
    .selectFrom('subscription')
    .select('element_id')
    .where('case_id', '=', case_id)
    .where('subscription_id', '=', subscription_id)
    .executeTakeFirst()
  if (!loaded || loaded.suspended || !open) return false
  const { call, id: subscriptionId } = addressOf(subscription_id)
  const at = clock.now()
  const command = {
    type: 'deliver' as const,
    at,
    subscriptionId,
    variables: JSON.parse(variables) as Record<string, unknown>,
  }
  await advance(tx, loaded, { call, command }, stepFacts(ready, at, calendar))
  return true
}

/** The start events of the release in force for the message's area; of a signal also those that only regions below it have. */
async function startsOf(deps: CourierDeps, { kind, name, area, hops }: Message) {
  if (hops > mostHops) return []
  const inForce = await deps.releases.inForce(area)
  const named = await deps.store.db
    .selectFrom('start_trigger')
    .selectAll()
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where(triggerNotSuspended)
    .where((eb) =>
      eb.or([eb('region', 'in', areasOf(area)), eb.and([eb('region', '>=', area), eb('region', '<', endOf(area))])]),
    )
    .execute()
  const here = named.filter(({ release }) => release === inForce)
  const isHere = ({ process_id, element_id }: StartTrigger) =>
    here.some((other) => other.process_id === process_id && other.element_id === element_id)
  const below = named.filter(({ region }) => kind === 'signal' && region !== area && contains(area, region))
  const meant = [...here, ...below.filter((trigger) => !isHere(trigger))]
  return Promise.all(meant.map((trigger) => readyToStart(deps, trigger)))
}

/** Writes down who waits for the signal at this moment; they get it one by one. */
async function noteReceivers({ db }: Tx, { id, name, area }: Message) {
  await db
    .insertInto('signal_delivery')
    .columns(['message_id', 'case_id', 'subscription_id'])
    .expression((eb) =>
      eb
        .selectFrom('subscription')
        .select((of) => [of.val(id).as('message_id'), 'case_id', 'subscription_id'])
        .where('kind', '=', 'signal')
        .where('name', '=', name)
        .where('region', '>=', area)
        .where('region', '<', endOf(area))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('signal_delivery as late')
                .select('late.case_id')
                .where('late.message_id', '=', id)
                .whereRef('late.case_id', '=', 'subscription.case_id')
                .where('late.subscription_id', '=', sql<string>`${tooLate('')} || subscription.subscription_id`),
            ),
          ),
        ),
    )
    .execute()
  await db
    .deleteFrom('signal_delivery')
    .where('message_id', '=', id)
    .where('subscription_id', 'like', anyTooLate)
    .execute()
}

async function locked({ db, dialect }: Tx, id: string) {
  const row = db.selectFrom('message').select('status').where('id', '=', id)
  return (dialect === 'postgres' ? row.forUpdate() : row).executeTakeFirstOrThrow()
}

async function mark({ db }: Tx, id: string, status: MessageStatus): Promise<MessageStatus> {
  await db.updateTable('message').set({ status }).where('id', '=', id).execute()
  return status
}

/** Above every code that begins with the area's. */
export const endOf = (area: string) => `${area}~`
