import { type TProperties, type TSchema, Type } from 'typebox'
import { answerEndpoints } from './answer-endpoints.ts'
import { definitionEndpoints } from './definition-endpoints.ts'
import type { Endpoint } from './endpoint.ts'
import { historyEndpoints } from './history-endpoints.ts'
import { operationEndpoints } from './operation-endpoints.ts'
import { releaseEndpoints } from './release-endpoints.ts'
import {
  CaseDetail,
  CaseSummary,
  DefinitionDetail,
  DefinitionKind,
  DefinitionSummary,
  Demo,
  FileInfo,
  Finding,
  Me,
  Region,
  ReleaseSummary,
  SentMessage,
  Startable,
  StartForm,
  TaskDetail,
  TaskSummary,
} from './shapes.ts'
import { statisticsEndpoints } from './statistics-endpoints.ts'
import { workerEndpoints } from './worker-endpoints.ts'

/** Pages are walked by an opaque cursor; there is no total. */
const page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })
const query = <T extends TProperties>(fields: T) => Type.Object(fields, { additionalProperties: false })
const body = query

const cursor = Type.Optional(Type.String({ maxLength: 500 }))
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
const regionCode = Type.String({ pattern: '^[0-9]{2,15}$' })
const answers = Type.Record(Type.String(), Type.Unknown())
/** Made by the client once per intent; the same id sent again does nothing again and gets the same answer. */
const requestId = Type.String({ minLength: 8, maxLength: 64 })
const eventName = Type.String({ minLength: 1, maxLength: 200 })
const definition = Type.Object({ kind: DefinitionKind, id: Type.String() })

