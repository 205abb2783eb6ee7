import { defineEntity, p } from '@mikro-orm/core'

/*
 * The tables, once: MikroORM's unit of work and the typed queries of `tx.db` both come from here; the migrations make them.
 * Moments are milliseconds since 1970 (UTC). JSON is kept as text, so that both databases give back what was stored.
 */

const moment = () => p.bigint('number')

export const UserAccount = defineEntity({
  name: 'UserAccount',
  tableName: 'user_account',
  properties: {
    id: p.text().primary(),
    /** As typed at sign-in, in lower case. */
    userName: p.text(),
    displayName: p.text(),
    passwordHash: p.text(),
    createdAt: moment(),
  },
})

/** A role within a region and all below it. */
export const RoleGrant = defineEntity({
  name: 'RoleGrant',
  tableName: 'role_grant',
  properties: { id: p.text().primary(), userId: p.text(), role: p.text(), region: p.text() },
})

export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    /** SHA-256 of the token in the cookie; the token itself is stored nowhere. */
    tokenHash: p.text().primary(),
    userId: p.text(),
    createdAt: moment(),
    seenAt: moment(),
  },
})

/** Failed sign-ins of one account or one address. */
export const SignInAttempt = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: { key: p.text().primary(), failures: p.integer(), lastAt: moment() },
})

export const Region = defineEntity({
  name: 'Region',
  tableName: 'region',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    level: p.text(),
    parent: p.text().nullable(),
    /** JSON: names from the county down. */
    path: p.text(),
  },
})

export const InstalledBundle = defineEntity({
  name: 'InstalledBundle',
  tableName: 'installed_bundle',
  properties: {
    id: p.text().primary(),
    version: p.text(),
    /** JSON: path to text. */
    files: p.text(),
    installedAt: moment(),
  },
})

/** An edit of one definition of one region that is not published. */
export const Draft = defineEntity({
  name: 'Draft',
  tableName: 'draft',
  properties: {
    region: p.text().primary(),
    kind: p.text().primary(),
    definitionId: p.text().primary(),
    content: p.text(),
    version: p.integer(),
    editedBy: p.text(),
    editedAt: moment(),
  },
})

/** What the published layer of a region changes. */
export const PublishedChange = defineEntity({
  name: 'PublishedChange',
  tableName: 'published_change',
  properties: {
    region: p.text().primary(),
    kind: p.text().primary(),
    definitionId: p.text().primary(),
    content: p.text(),
  },
})

export const StoredRelease = defineEntity({
  name: 'StoredRelease',
  tableName: 'stored_release',
  properties: { digest: p.text().primary(), region: p.text(), content: p.text() },
})

/** A release put in force for a region; the newest one is. */
export const Publication = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  properties: {
    region: p.text().primary(),
    /** Counts from 1 within the region. */
    number: p.integer().primary(),
    digest: p.text(),
    publishedAt: moment(),
    publishedBy: p.text(),
    comment: p.text(),
    /** JSON: kind, id and title of what differs from the release before. */
    changed: p.text(),
  },
})

export const CaseNumber = defineEntity({
  name: 'CaseNumber',
  tableName: 'case_number',
  properties: { prefix: p.text().primary(), last: p.integer() },
})

export const Case = defineEntity({
  name: 'Case',
  tableName: 'cases',
  properties: {
    id: p.text().primary(),
    number: p.text(),
    /** The number backwards: finding by its end is a walk of this index. */
    numberReversed: p.text(),
    title: p.text(),
    processId: p.text(),
    processTitle: p.text(),
    region: p.text(),
    status: p.text().$type<'open' | 'completed' | 'cancelled'>(),
    release: p.text(),
    startedAt: moment(),
    startedBy: p.text(),
    startedByName: p.text(),
    endedAt: moment().nullable(),
    startElementId: p.text(),
    startFormId: p.text().nullable(),
    startAnswers: p.text(),
  },
})

