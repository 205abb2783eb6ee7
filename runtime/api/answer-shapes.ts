import { type Static, Type } from 'typebox'

/** Words in two languages; the same as `LocalizedText` of the other shapes. */
const words = Type.Object({ 'zh-CN': Type.String(), en: Type.Optional(Type.String()) })
const answers = Type.Record(Type.String(), Type.Unknown())

/** 草稿: what one person has filled in so far, for a task or for a new case. Nobody else reads it. */
export const AnswerDraft = Type.Object({
  /** The task's id, or the request id that the new case will be started with. */
  id: Type.String(),
  /** Counts the saves: a save names the version it was made from. */
  version: Type.Integer(),
  savedAt: Type.String(),
  /** The release whose form was filled. */
  release: Type.String(),
  formId: Type.String(),
  answers,
})
export type AnswerDraft = Static<typeof AnswerDraft>

/** A draft to go on with. */
export const OpenedDraft = Type.Object({
  ...AnswerDraft.properties,
  /** The form it was filled in, where its release is known: answers of renamed fields find their place by it. */
  form: Type.Optional(Type.Object({ definition: Type.Unknown(), codeLists: Type.Array(Type.Unknown()) })),
  /** Of a new case: what it would start and where, and what becomes of it when the form has changed since. */
  start: Type.Optional(
    Type.Object({ processId: Type.String(), region: Type.String(), policy: Type.Enum(['stay', 'move', 'ask']) }),
  ),
})
export type OpenedDraft = Static<typeof OpenedDraft>

export const DraftSummary = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['task', 'start']),
  /** What the task, or the process to be started, is called. */
  title: words,
  processId: Type.String(),
  /** The case's title; of a new case, the title it would get as far as the draft goes. */
  caseTitle: Type.Optional(Type.String()),
  caseNumber: Type.Optional(Type.String()),
  region: Type.String(),
  regionName: Type.String(),
  savedAt: Type.String(),
  /** Of a task: a draft may outlive it where a colleague has completed it. */
  taskStatus: Type.Optional(Type.Enum(['open', 'completed', 'cancelled'])),
})
export type DraftSummary = Static<typeof DraftSummary>

/** A masked answer: `of` is the task whose form holds it, or `start`; `path` a JSON pointer into the answers. */
export const MaskedPlace = Type.Object({
  of: Type.String({ maxLength: 200 }),
  path: Type.String({ minLength: 2, maxLength: 300 }),
})
export type MaskedPlace = Static<typeof MaskedPlace>

export const Revealed = Type.Object({
  values: Type.Array(Type.Object({ of: Type.String(), path: Type.String(), value: Type.Unknown() })),
})
export type Revealed = Static<typeof Revealed>
