import { type TProperties, Type } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import { FetchedJob, JobTypeStanding, Worker } from './worker-shapes.ts'

const strict = <T extends TProperties>(fields: T) => Type.Object(fields, { additionalProperties: false })
const regionCode = Type.String({ pattern: '^[0-9]{2,15}$' })
const jobType = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000\\s,]+$' })
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' })
const oneJob = Type.Object({ jobId: Type.String({ minLength: 3, maxLength: 120 }) })
const lease = Type.String({ minLength: 1, maxLength: 60 })
const variables = Type.Record(Type.String(), Type.Unknown())
/** Milliseconds: a second to an hour. */
const leaseTime = Type.Integer({ minimum: 1000, maximum: 3_600_000 })

/** Jobs for workers outside, and who they are. */
export const workerEndpoints = {
  'POST /api/jobs/fetch-and-lock': {
    summary:
      'Jobs for this worker, under a lease; `wait` (milliseconds) keeps the request until there is one. Types are looked through in the order given',
    access: 'worker',
    body: strict({
      types: Type.Optional(Type.Array(jobType, { minItems: 1, maxItems: 50 })),
      max: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
      lease: Type.Optional(leaseTime),
      wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000 })),
    }),
    answer: Type.Object({ items: Type.Array(FetchedJob) }),
  },
  'POST /api/jobs/:jobId/complete': {
    summary: 'The job is done; `said` stands on the timeline of the case',
    access: 'worker',
    params: oneJob,
    body: strict({ lease, variables: Type.Optional(variables), said: Type.Optional(text(500)) }),
  },
  'POST /api/jobs/:jobId/fail': {
    summary:
      'The job could not be done; it is tried again after `retryAfter` (milliseconds), or stops with an incident where no retries are left',
    access: 'worker',
    params: oneJob,
    body: strict({
      lease,
      message: text(500),
      retriesLeft: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
      retryAfter: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 * 24 * 3_600_000 })),
    }),
    answer: Type.Object({ retriesLeft: Type.Integer(), retryAt: Type.Optional(Type.String()) }),
  },
  'POST /api/jobs/:jobId/error': {
    summary: 'The job came to a BPMN error, which the process may catch by its code',
    access: 'worker',
    params: oneJob,
    body: strict({
      lease,
      code: text(200),
      message: Type.Optional(text(500)),
      variables: Type.Optional(variables),
    }),
  },
  'POST /api/jobs/:jobId/heartbeat': {
    summary: 'The job takes longer: its lease ends `extend` milliseconds from now',
    access: 'worker',
    params: oneJob,
    body: strict({ lease, extend: leaseTime }),
    answer: Type.Object({ leaseUntil: Type.String() }),
  },
  'GET /api/workers': {
    summary: 'The workers of the regions that the user administers, by name',
    access: 'session',
    query: strict({ region: Type.Optional(regionCode) }),
    answer: Type.Object({ items: Type.Array(Worker) }),
  },
  'POST /api/workers': {
    summary: 'Register a worker; its token is told this once. For administrators',
    access: 'session',
    body: strict({
      name: Type.String({
        minLength: 1,
        maxLength: 60,
        pattern: '^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$',
      }),
      types: Type.Array(jobType, { minItems: 1, maxItems: 50, uniqueItems: true }),
      region: regionCode,
    }),
    answer: Type.Object({ worker: Worker, token: Type.String() }),
  },
  'DELETE /api/workers/:workerId': {
    summary: 'Revoke a worker: its token is refused from now on. For administrators',
    access: 'session',
    params: Type.Object({ workerId: Type.String({ minLength: 1, maxLength: 60 }) }),
  },
  'GET /api/job-types': {
    summary: 'The job types whose jobs wait or are being done, and who serves them. For administrators',
    access: 'session',
    query: strict({ region: Type.Optional(regionCode) }),
    answer: Type.Object({ items: Type.Array(JobTypeStanding) }),
  },
} as const satisfies Record<string, Endpoint>