/** The engine's state of a case; changed by one step at a time. */
export const Instance = defineEntity({
  name: 'Instance',
  tableName: 'instance',
  properties: {
    caseId: p.text().primary(),
    /** Counts the steps: a step made on an older state is refused. */
    version: p.integer(),
    state: p.text(),
    /** Lines of history so far. */
    historyCount: p.integer(),
  },
})

/** A case under each region that contains it: a list of cases is a walk of this index. */
export const CaseArea = defineEntity({
  name: 'CaseArea',
  tableName: 'case_area',
  properties: { area: p.text().primary(), startedAt: moment().primary(), caseId: p.text().primary() },
})

export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    /** `CASE.TASK` */
    id: p.text().primary(),
    caseId: p.text(),
    elementId: p.text(),
    name: p.text(),
    formId: p.text().nullable(),
    assignee: p.text().nullable(),
    /** JSON: ids of the roles it is offered to. */
    roles: p.text(),
    due: moment().nullable(),
    priority: p.integer(),
    status: p.text().$type<'open' | 'completed' | 'cancelled'>(),
    openedAt: moment(),
    closedAt: moment().nullable(),
    completedBy: p.text().nullable(),
    completedByName: p.text().nullable(),
    answers: p.text().nullable(),
  },
})

/**
 * An open task under each role it is offered to (or the one person it is for) and each region that contains it:
 * an inbox is a walk of this index, however many tasks are open.
 */
export const TaskOffer = defineEntity({
  name: 'TaskOffer',
  tableName: 'task_offer',
  properties: {
    offeredTo: p.text().primary(),
    area: p.text().primary(),
    /** The due moment; tasks without one come last. */
    dueKey: moment().primary(),
    taskId: p.text().primary(),
    processId: p.text(),
  },
})

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

/** What happened in a case. Lines are added, never changed. */
export const HistoryLine = defineEntity({
  name: 'HistoryLine',
  tableName: 'history',
  properties: {
    caseId: p.text().primary(),
    seq: p.integer().primary(),
    at: moment(),
    what: p.text(),
    elementId: p.text().nullable(),
    byName: p.text().nullable(),
    /** JSON: what else the timeline says. */
    detail: p.text().nullable(),
  },
})

/** Who did or read what. Each line holds the hash of the line before it in its stream. */
export const AuditLine = defineEntity({
  name: 'AuditLine',
  tableName: 'audit',
  properties: {
    stream: p.text().primary(),
    seq: p.integer().primary(),
    at: moment(),
    actor: p.text(),
    action: p.text(),
    subject: p.text(),
    previousHash: p.text(),
    hash: p.text(),
  },
})

export const StoredFile = defineEntity({
  name: 'StoredFile',
  tableName: 'file',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    type: p.text(),
    size: p.integer(),
    uploadedBy: p.text(),
    uploadedAt: moment(),
    /** The case that an answer attached it to; until then only the uploader sees it. */
    caseId: p.text().nullable(),
  },
})

export const FileContent = defineEntity({
  name: 'FileContent',
  tableName: 'file_content',
  properties: { fileId: p.text().primary(), content: p.blob() },
})

/** A request that was carried out: sent again, it answers with the same case. */
export const AnsweredRequest = defineEntity({
  name: 'AnsweredRequest',
  tableName: 'answered_request',
  properties: { userId: p.text().primary(), requestId: p.text().primary(), at: moment(), caseId: p.text() },
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

export const entities = [
  UserAccount,
  RoleGrant,
  Session,
  SignInAttempt,
  Region,
  InstalledBundle,
  Draft,
  PublishedChange,
  StoredRelease,
  Publication,
  CaseNumber,
  Case,
  Instance,
  CaseArea,
  Task,
  TaskOffer,
  Job,
  Timer,
  Incident,
  HistoryLine,
  AuditLine,
  StoredFile,
  FileContent,
  AnsweredRequest,
  Notice,
] as const
