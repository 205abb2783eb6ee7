import { type Answers, filesIn, isWithinLimits } from '#forms'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { keepFor } from '../../files/files.ts'
import { withoutHidden } from '../../masks/masked-view.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { RefusedError } from '../../refused-error.ts'
import type { Db } from '../../store/store.ts'
import { type DraftPlace, startPlace, taskPlace } from './draft-place.ts'
import { draftsAtMost, draftsKeptFor } from './retention.ts'
import { storedDraft } from './stored-draft.ts'

export interface SaveAnswers {
  readonly user: SignedIn
  readonly draftId: string
  /** The version the edit was made from, 0 for the first save. */
  readonly version: number
  readonly release: string
  readonly answers: Answers
  /** Left out where `draftId` is a task's. */
  readonly start?: { readonly processId: string; readonly region: string }
}

/**
 * Saves what is filled in so far, for its owner alone; nothing in it is judged yet. Other devices and tabs of the same
 * person are not overwritten: a save from an older version is refused with what is stored.
 * @throws {RefusedError} `answers-changed`, `too-many-drafts`, `task-not-open`, `forbidden`, `not-found`.
 */
export function saveAnswers(deps: Deps) {
  const { store, clock } = deps

  return async (save: SaveAnswers): Promise<{ version: number; savedAt: string }> => {
    const { user, draftId, version, release, start } = save
    if (!isWithinLimits(save.answers)) throw new RefusedError('too-large')
    const place = start
      ? await startPlace(deps, user, draftId, { ...start, release })
      : await taskPlace(deps, user, draftId)
    const answers = ofTheForm(place, save.answers)
    const now = clock.now()
    const next = await store.write(async ({ db }) => {
      const { caseId: case_id, processId: process_id, region } = place
      const edit = {
        ...{ case_id, process_id, region, release, form_id: place.form.form.id },
        ...{ answers: JSON.stringify(answers), saved_at: now, discarded_at: null },
      }
      const stored = await storedDraft(db, user.id, draftId)
      if (!stored) {
        if (version !== 0) throw new RefusedError('answers-changed')
        await refuseTooMany(db, user.id)
        const made = await db
          .insertInto('answer_draft')
          .values({ user_id: user.id, draft_id: draftId, version: 1, ...edit })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (made.numInsertedOrUpdatedRows !== 1n) throw await changed(db, user.id, draftId)
        return 1
      }
      // What was thrown away may be begun anew; its versions go on, so that a tab that still holds it is told.
      const from = version === 0 && stored.discarded ? stored.version : version
      const saved = await db
        .updateTable('answer_draft')
        .set({ ...edit, version: from + 1 })
        .where('user_id', '=', user.id)
        .where('draft_id', '=', draftId)
        .where('version', '=', from)
        .executeTakeFirst()
      if (saved.numUpdatedRows !== 1n) throw await changed(db, user.id, draftId)
      return from + 1
    })
    await keepFor(
      store,
      user,
      filesIn(place.form, answers).map(({ file }) => file.id),
      now + draftsKeptFor,
    )
    return { version: next, savedAt: iso(now) }
  }
}

/**
 * Names that the form does not have are left out, and of what was hidden when it opened the mask alone is kept; the values
 * are judged when they are handed in.
 */
function ofTheForm({ form, opening }: DraftPlace, answers: Answers): Answers {
  const known = Object.fromEntries(Object.entries(answers).filter(([name]) => form.byProperty.has(name)))
  return withoutHidden(form, known, opening)
}

async function refuseTooMany(db: Db, userId: string) {
  const { count } = await db
    .selectFrom('answer_draft')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('discarded_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= draftsAtMost) throw new RefusedError('too-many-drafts')
}

async function changed(db: Db, userId: string, draftId: string): Promise<RefusedError> {
  const draft = (await storedDraft(db, userId, draftId))?.draft
  return new RefusedError('answers-changed', draft && { draft })
}