/** Every request the server takes, by method and path. */
export const endpoints = {
  ...answerEndpoints,
  ...workerEndpoints,
  ...statisticsEndpoints,
  ...operationEndpoints,
  ...historyEndpoints,
  ...releaseEndpoints,
  ...definitionEndpoints,
  'GET /api/health': {
    summary: 'Whether the server and its database answer',
    access: 'public',
    answer: Type.Object({ status: Type.Literal('ok'), version: Type.String(), database: Type.String() }),
  },
  'POST /api/session': {
    summary: 'Sign in',
    access: 'public',
    body: body({ userName: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 200 }) }),
    answer: Me,
  },
  'GET /api/session': {
    summary: 'Who is signed in, if anyone',
    access: 'public',
    answer: Type.Object({ me: Type.Optional(Me), demo: Type.Optional(Demo) }),
  },
  'DELETE /api/session': { summary: 'Sign out', access: 'session' },
  'GET /api/region-names': {
    summary: 'English names of regions by their codes, of those that have one',
    access: 'session',
    answer: Type.Object({ names: Type.Record(Type.String(), Type.String()) }),
  },
  'GET /api/regions': {
    summary: 'The regions below one, or the topmost ones the user may see; `search` finds by name or code',
    access: 'session',
    query: query({ parent: Type.Optional(regionCode), search: Type.Optional(Type.String({ maxLength: 50 })) }),
    answer: Type.Object({ items: Type.Array(Region) }),
  },
  'GET /api/processes': {
    summary: 'The processes the user may start, and where',
    access: 'session',
    answer: Type.Object({ items: Type.Array(Startable) }),
  },
  'GET /api/processes/:processId/start-form': {
    summary: 'The form a new case begins with',
    access: 'session',
    params: Type.Object({ processId: Type.String() }),
    /** `release`: one that was in force there, for a draft that stays with it. */
    query: query({ region: regionCode, release: Type.Optional(Type.String({ maxLength: 200 })) }),
    answer: StartForm,
  },
  'POST /api/cases': {
    summary: 'Start a case',
    access: 'session',
    body: body({
      processId: Type.String(),
      region: regionCode,
      release: Type.Optional(Type.String()),
      answers,
      requestId,
    }),
    answer: CaseSummary,
  },
  'GET /api/cases': {
    summary: 'Cases the user may see, newest first; `number` finds by the beginning or the end of a case number',
    access: 'session',
    query: query({
      number: Type.Optional(Type.String({ maxLength: 40 })),
      region: Type.Optional(regionCode),
      status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('completed'), Type.Literal('cancelled')])),
      cursor,
      limit,
    }),
    answer: page(CaseSummary),
  },
  'GET /api/cases/:caseId': {
    summary: 'A case with its timeline and every form as it was filled',
    access: 'session',
    params: Type.Object({ caseId: Type.String() }),
    answer: CaseDetail,
  },
  'GET /api/cases/:caseId/diagram': {
    summary: 'The BPMN of the process the case is pinned to',
    access: 'session',
    params: Type.Object({ caseId: Type.String() }),
    query: query({ locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])) }),
    answer: Type.Object({ xml: Type.String() }),
  },
  'GET /api/tasks': {
    summary: 'Open tasks the user may do, the most urgent first',
    access: 'session',
    query: query({
      region: Type.Optional(regionCode),
      processId: Type.Optional(Type.String({ maxLength: 200 })),
      overdue: Type.Optional(Type.Boolean()),
      cursor,
      limit,
    }),
    answer: page(TaskSummary),
  },
  'GET /api/tasks/:taskId': {
    summary: 'A task with its form',
    access: 'session',
    params: Type.Object({ taskId: Type.String() }),
    answer: TaskDetail,
  },
  'POST /api/tasks/:taskId/newer-form': {
    summary: 'Go on with the form that is in force now, where there is a choice',
    access: 'session',
    params: Type.Object({ taskId: Type.String() }),
    body: body({}),
    answer: TaskDetail,
  },
  'POST /api/tasks/:taskId/complete': {
    summary: 'Complete a task',
    access: 'session',
    params: Type.Object({ taskId: Type.String() }),
    body: body({ answers }),
    answer: Type.Object({ caseId: Type.String(), caseStatus: Type.String() }),
  },
  /** The body is the file itself; its type is told by its first bytes, never by its name. */
  'POST /api/files': {
    summary: 'Upload a file, to be named in an answer',
    access: 'session',
    query: query({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
    answer: FileInfo,
  },
  'GET /api/files/:fileId': {
    summary: 'Download a file',
    access: 'session',
    params: Type.Object({ fileId: Type.String() }),
  },
  'GET /api/definitions': {
    summary: 'The definitions of a region',
    access: 'designer',
    query: query({ region: regionCode }),
    answer: Type.Object({ region: regionCode, release: Type.String(), items: Type.Array(DefinitionSummary) }),
  },
  'GET /api/definitions/:kind/:id': {
    summary: 'One definition: what is published, and the draft',
    access: 'designer',
    params: definition,
    query: query({ region: regionCode }),
    answer: DefinitionDetail,
  },
  /** `version` is the draft's version the edit was made from, 0 for a new draft; another one answers 409. */
  'PUT /api/definitions/:kind/:id/draft': {
    summary: 'Save a draft; it is checked, and saved whatever the check finds',
    access: 'designer',
    params: definition,
    query: query({ region: regionCode }),
    body: body({ content: Type.String({ maxLength: 2_000_000 }), version: Type.Integer({ minimum: 0 }) }),
    answer: Type.Object({ version: Type.Integer(), findings: Type.Array(Finding) }),
  },
  'DELETE /api/definitions/:kind/:id/draft': {
    summary: 'Throw a draft away',
    access: 'designer',
    params: definition,
    query: query({ region: regionCode }),
  },
  'POST /api/check': {
    summary: 'Check all drafts of a region together, as publishing would',
    access: 'designer',
    body: body({ region: regionCode }),
    answer: Type.Object({ findings: Type.Array(Finding) }),
  },
  'POST /api/releases': {
    summary: 'Publish the drafts of a region as its next release',
    access: 'designer',
    body: body({ region: regionCode, comment: Type.String({ minLength: 1, maxLength: 500 }) }),
    answer: ReleaseSummary,
  },
  'GET /api/releases': {
    summary: 'The releases of a region, newest first',
    access: 'designer',
    query: query({ region: regionCode, cursor, limit }),
    answer: page(ReleaseSummary),
  },
  'POST /api/messages': {
    summary: 'Send a message to the one case that waits for it, or to the start events of its name; for administrators',
    access: 'session',
    body: body({
      region: regionCode,
      name: eventName,
      correlationKey: Type.Optional(Type.String({ maxLength: 500 })),
      variables: Type.Optional(answers),
      messageId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      timeToLive: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 * 24 * 3600 })),
    }),
    answer: SentMessage,
  },
  'POST /api/signals': {
    summary:
      'Send a signal to all cases in a region that wait for it, and to the start events of its name; for administrators',
    access: 'session',
    body: body({
      region: regionCode,
      name: eventName,
      variables: Type.Optional(answers),
      messageId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    }),
    answer: SentMessage,
  },
} as const satisfies Record<string, Endpoint>

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
