import type { FormDefinition } from '#forms'
import type { Draft, DraftStore } from '#forms/react'
import type { AnswerDraft, OpenedDraft } from '#runtime/api'
import { type Api, ApiError } from '#runtime/client'

export interface DraftPlace {
  /** The task's id, or the request id that the new case will be started with. */
  readonly id: string
  /** The release whose form is open. */
  readonly release: string
  /** Of a new case. */
  readonly start?: { readonly processId: string; readonly region: string }
  /** What the page knows of the draft already, so that it is not asked for again. */
  readonly known?: { readonly draft: AnswerDraft | OpenedDraft | undefined }
}

/** One person's draft of one form, kept by the server. */
export function serverDrafts(api: Api, { id, release, start, known }: DraftPlace): DraftStore {
  let first = known
  return {
    load: async () => {
      const given = first
      first = undefined
      if (given && (given.draft === undefined || given.draft.release === release)) return draftOf(given.draft)
      const { draft } = await api('GET /api/drafts/:draftId', { params: { draftId: id } })
      return draftOf(draft)
    },
    save: async ({ answers }, over) => {
      try {
        const saved = await api('PUT /api/drafts/:draftId', {
          params: { draftId: id },
          body: { version: over, release, answers: { ...answers }, ...(start && { start }) },
        })
        return { saved: true, ...saved }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        if (error.code === 'task-not-open') return { saved: false, other: undefined }
        if (error.code !== 'answers-changed') throw error
        const other = draftOf(error.draft)
        // The answer to a save that came through was lost on its way.
        if (other && sameAnswers(other.answers, answers)) return { saved: true, ...other }
        return { saved: false, other }
      }
    },
    discard: async () => {
      await api('DELETE /api/drafts/:draftId', { params: { draftId: id } })
    },
  }
}

function draftOf(draft: AnswerDraft | OpenedDraft | undefined): Draft | undefined {
  if (!draft) return undefined
  const { answers, release, version, savedAt } = draft
  const form = 'form' in draft ? (draft.form?.definition as FormDefinition | undefined) : undefined
  return { answers, definition: release, version, savedAt, ...(form && { form }) }
}

function sameAnswers(some: object, others: object): boolean {
  const sorted = (answers: object) => JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(some) === sorted(others)
}
