import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { RefusedError } from '../../refused-error.ts'
import { restorableFor } from './retention.ts'
import { storedDraft } from './stored-draft.ts'

export interface OneDraft {
  readonly user: SignedIn
  readonly draftId: string
}

/** Throws a draft away, if there is one; for a while it can be taken back. */
export function discardDraft({ store, clock }: Deps) {
  return ({ user, draftId }: OneDraft): Promise<undefined> =>
    store.write(async ({ db }) => {
      await db
        .updateTable('answer_draft')
        .set((of) => ({ discarded_at: clock.now(), version: of('version', '+', 1) }))
        .where('user_id', '=', user.id)
        .where('draft_id', '=', draftId)
        .where('discarded_at', 'is', null)
        .execute()
      return undefined
    })
}

/** Takes back a draft that was thrown away. @throws {RefusedError} `not-found` where it is too late. */
export function restoreDraft({ store, clock }: Deps) {
  return ({ user, draftId }: OneDraft): Promise<{ version: number; savedAt: string }> =>
    store.write(async ({ db }) => {
      const restored = await db
        .updateTable('answer_draft')
        .set((of) => ({ discarded_at: null, version: of('version', '+', 1) }))
        .where('user_id', '=', user.id)
        .where('draft_id', '=', draftId)
        .where('discarded_at', '>=', clock.now() - restorableFor)
        .returning(['version', 'saved_at'])
        .executeTakeFirst()
      if (restored) return { version: restored.version, savedAt: iso(restored.saved_at) }
      const draft = (await storedDraft(db, user.id, draftId))?.draft
      if (!draft) throw new RefusedError('not-found')
      return { version: draft.version, savedAt: draft.savedAt }
    })
}
