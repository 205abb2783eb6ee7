import type { Store } from '../../store/store.ts'

const hour = 3_600_000
const day = 24 * hour

/** A draft that nobody goes on with is deleted after this long; so are the files that only it names. */
export const draftsKeptFor = 30 * day
/** After the task was completed by a colleague or cancelled: long enough to look up what was typed. */
const keptAfterTheTask = 7 * day
/** A draft that was thrown away can be taken back for this long. */
export const restorableFor = hour

/** Drafts one person may have at a time. */
export const draftsAtMost = 200

/** Deletes the drafts whose time is over. */
export async function removeOldDrafts(store: Store, now: number): Promise<void> {
  await store.write(async ({ db }) => {
    await db
      .deleteFrom('answer_draft')
      .where('discarded_at', '<', now - restorableFor)
      .execute()
    await db
      .deleteFrom('answer_draft')
      .where('saved_at', '<', now - draftsKeptFor)
      .execute()
    await db
      .deleteFrom('answer_draft')
      .where('saved_at', '<', now - keptAfterTheTask)
      .where('draft_id', 'in', (of) =>
        of
          .selectFrom('task')
          .select('id')
          .where('closed_at', '<', now - keptAfterTheTask),
      )
      .execute()
    await db.deleteFrom('file_sight').where('until', '<', now).execute()
  })
}
