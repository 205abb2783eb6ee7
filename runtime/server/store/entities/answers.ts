import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** What one person has filled in so far and not handed in. */
export const AnswerDraft = defineEntity({
  name: 'AnswerDraft',
  tableName: 'answer_draft',
  properties: {
    userId: p.text().primary(),
    /** The task's id; of a new case, the request id it will be started with. */
    draftId: p.text().primary(),
    /** The task's case; null where the draft is of a new case. */
    caseId: p.text().nullable(),
    processId: p.text(),
    region: p.text(),
    /** The release whose form was filled. */
    release: p.text(),
    formId: p.text(),
    answers: p.text(),
    version: p.integer(),
    savedAt: moment(),
    /** Set when it was thrown away: it can be taken back for a while. */
    discardedAt: moment().nullable(),
  },
})

/** The small picture of an image. */
export const FileThumbnail = defineEntity({
  name: 'FileThumbnail',
  tableName: 'file_thumbnail',
  properties: { fileId: p.text().primary(), type: p.text(), content: p.blob() },
})

/** Who may look at a file of a masked answer for a while: it was shown for a purpose. */
export const FileSight = defineEntity({
  name: 'FileSight',
  tableName: 'file_sight',
  properties: { userId: p.text().primary(), fileId: p.text().primary(), until: moment() },
})
