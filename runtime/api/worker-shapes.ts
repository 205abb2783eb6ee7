import { type Static, Type } from 'typebox'

/** 外部作业程序: a program that does jobs over HTTP. */
export const Worker = Type.Object({
  id: Type.String(),
  name: Type.String(),
  types: Type.Array(Type.String()),
  region: Type.String(),
  regionName: Type.String(),
  createdAt: Type.String(),
  createdBy: Type.String(),
  /** To the minute; left out where it has never come. */
  seenAt: Type.Optional(Type.String()),
  revokedAt: Type.Optional(Type.String()),
})
export type Worker = Static<typeof Worker>

/** Jobs of one type that wait or are being done. Counts end at 1000. */
export const JobTypeStanding = Type.Object({
  type: Type.String(),
  /** `nobody`: no plugin offers it and no worker may fetch it, so its jobs wait until one is registered. */
  servedBy: Type.Enum(['plugin', 'worker', 'nobody']),
  /** Names of the workers. */
  workers: Type.Array(Type.String()),
  waiting: Type.Integer(),
  held: Type.Integer(),
  /** Since when the one waits that is due longest. */
  since: Type.Optional(Type.String()),
})
export type JobTypeStanding = Static<typeof JobTypeStanding>

/** A job that was handed to a worker. */
export const FetchedJob = Type.Object({
  /** `CASE.JOB`; also the idempotency key: the same however often the job is tried. */
  id: Type.String(),
  type: Type.String(),
  /** To be named in what becomes of the job. */
  lease: Type.String(),
  leaseUntil: Type.String(),
  caseId: Type.String(),
  processId: Type.String(),
  elementId: Type.String(),
  region: Type.String(),
  headers: Type.Record(Type.String(), Type.String()),
  variables: Type.Record(Type.String(), Type.Unknown()),
  retriesLeft: Type.Integer(),
  /** Counts from 1. */
  attempt: Type.Integer(),
})
export type FetchedJob = Static<typeof FetchedJob>
