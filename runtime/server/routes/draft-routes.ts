import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { discardDraft, restoreDraft } from '../use-cases/drafts/discard-draft.ts'
import { listDrafts, readDraft } from '../use-cases/drafts/list-drafts.ts'
import { saveAnswers } from '../use-cases/drafts/save-draft.ts'

type DraftEndpoints =
  | 'GET /api/drafts'
  | 'GET /api/drafts/:draftId'
  | 'PUT /api/drafts/:draftId'
  | 'DELETE /api/drafts/:draftId'
  | 'POST /api/drafts/:draftId/restore'

/** HTTP for drafts of answers. */
export function draftRoutes(deps: Deps): Pick<Handlers, DraftEndpoints> {
  const list = listDrafts(deps)
  const read = readDraft(deps)
  const save = saveAnswers(deps)
  const discard = discardDraft(deps)
  const restore = restoreDraft(deps)

  return {
    'GET /api/drafts': ({ user, query }) => list({ user, ...query }),
    'GET /api/drafts/:draftId': ({ user, params }) => read({ user, ...params }),
    'PUT /api/drafts/:draftId': ({ user, params, body }) => save({ user, ...params, ...body }),
    'DELETE /api/drafts/:draftId': ({ user, params }) => discard({ user, ...params }),
    'POST /api/drafts/:draftId/restore': ({ user, params }) => restore({ user, ...params }),
  }
}
