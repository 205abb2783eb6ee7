import type { Answers } from '#forms'
import type { Deps } from '../deps.ts'
import { asksTheMachine } from '../execution/advance.ts'
import { openCase } from '../execution/open-case.ts'
import { factsOf } from '../execution/process-facts.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { newId } from '../store/id.ts'
import { prepared } from '../store/prepared.ts'
import type { Queries, Tx } from '../store/store.ts'
import { acceptForm, attachFiles } from './accept-form.ts'
import { removeDraft } from './drafts/stored-draft.ts'

export interface StartCase {
  readonly user: SignedIn
  readonly processId: string
  readonly region: string
  /** The release whose form was filled; the one in force where left out. */
  readonly release?: string
  readonly answers: Answers
  readonly requestId: string
}

export interface StartedCase {
  readonly caseId: string
  /** False where the request had been carried out before. */
  readonly isNew: boolean
}

/** Starts a case on the release its form was filled on, once a request id. */
export function startCase(deps: Deps) {
  const { store, clock, regions, calendar, wake } = deps

  return async (request: StartCase): Promise<StartedCase> => {
    const { user, region } = request
    const before = await answered(store, request)
    if (before) return { caseId: before, isNew: false }
    if (!(await regions.get(region))) throw new RefusedError('not-found')
    const { ready, process, event } = await startable(deps, request)
    const form = event.formId === undefined ? undefined : ready.compiled.forms.get(event.formId)

    const at = clock.now()
    const caseId = newId(at)
    const started = await store.write(async (tx) => {
      const claimed = await claim(tx, request, caseId, at)
      if (claimed !== caseId) return { caseId: claimed, isNew: false, forTheMachine: false }
      const { answers, files } = form
        ? await acceptForm(tx.db, form, { answers: request.answers, caseVariables: {}, userId: user.id, now: at })
        : { answers: {}, files: [] }
      await attachFiles(tx.db, files, caseId)
      await removeDraft(tx, user.id, request.requestId)
      const effects = await openCase(
        tx,
        {
          id: caseId,
          region,
          ready,
          process,
          start: { type: 'start', at, instanceId: caseId, variables: answers, startEventId: event.elementId },
          formId: event.formId,
          by: user,
          hops: 0,
        },
        calendar,
      )
      return { caseId, isNew: true, forTheMachine: asksTheMachine(effects) }
    })
    if (started.forTheMachine) wake()
    return { caseId: started.caseId, isNew: started.isNew }
  }
}

/**
 * The process and the start event that the user may start it by in the region.
 * @throws {RefusedError} `not-found`, `forbidden`, `no-release`.
 */
export async function startable(
  deps: Deps,
  { user, region, processId, release }: Omit<StartCase, 'answers' | 'requestId'>,
) {
  const ready = release === undefined ? await deps.releases.readyAt(region) : await releaseOf(deps, region, release)
  const process = ready.compiled.processes.get(processId)
  if (!process) throw new RefusedError('not-found')
  const access = accessOf(user)
  const event = factsOf(process).startEvents.find(({ startableBy }) =>
    startableBy.some((role) => access.holds(role, region)),
  )
  if (!event) throw new RefusedError(access.covers(region) ? 'forbidden' : 'not-found')
  return { ready, process, event }
}

/** A release that is or was in force for the region: a form may have been filled while another one was published. */
async function releaseOf({ store, releases }: Deps, region: string, digest: string): Promise<ReadyRelease> {
  const published = await store.db
    .selectFrom('publication')
    .select('digest')
    .where('digest', '=', digest)
    .where('region', 'in', areasOf(region))
    .limit(1)
    .executeTakeFirst()
  if (!published) throw new RefusedError('not-found')
  return releases.ready(digest)
}

async function answered(on: Queries, { user, requestId }: StartCase) {
  const [row] = await caseOfRequest(on, { userId: user.id, requestId })
  return row?.case_id
}

const caseOfRequest = prepared((db, { userId, requestId }: { userId: string; requestId: string }) =>
  db.selectFrom('answered_request').select('case_id').where('user_id', '=', userId).where('request_id', '=', requestId),
)

/** The case that this request stands for: `caseId`, or the one made by the same request before. */
async function claim(tx: Tx, request: StartCase, caseId: string, at: number): Promise<string> {
  const { user, requestId } = request
  const [claimed] = await claimRequest(tx, { userId: user.id, requestId, at, caseId })
  return claimed?.case_id ?? (await answered(tx, request)) ?? caseId
}

const claimRequest = prepared((db, { userId, requestId, at, caseId }: Claim) =>
  db
    .insertInto('answered_request')
    .values({ user_id: userId, request_id: requestId, at, case_id: caseId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id'),
)

interface Claim {
  readonly userId: string
  readonly requestId: string
  readonly at: number
  readonly caseId: string
}
