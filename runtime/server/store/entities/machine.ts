import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** Work for a plugin. It is stored with the step that asked for it and done after the commit: the outbox of the store. */
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
    /** Names who holds the lease; a result under another lease is refused. */
    lease: p.text().nullable(),
  },
})

export const Timer = defineEntity({
  name: 'Timer',
  tableName: 'timer',
  properties: { caseId: p.text().primary(), timerId: p.text().primary(), elementId: p.text(), due: moment() },
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
