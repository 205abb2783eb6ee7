import type { Deps } from '../deps.ts'
import { areasOf } from '../permissions/region-code.ts'
import { correlation, deliver, type Receiver } from './correlation.ts'
import { anyTooLate } from './messages.ts'
import { wakeable } from './wakeable.ts'

const second = 1000
const day = 24 * 60 * 60 * second
const atOnce = 50
/** How long a message is remembered, so that the same one sent again is known; it outlives the longest time to live. */
const rememberedFor = 31 * day
/** After something could not be brought. */
const pause = 60 * second
const heldAtMost = 1000
const tidyEvery = 60 * 60 * second

type CourierDeps = Omit<Deps, 'wake'>

/**
 * Brings messages and signals to those who wait for them: what was sent, what had come before someone waited for it,
 * and what a signal has still to reach. Each is stored before it is brought and brought once.
 */
export function courier(deps: CourierDeps, delivered: () => void) {
  const { clock, log } = deps
  const correlate = correlation(deps)
  let tidied = clock.now()

  const heldUntil = new Map<string, number>()

  /** How many were brought. What fails is let be for a while, so that it holds up nothing else. */
  const each = async <T extends object>(
    find: (limit: number) => Promise<T[]>,
    bring: (thing: T) => Promise<unknown>,
  ) => {
    let brought = 0
    for (const thing of await find(atOnce + heldUntil.size)) {
      const key = JSON.stringify(thing)
      if ((heldUntil.get(key) ?? 0) > clock.now()) continue
      heldUntil.delete(key)
      try {
        await bring(thing)
        brought += 1
      } catch (error) {
        log.error({ err: error, thing }, 'message or signal could not be brought')
        if (heldUntil.size < heldAtMost) heldUntil.set(key, clock.now() + pause)
      }
    }
    return brought
  }

  return wakeable(
    2 * second,
    async () => {
      const sent = await each(
        (limit) => newMessages(deps, limit),
        ({ id }) => correlate(id),
      )
      const waiting = await each(
        (limit) => freshSubscriptions(deps, limit),
        (one) => lookBack(deps, correlate, one),
      )
      const reached = await each(
        (limit) => signalDeliveries(deps, limit),
        (one) => deliverSignal(deps, one),
      )
      if (clock.now() - tidied > tidyEvery) {
        tidied = clock.now()
        await forgetOld(deps, tidied)
      }
      const any = sent + waiting + reached > 0
      if (any) delivered()
      return any ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'messages could not be read'),
  )
}

function newMessages({ store }: CourierDeps, limit: number) {
  return store.db.selectFrom('message').select('id').where('status', '=', 'new').orderBy('at').limit(limit).execute()
}

function freshSubscriptions({ store }: CourierDeps, limit: number) {
  return store.db
    .selectFrom('subscription')
    .innerJoin('instance', 'instance.case_id', 'subscription.case_id')
    .select(['subscription.case_id', 'subscription_id', 'name', 'correlation_key', 'region'])
    .where('fresh', '=', 1)
    .where('instance.suspended', '=', 0)
    .orderBy('opened_at')
    .limit(limit)
    .execute()
}

type Fresh = Awaited<ReturnType<typeof freshSubscriptions>>[number]

/**
 * Looks for a message that came before the subscription did; at most a few, in case the subscription stays. One that is
 * still new counts too: another node may have looked for its receivers just before this one was there.
 */
async function lookBack(deps: CourierDeps, correlate: (id: string) => Promise<unknown>, one: Fresh) {
  for (const status of ['waiting', 'new'] as const) {
    for (const { id } of await messagesFor(deps, one, status)) await correlate(id)
  }
  await deps.store.db
    .updateTable('subscription')
    .set({ fresh: 0 })
    .where('case_id', '=', one.case_id)
    .where('subscription_id', '=', one.subscription_id)
    .execute()
}

function messagesFor({ store, clock }: CourierDeps, one: Fresh, status: 'waiting' | 'new') {
  let query = store.db
    .selectFrom('message')
    .select('id')
    .where('kind', '=', 'message')
    .where('status', '=', status)
    .where('name', '=', one.name)
    .where('area', 'in', areasOf(one.region))
    .where('expires_at', '>', clock.now())
  const { correlation_key: key } = one
  if (key !== null) {
    query = query.where((eb) => eb.or([eb('correlation_key', '=', key), eb('correlation_key', 'is', null)]))
  }
  return query.orderBy('at').limit(atOnce).execute()
}

function signalDeliveries({ store }: CourierDeps, limit: number) {
  return store.db
    .selectFrom('signal_delivery as d')
    .innerJoin('cases', 'cases.id', 'd.case_id')
    .innerJoin('instance', 'instance.case_id', 'd.case_id')
    .innerJoin('message', 'message.id', 'd.message_id')
    .select(['d.message_id', 'd.case_id', 'd.subscription_id', 'cases.release', 'message.variables'])
    .where('instance.suspended', '=', 0)
    .where('d.subscription_id', 'not like', anyTooLate)
    .orderBy('d.message_id')
    .limit(limit)
    .execute()
}

type SignalDelivery = Receiver & { readonly message_id: string; readonly variables: string }

async function deliverSignal(deps: CourierDeps, one: SignalDelivery) {
  const { store, releases } = deps
  const ready = await releases.ready(one.release)
  await store.write(async (tx) => {
    const due = await tx.db
      .deleteFrom('signal_delivery')
      .where('message_id', '=', one.message_id)
      .where('case_id', '=', one.case_id)
      .where('subscription_id', '=', one.subscription_id)
      .returning('case_id')
      .executeTakeFirst()
    if (due) await deliver(tx, deps, { ...one, ready })
  })
}

async function forgetOld({ store }: CourierDeps, now: number) {
  await store.write(({ db }) =>
    db
      .deleteFrom('message')
      .where('at', '<', now - rememberedFor)
      .where('expires_at', '<', now)
      .where('status', '!=', 'new')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('signal_delivery').select('case_id').whereRef('message_id', '=', 'message.id'))),
      )
      .execute(),
  )
}
