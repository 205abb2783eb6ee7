import { type InstanceState, variablesAt } from '#engine'
import { type CompiledForm, openingAnswers } from '#forms'
import { dayOf } from '../../calendar/due.ts'
import type { Deps } from '../../deps.ts'
import { addressOf } from '../../execution/element-address.ts'
import { instanceAt } from '../../execution/instance-at.ts'
import { caseView, filledForms } from '../../masks/case-view.ts'
import type { Opening } from '../../masks/masked-view.ts'
import { accessOf, type SignedIn } from '../../permissions/access.ts'
import { RefusedError } from '../../refused-error.ts'
import { startable } from '../start-case.ts'
import { splitTaskId } from '../task-id.ts'

/** What a new case would start. */
export interface DraftStart {
  readonly processId: string
  readonly region: string
  readonly release: string
}

/** Where a draft belongs, for someone who may hand it in. */
export interface DraftPlace {
  /** Null where it is of a new case. */
  readonly caseId: string | null
  readonly processId: string
  readonly region: string
  readonly form: CompiledForm
  /** What the form opens with, and what of it the person is shown. */
  readonly opening: Opening
}

/** @throws {RefusedError} `not-found`, `forbidden`, `task-not-open`, or why no case can be started there. */
export async function taskPlace(deps: Deps, user: SignedIn, taskId: string): Promise<DraftPlace> {
  const { engineTaskId } = splitTaskId(taskId)
  const row = await deps.store.db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .innerJoin('instance', 'instance.case_id', 'task.case_id')
    .select(['task.case_id', 'task.assignee', 'task.roles', 'task.status', 'task.form_id'])
    .select(['cases.region', 'cases.release', 'cases.process_id', 'cases.started_by', 'instance.state'])
    .where('task.id', '=', taskId)
    .executeTakeFirst()
  if (!row) throw new RefusedError('not-found')
  const access = accessOf(user)
  if (!access.mayDo({ region: row.region, assignee: row.assignee, roles: JSON.parse(row.roles) as string[] })) {
    throw new RefusedError(
      access.maySeeCase({ region: row.region, startedBy: row.started_by }) ? 'forbidden' : 'not-found',
    )
  }
  if (row.status !== 'open') throw new RefusedError('task-not-open')
  const ready = await deps.releases.ready(row.release)
  const form = row.form_id === null ? undefined : ready.compiled.forms.get(row.form_id)
  if (!form) throw new RefusedError('not-found', { reason: 'the task has no form' })
  const { call, id } = addressOf(engineTaskId)
  const own = { id: row.case_id, processId: row.process_id, state: JSON.parse(row.state) as InstanceState }
  const { process, state } = await instanceAt(deps.store.db, own, ready.compiled.processes, call)
  const variables = variablesAt(process, state, id)
  const opened = openingAnswers(form, variables, { today: dayOf(deps.clock.now()) })
  const filled = () => filledForms(deps.store.db, ready, row.case_id)
  const view = await caseView(ready, { user, region: row.region, processId: row.process_id, variables, filled })
  const opening = { opened, shown: view.show(form, opened).answers }
  return { caseId: row.case_id, processId: row.process_id, region: row.region, form, opening }
}

/** @throws {RefusedError} as starting a case does. */
export async function startPlace(deps: Deps, user: SignedIn, draftId: string, start: DraftStart): Promise<DraftPlace> {
  if (!/^[\w-]{8,64}$/.test(draftId)) throw new RefusedError('bad-request', { reason: 'no request id of a new case' })
  const { ready, event } = await startable(deps, { user, ...start })
  const form = event.formId === undefined ? undefined : ready.compiled.forms.get(event.formId)
  if (!form) throw new RefusedError('not-found', { reason: 'the process starts without a form' })
  const opened = openingAnswers(form, {}, { today: dayOf(deps.clock.now()) })
  return { caseId: null, processId: start.processId, region: start.region, form, opening: { opened, shown: opened } }
}
