import { type InstanceState, variablesAt } from '#engine'
import { type Answers, openingAnswers } from '#forms'
import type { TaskDetail } from '#runtime/api'
import { dayOf } from '../calendar/due.ts'
import type { Deps } from '../deps.ts'
import { addressOf } from '../execution/element-address.ts'
import { instanceAt } from '../execution/instance-at.ts'
import { caseView, filledForms } from '../masks/case-view.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import { storedDraft } from './drafts/stored-draft.ts'
import { asksSensitive, formForBrowser } from './form-for-browser.ts'
import { newerForm, takeNewerForm } from './newer-form.ts'
import { splitTaskId } from './task-id.ts'
import { taskColumns, taskSummary } from './task-summary.ts'

export interface ReadTask {
  readonly user: SignedIn
  readonly taskId: string
}

/** A task with its form, for those who may do it or see its case; by the policy of its bundle it goes on with a newer form. @throws {RefusedError} `not-found`. */
export function readTask(deps: Deps) {
  const { store, releases, regions, clock } = deps

  const read = async ({
    user,
    taskId,
    moved = false,
  }: ReadTask & { readonly moved?: boolean }): Promise<TaskDetail> => {
    const { engineTaskId } = splitTaskId(taskId)
    const row = await store.db
      .selectFrom('task')
      .innerJoin('cases', 'cases.id', 'task.case_id')
      .innerJoin('instance', 'instance.case_id', 'task.case_id')
      .select(taskColumns)
      .select(['task.assignee', 'task.roles', 'task.form_id', 'task.answers', 'cases.release', 'cases.process_id'])
      .select(['cases.started_by', 'instance.state'])
      .where('task.id', '=', taskId)
      .executeTakeFirst()
    if (!row) throw new RefusedError('not-found')
    const access = accessOf(user)
    const roles = JSON.parse(row.roles) as string[]
    const mayDo = access.mayDo({ region: row.region, assignee: row.assignee, roles })
    const maySee = access.maySeeCase({ region: row.region, startedBy: row.started_by })
    if (!mayDo && !maySee) throw new RefusedError('not-found')

    const pinned = { caseId: row.case_id, region: row.region, processId: row.process_id, release: row.release }
    const newer = mayDo && row.status === 'open' && !moved ? await newerForm(deps, pinned) : undefined
    if (newer?.policy === 'move') {
      await takeNewerForm(deps, pinned, newer)
      return read({ user, taskId, moved: true })
    }
    const ready = await releases.ready(row.release)
    const form = row.form_id === null ? undefined : ready.compiled.forms.get(row.form_id)
    const { call, id } = addressOf(engineTaskId)
    const own = { id: row.case_id, processId: row.process_id, state: JSON.parse(row.state) as InstanceState }
    const { process, state } = await instanceAt(store.db, own, ready.compiled.processes, call)
    const caseVariables = variablesAt(process, state, id)
    const now = clock.now()
    if (form && asksSensitive(form)) {
      const entry = { stream: `case:${row.case_id}`, at: now, actor: user.id, action: 'open-form', subject: taskId }
      await store.write((tx) => writeAudit(tx, entry))
    }
    const filled = () => filledForms(store.db, ready, row.case_id)
    const view = await caseView(ready, {
      ...{ user, region: row.region, processId: row.process_id },
      variables: caseVariables,
      filled,
    })
    const given = row.answers === null ? undefined : (JSON.parse(row.answers) as Answers)
    const draft = mayDo ? (await storedDraft(store.db, user.id, taskId))?.draft : undefined
    const names = await regions.names([row.region])
    const opened = given ?? (form ? openingAnswers(form, caseVariables, { today: dayOf(now) }) : {})
    const shown = form ? view.show(form, opened) : { answers: view.hide(opened), masked: [] }
    return {
      ...taskSummary(row, names, now),
      status: row.status,
      release: row.release,
      ...(form && { form: formForBrowser(ready, form) }),
      answers: { ...shown.answers },
      caseVariables: { ...view.hideVariables(caseVariables) },
      masked: [...shown.masked],
      mayReveal: view.sight !== 'masked',
      ...(draft && { draft }),
      ...(newer?.policy === 'ask' && { newerForm: true }),
      mayComplete: mayDo && row.status === 'open',
    }
  }

  return ({ user, taskId }: ReadTask) => read({ user, taskId })
}
