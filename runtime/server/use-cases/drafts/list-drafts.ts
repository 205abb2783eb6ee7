import { defaultPinning, pinningOf } from '#definitions'
import type { LocalizedText } from '#findings'
import type { Answers } from '#forms'
import type { DraftSummary, OpenedDraft } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { caseTitle } from '../../execution/open-case.ts'
import { factsOf } from '../../execution/process-facts.ts'
import type { SignedIn } from '../../permissions/access.ts'
import type { ReadyRelease } from '../../releases/releases.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { formForBrowser } from '../form-for-browser.ts'
import type { OneDraft } from './discard-draft.ts'
import { storedDraft } from './stored-draft.ts'

export interface ListDrafts {
  readonly user: SignedIn
  readonly cursor?: string
  readonly limit?: number
}

/** A person's own drafts, the latest first. */
export function listDrafts(deps: Deps) {
  const { store, regions, releases } = deps

  const startTitles = async (release: string, processId: string, answers: Answers) => {
    const process = (await releases.ready(release)).compiled.processes.get(processId)
    const title = process ? factsOf(process).title : { 'zh-CN': processId }
    return { title, caseTitle: process && caseTitle(process, answers, '') }
  }

  return async ({ user, cursor, limit = 20 }: ListDrafts): Promise<{ items: DraftSummary[]; next?: string }> => {
    const after = readCursor(cursor)
    let query = store.db
      .selectFrom('answer_draft as draft')
      .leftJoin('task', 'task.id', 'draft.draft_id')
      .leftJoin('cases', 'cases.id', 'draft.case_id')
      .select(['draft.draft_id', 'draft.case_id', 'draft.process_id', 'draft.region', 'draft.release'])
      .select(['draft.saved_at', 'draft.answers', 'task.name', 'task.status', 'cases.number', 'cases.title'])
      .where('draft.user_id', '=', user.id)
      .where('draft.discarded_at', 'is', null)
    if (after) {
      query = query.where((eb) =>
        eb(eb.refTuple('draft.saved_at', 'draft.draft_id'), '<', eb.tuple(after.at, after.id)),
      )
    }
    const rows = await query
      .orderBy('draft.saved_at', 'desc')
      .orderBy('draft.draft_id', 'desc')
      .limit(limit + 1)
      .execute()
    const names = await regions.names(rows.map(({ region }) => region))
    const items = await Promise.all(
      rows.slice(0, limit).map(async (row): Promise<DraftSummary> => {
        const common = {
          id: row.draft_id,
          processId: row.process_id,
          region: row.region,
          regionName: names.get(row.region) ?? row.region,
          savedAt: iso(row.saved_at),
        }
        if (row.case_id !== null && row.name !== null) {
          const title = JSON.parse(row.name) as LocalizedText
          return {
            ...{ ...common, kind: 'task', title },
            ...(row.title !== null && { caseTitle: row.title }),
            ...(row.number !== null && { caseNumber: row.number }),
            ...(row.status !== null && { taskStatus: row.status }),
          }
        }
        const started = await startTitles(row.release, row.process_id, JSON.parse(row.answers) as Answers)
        return {
          ...{ ...common, kind: 'start', title: started.title },
          ...(started.caseTitle && { caseTitle: started.caseTitle }),
        }
      }),
    )
    const last = rows[limit - 1]
    return rows.length > limit && last
      ? { items, next: writeCursor({ at: last.saved_at, id: last.draft_id }) }
      : { items }
  }
}

/** A draft for its owner, with the form it was filled in. */
export function readDraft({ store, releases }: Deps) {
  return async ({ user, draftId }: OneDraft): Promise<{ draft?: OpenedDraft }> => {
    const stored = await storedDraft(store.db, user.id, draftId)
    if (!stored?.draft) return {}
    const { draft, caseId, processId, region } = stored
    const ready = await knownRelease({ store, releases }, draft.release)
    const form = ready?.compiled.forms.get(draft.formId)
    return {
      draft: {
        ...draft,
        ...(ready && form && { form: formForBrowser(ready, form) }),
        ...(caseId === null && { start: { processId, region, policy: policyOf(ready, processId) } }),
      },
    }
  }
}

/** A draft says for itself of what release it is: only one that is stored is believed. */
async function knownRelease({ store, releases }: Pick<Deps, 'store' | 'releases'>, digest: string) {
  const known = await store.db
    .selectFrom('stored_release')
    .select('digest')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return known && releases.ready(digest)
}

function policyOf(ready: ReadyRelease | undefined, processId: string) {
  return (ready && pinningOf(ready.release, processId)?.drafts) ?? defaultPinning.drafts
}
