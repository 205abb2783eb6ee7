import { type TProperties, type TSchema, Type } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import {
  CaseOutcome,
  CaseVerdict,
  DeletionGround,
  Incident,
  IncidentGroup,
  MigratedCase,
  MigrationDefinition,
  MigrationDetail,
  MigrationProposal,
  MigrationRun,
  MigrationSource,
  OperatedCase,
  OperatedProcess,
  ProcessSuspension,
  ShownScope,
} from './operation-shapes.ts'

const page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })
const query = <T extends TProperties>(fields: T) => Type.Object(fields, { additionalProperties: false })
const body = query

const cursor = Type.Optional(Type.String({ maxLength: 500 }))
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
const regionCode = Type.String({ pattern: '^[0-9]{2,15}$' })
const variables = Type.Record(Type.String(), Type.Unknown())
const noNul = '^[^\\u0000]*$'
const name = Type.String({ minLength: 1, maxLength: 200, pattern: noNul })
const moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]{5,15}Z$' })
/** Why an administrator does it; stands in the history and the audit log. */
const reason = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' })
/** Made by the client once per intent; the same id sent again does nothing again. */
const requestId = Type.Optional(Type.String({ minLength: 8, maxLength: 64, pattern: noNul }))
const why = { reason, requestId }
const oneCase = Type.Object({ caseId: Type.String() })
const oneMigration = Type.Object({ migrationId: Type.String() })
/** Of a task, job, call or incident that waits, within its case. */
const tokenId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9:]+$' })

