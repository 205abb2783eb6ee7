import type { Answers, FormDefinition } from '../../definition/form-definition.ts'

/** What is kept of a form that was begun and not submitted. */
export interface DraftContent {
  /** As typed, what is hidden included. */
  readonly answers: Answers
  /** Names the version of the form they were typed into, e.g. by the digest of its release. */
  readonly definition: string
  /** That version, where the store knows it: answers of renamed fields then find their place in a newer one. */
  readonly form?: FormDefinition
}

/** 草稿 */
export interface Draft extends DraftContent {
  /** Counted up by the store with each save; 1 for the first. */
  readonly version: number
  /** An instant, ISO 8601. */
  readonly savedAt: string
  /** It has only been kept on this device so far: it is saved again as soon as it is opened. */
  readonly onlyHere?: boolean
}

export type DraftSaved =
  | { readonly saved: true; readonly version: number; readonly savedAt: string; readonly onlyHere?: boolean }
  /** Somebody else saved since: `other` is what they saved, `undefined` where they submitted or discarded it. */
  | { readonly saved: false; readonly other: Draft | undefined }

/** Where the draft of one form is kept: one person's, of one task or new case. Opening a form makes none. */
export interface DraftStore {
  readonly load: () => Promise<Draft | undefined>
  /**
   * Saves over `version`, 0 where there was none. Nothing is overwritten that the caller has not seen.
   *
   * @throws where it could not be saved now; the caller may try again.
   */
  readonly save: (content: DraftContent, over: number) => Promise<DraftSaved>
  readonly discard: () => Promise<void>
  /** Calls back when another tab saved, discarded or submitted. Returns how to stop. */
  readonly watch?: (listener: () => void) => () => void
}
