import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** Work for a plugin or an external worker. It is stored with the step that asked for it and done after the commit: the outbox of the store. */
export const Job = defineEntity({
  name: 'Job',
  tableName: 'job',
  properties: {
    caseId: p.text().primary(),
    jobId: p.text().primary(),
    elementId: p.text(),
    type: p.text(),
    headers: p.text(),
    variables: p.text(),
    retriesLeft: p.integer(),
    attempts: p.integer(),
    /** Not before: the end of a lease, or of the pause after a failure. */
    runAt: moment(),
    /** Names who holds the lease, until `runAt`; a result under another lease, or after its end, is refused. */
    lease: p.text().nullable(),
    /** The external worker that holds it. */
    worker: p.text().nullable(),
    /** JSON: milliseconds to wait after the first failure, the second …; the runner's own where left out. */
    pauses: p.text().nullable(),
    /** 1 while its case is suspended. */
    suspended: p.integer().default(0),
  },
})

export const Timer = defineEntity({
  name: 'Timer',
  tableName: 'timer',
  properties: {
    caseId: p.text().primary(),
    timerId: p.text().primary(),
    elementId: p.text(),
    due: moment(),
    /** 1 while its case is suspended. */
    suspended: p.integer().default(0),
  },
})

export const Incident = defineEntity({
  name: 'Incident',
  tableName: 'incident',
  properties: {
    caseId: p.text().primary(),
    incidentId: p.text().primary(),
    elementId: p.text(),
    code: p.text(),
    message: p.text(),
    raisedAt: moment(),
    closedAt: moment().nullable(),
  },
})

/** 通知: what the `notice` plugin told a role in a region. */
export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  properties: {
    /** The job's idempotency key. */
    id: p.text().primary(),
    caseId: p.text(),
    region: p.text(),
    role: p.text(),
    text: p.text(),
    at: moment(),
  },
})

/** A called process of a case: it works under the case's lock and within the same transactions as its caller. */
export const CalledInstance = defineEntity({
  name: 'CalledInstance',
  tableName: 'called_instance',
  properties: {
    caseId: p.text().primary(),
    /** Counts from 1 within the case; the ids of its tasks, jobs and timers begin with it. */
    number: p.integer().primary(),
    processId: p.text(),
    /** Number of the caller, 0 for the case's own process, and the call it waits with. */
    caller: p.integer(),
    callId: p.text(),
    depth: p.integer(),
    /** 1 until it has ended. */
    active: p.integer(),
    state: p.text(),
  },
})

/** A case waits for a message or a signal. */
export const Subscription = defineEntity({
  name: 'Subscription',
  tableName: 'subscription',
  properties: {
    caseId: p.text().primary(),
    subscriptionId: p.text().primary(),
    elementId: p.text(),
    kind: p.text(),
    name: p.text(),
    correlationKey: p.text().nullable(),
    region: p.text(),
    /** 1 until it was looked for messages that had come before it. */
    fresh: p.integer(),
    openedAt: moment(),
  },
})

/** A message or signal on its way: stored with the step that sent it, delivered after the commit. */
export const Message = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: p.text().primary(),
    kind: p.text(),
    name: p.text(),
    correlationKey: p.text().nullable(),
    variables: p.text(),
    /** Only cases in this region are meant. */
    area: p.text(),
    status: p.text().$type<'new' | 'waiting' | 'delivered' | 'spent'>(),
    at: moment(),
    /** A message that nobody waits for is kept until then. */
    expiresAt: moment(),
    /** How many cases have begun each other to bring it about. */
    hops: p.integer(),
  },
})

/** Someone who waited for a signal when it came and has not got it yet. */
export const SignalDelivery = defineEntity({
  name: 'SignalDelivery',
  tableName: 'signal_delivery',
  properties: { messageId: p.text().primary(), caseId: p.text().primary(), subscriptionId: p.text().primary() },
})

/** What begins cases of the release in force for a region by itself. */
export const StartTrigger = defineEntity({
  name: 'StartTrigger',
  tableName: 'start_trigger',
  properties: {
    region: p.text().primary(),
    number: p.integer().primary(),
    release: p.text(),
    processId: p.text(),
    elementId: p.text(),
    kind: p.text(),
    /** Of the message or signal. */
    name: p.text().nullable(),
    due: moment().nullable(),
    /** ISO 8601 interval of a repeating timer, and how often it fires after `due`. */
    every: p.text().nullable(),
    remaining: p.integer().nullable(),
  },
})
