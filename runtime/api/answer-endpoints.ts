import { Type } from 'typebox'
import { DraftSummary, MaskedPlace, OpenedDraft, Revealed } from './answer-shapes.ts'
import type { Endpoint } from './endpoint.ts'

const oneDraft = Type.Object({ draftId: Type.String({ minLength: 1, maxLength: 200 }) })
const strict = { additionalProperties: false } as const

/** Drafts of answers, masked answers, small pictures. */
export const answerEndpoints = {
  'GET /api/drafts': {
    summary: 'My drafts of answers, the latest first',
    access: 'session',
    query: Type.Object(
      {
        cursor: Type.Optional(Type.String({ maxLength: 500 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      },
      strict,
    ),
    answer: Type.Object({ items: Type.Array(DraftSummary), next: Type.Optional(Type.String()) }),
  },
  'GET /api/drafts/:draftId': {
    summary: 'A draft of mine, if there is one',
    access: 'session',
    params: oneDraft,
    answer: Type.Object({ draft: Type.Optional(OpenedDraft) }),
  },
  /**
   * `draftId` is the task's id; with `start`, the request id that the new case will be started with. `version` is the
   * one the edit was made from, 0 for the first save; another one answers 409 with the draft that is stored.
   */
  'PUT /api/drafts/:draftId': {
    summary: 'Save what is filled in so far',
    access: 'session',
    params: oneDraft,
    body: Type.Object(
      {
        version: Type.Integer({ minimum: 0 }),
        release: Type.String({ maxLength: 200 }),
        answers: Type.Record(Type.String(), Type.Unknown()),
        start: Type.Optional(
          Type.Object(
            { processId: Type.String({ maxLength: 200 }), region: Type.String({ pattern: '^[0-9]{2,15}$' }) },
            strict,
          ),
        ),
      },
      strict,
    ),
    answer: Type.Object({ version: Type.Integer(), savedAt: Type.String() }),
  },
  'DELETE /api/drafts/:draftId': {
    summary: 'Discard a draft; it can be taken back for an hour',
    access: 'session',
    params: oneDraft,
  },
  'POST /api/drafts/:draftId/restore': {
    summary: 'Take a discarded draft back',
    access: 'session',
    params: oneDraft,
    answer: Type.Object({ version: Type.Integer(), savedAt: Type.String() }),
  },
  'POST /api/cases/:caseId/reveal': {
    summary: 'Show masked answers of a case, for a purpose that is written in the audit log',
    access: 'session',
    params: Type.Object({ caseId: Type.String() }),
    body: Type.Object(
      {
        places: Type.Array(MaskedPlace, { minItems: 1, maxItems: 100 }),
        purpose: Type.String({ minLength: 2, maxLength: 200, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' }),
      },
      strict,
    ),
    answer: Revealed,
  },
  'GET /api/files/:fileId/thumbnail': {
    summary: 'A small picture of an image, for lists',
    access: 'session',
    params: Type.Object({ fileId: Type.String() }),
  },
} as const satisfies Record<string, Endpoint>