/** Mending what the machine cannot go on with; for administrators, in their region and below. */
export const operationEndpoints = {
  'GET /api/incidents': {
    summary: 'Open incidents in the regions that the user administers, newest first',
    access: 'session',
    query: query({
      region: Type.Optional(regionCode),
      processId: Type.Optional(name),
      elementId: Type.Optional(name),
      code: Type.Optional(name),
      caseId: Type.Optional(name),
      /** Raised before or after; ISO 8601 in UTC. */
      before: Type.Optional(moment),
      after: Type.Optional(moment),
      cursor,
      limit,
    }),
    answer: page(Incident),
  },
  'GET /api/incidents/groups': {
    summary: 'Open incidents counted by process, element and code',
    access: 'session',
    query: query({ region: Type.Optional(regionCode) }),
    answer: Type.Object({ items: Type.Array(IncidentGroup) }),
  },
  'POST /api/incidents/retry': {
    summary: 'Try many incidents again, each by itself',
    access: 'session',
    body: body({
      incidentIds: Type.Array(Type.String({ maxLength: 200, pattern: noNul }), { minItems: 1, maxItems: 100 }),
      reason,
    }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ id: Type.String(), done: Type.Boolean(), code: Type.Optional(Type.String()) })),
    }),
  },
  'POST /api/incidents/:incidentId/retry': {
    summary: 'Try again what stopped with an incident',
    access: 'session',
    params: Type.Object({ incidentId: Type.String() }),
    body: body(why),
  },
  'GET /api/cases/:caseId/operation': {
    summary: 'A case as those see it who mend it: tokens, waits, names of variables; for administrators',
    access: 'session',
    params: oneCase,
    answer: OperatedCase,
  },
  'POST /api/cases/:caseId/variables/read': {
    summary: 'The variables of a case, for a purpose that is written into the audit log; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ reason }),
    answer: Type.Object({ scopes: Type.Array(ShownScope) }),
  },
  'POST /api/cases/:caseId/variables': {
    summary: 'Set variables of a case; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ variables, scopeId: Type.Optional(Type.String({ maxLength: 40 })), ...why }),
  },
  'POST /api/cases/:caseId/move': {
    summary: 'Take a token from where it waits to another element; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ tokenId, toElementId: name, ...why }),
  },
  'POST /api/cases/:caseId/restart': {
    summary: 'Begin a case again at an element, also where it has ended; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ toElementId: name, variables: Type.Optional(variables), ...why }),
  },
  'POST /api/cases/:caseId/add-instance': {
    summary: 'One run more of the multi-instance activity that a token stands in; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ tokenId, item: Type.Optional(Type.Unknown()), ...why }),
  },
  'POST /api/cases/:caseId/suspend': {
    summary: 'Hold a case back with its tasks, jobs and timers; for administrators',
    access: 'session',
    params: oneCase,
    body: body(why),
  },
  'POST /api/cases/:caseId/resume': {
    summary: 'Let a suspended case go on; for administrators',
    access: 'session',
    params: oneCase,
    body: body(why),
  },
  'POST /api/cases/:caseId/cancel': {
    summary: 'End a case with everything in it; for administrators',
    access: 'session',
    params: oneCase,
    body: body(why),
  },
  'POST /api/cases/:caseId/hold': {
    summary: 'Keep a case from being deleted, for as long as the hold stands; for administrators',
    access: 'session',
    params: oneCase,
    body: body(why),
  },
  'POST /api/cases/:caseId/release-hold': {
    summary: 'End the hold on a case; for administrators',
    access: 'session',
    params: oneCase,
    body: body(why),
  },
  /** `number` is the case number once more, as a second confirmation. */
  'POST /api/cases/:caseId/delete': {
    summary: 'Delete an ended case with its files and history; for administrators',
    access: 'session',
    params: oneCase,
    body: body({ ground: DeletionGround, number: Type.String({ maxLength: 60 }), reason }),
  },
  'GET /api/operated-processes': {
    summary: 'The processes in force for a region and whether they are suspended; for administrators',
    access: 'session',
    query: query({ region: regionCode }),
    answer: Type.Object({ items: Type.Array(OperatedProcess) }),
  },
  'POST /api/suspensions': {
    summary:
      'Begin no more cases of a process in a region, and hold the open ones back where asked; for administrators',
    access: 'session',
    body: body({ region: regionCode, processId: name, casesToo: Type.Boolean(), ...why }),
    answer: ProcessSuspension,
  },
  'POST /api/suspensions/end': {
    summary: 'Let cases of a process begin and go on again; for administrators',
    access: 'session',
    body: body({ region: regionCode, processId: name, ...why }),
  },
  'GET /api/migrations/sources': {
    summary: 'The releases on which cases of a region are open; for administrators',
    access: 'session',
    query: query({ region: regionCode }),
    answer: Type.Object({ items: Type.Array(MigrationSource), inForce: Type.Optional(Type.String()) }),
  },
  'GET /api/migrations/proposal': {
    summary: 'How the elements of two releases correspond; for administrators',
    access: 'session',
    query: query({ region: regionCode, from: name, to: name }),
    answer: MigrationProposal,
  },
  'GET /api/migrations/diagram': {
    summary: 'The BPMN of a process in a release; for administrators',
    access: 'session',
    query: query({
      region: regionCode,
      release: name,
      processId: name,
      locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
    }),
    answer: Type.Object({ xml: Type.String() }),
  },
  'POST /api/migrations': {
    summary: 'Plan a migration: a verdict and reasons for each open case, nothing is changed; for administrators',
    access: 'session',
    body: body({
      region: regionCode,
      /** Only cases on this release; all that are not on `to` where left out. */
      from: Type.Optional(name),
      /** The release in force for the region where left out. */
      to: Type.Optional(name),
      migration: Type.Optional(MigrationDefinition),
      ...why,
    }),
    answer: MigrationDetail,
  },
  'GET /api/migrations': {
    summary: 'The migrations of a region, newest first; for administrators',
    access: 'session',
    query: query({ region: regionCode, cursor, limit }),
    answer: page(MigrationRun),
  },
  'GET /api/migrations/:migrationId': {
    summary: 'A migration and how far it is; for administrators',
    access: 'session',
    params: oneMigration,
    answer: MigrationDetail,
  },
  'GET /api/migrations/:migrationId/cases': {
    summary: 'The cases of a migration with verdict and reasons; for administrators',
    access: 'session',
    params: oneMigration,
    query: query({ outcome: Type.Optional(CaseOutcome), verdict: Type.Optional(CaseVerdict), cursor, limit }),
    answer: page(MigratedCase),
  },
  /** CSV in UTF-8 with a byte order mark. */
  'GET /api/migrations/:migrationId/cases.csv': {
    summary: 'The same as a table; for administrators',
    access: 'session',
    params: oneMigration,
    query: query({ locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])) }),
  },
  'POST /api/migrations/:migrationId/start': {
    summary: 'Move the cases as planned, or go on where it was stopped; for administrators',
    access: 'session',
    params: oneMigration,
    body: body(why),
    answer: MigrationDetail,
  },
  'POST /api/migrations/:migrationId/stop': {
    summary: 'Stop after the cases at hand; for administrators',
    access: 'session',
    params: oneMigration,
    body: body(why),
    answer: MigrationDetail,
  },
  'POST /api/migrations/:migrationId/undo': {
    summary: 'Take back the cases that nobody has worked on since; for administrators',
    access: 'session',
    params: oneMigration,
    body: body(why),
    answer: MigrationDetail,
  },
} as const satisfies Record<string, Endpoint>
