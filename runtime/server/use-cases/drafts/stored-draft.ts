import type { Answers } from '#forms'
import type { AnswerDraft } from '#runtime/api'
import { iso } from '../../clock.ts'
import { prepared } from '../../store/prepared.ts'
import type { Db, Tx } from '../../store/store.ts'

const remove = prepared((db, { userId, draftId }: { userId: string; draftId: string }) =>
  db.deleteFrom('answer_draft').where('user_id', '=', userId).where('draft_id', '=', draftId),
)

export interface StoredDraft {
  readonly version: number
  readonly discarded: boolean
  readonly caseId: string | null
  readonly processId: string
  readonly region: string
  /** Left out where it was thrown away. */
  readonly draft?: AnswerDraft
}

/** A draft of this person's, thrown away or not. */
export async function storedDraft(db: Db, userId: string, draftId: string): Promise<StoredDraft | undefined> {
  const row = await db
    .selectFrom('answer_draft')
    .select(['draft_id', 'version', 'saved_at', 'release', 'form_id', 'answers', 'discarded_at'])
    .select(['case_id', 'process_id', 'region'])
    .where('user_id', '=', userId)
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  if (!row) return undefined
  const discarded = row.discarded_at !== null
  return {
    ...{ version: row.version, discarded, caseId: row.case_id, processId: row.process_id, region: row.region },
    ...(!discarded && {
      draft: {
        id: row.draft_id,
        version: row.version,
        savedAt: iso(row.saved_at),
        release: row.release,
        formId: row.form_id,
        answers: { ...(JSON.parse(row.answers) as Answers) },
      },
    }),
  }
}

/** What was handed in is no draft any more. */
export async function removeDraft(tx: Tx, userId: string, draftId: string): Promise<void> {
  await remove(tx, { userId, draftId })
}
