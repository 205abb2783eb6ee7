import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

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
    /** How long it waits for an answer to name it; null once one does. */
    keptUntil: moment().nullable(),
    /** 1 where the answer that names it is masked: seeing the case is not enough to read it. */
    masked: p.integer(),
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
