import { variablesAt } from '#engine'
import type { Answers } from '#forms'
import type { Deps } from '../deps.ts'
import { advance, asksTheMachine, loadInstance } from '../execution/advance.ts'
import { addressOf } from '../execution/element-address.ts'
import { instanceAt } from '../execution/instance-at.ts'
import { stepFacts } from '../execution/step-facts.ts'
import { caseView, filledForms } from '../masks/case-view.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import { prepared } from '../store/prepared.ts'
import { acceptForm, attachFiles } from './accept-form.ts'
import { removeDraft } from './drafts/stored-draft.ts'
import { splitTaskId } from './task-id.ts'

export interface CompleteTask {
  readonly user: SignedIn
  readonly taskId: string
  readonly answers: Answers
}

const caseById = prepared((db, { caseId }: { caseId: string }) =>
  db.selectFrom('cases').select(['release', 'process_id']).where('id', '=', caseId),
)
const taskById = prepared((db, { taskId }: { taskId: string }) =>
  db.selectFrom('task').select(['assignee', 'roles', 'status', 'form_id']).where('id', '=', taskId),
)

/** Completes a task for `user`: who may, what the form demands, then one step of its process. */
export function completeTask({ store, releases, clock, calendar, wake }: Deps) {
  return async ({ user, taskId, answers }: CompleteTask) => {
    const { caseId, engineTaskId } = splitTaskId(taskId)
    const [of] = await caseById(store, { caseId })
    if (!of) throw new RefusedError('not-found')
    const ready = await releases.ready(of.release)
    const { forms, processes } = ready.compiled

    const completed = await store.write(async (tx) => {
      const [loaded, [task]] = await Promise.all([loadInstance(tx, caseId), taskById(tx, { taskId })])
      if (!loaded || !task) throw new RefusedError('not-found')
      const access = accessOf(user)
      const roles = JSON.parse(task.roles) as string[]
      const mayDo = access.mayDo({ region: loaded.region, assignee: task.assignee, roles })
      if (!mayDo) throw new RefusedError(access.maySeeCase(loaded) ? 'forbidden' : 'not-found')
      if (task.status !== 'open') throw new RefusedError('task-not-open')

      const form = task.form_id === null ? undefined : forms.get(task.form_id)
      const { call, id } = addressOf(engineTaskId)
      const { process, state: itsState } = await instanceAt(tx.db, loaded, processes, call)
      const caseVariables = variablesAt(process, itsState, id)
      const at = clock.now()
      const accepted = form
        ? await acceptForm(tx.db, form, {
            ...{ answers, caseVariables, userId: user.id, caseId, now: at },
            shown: async (opened) => {
              const filled = () => filledForms(tx.db, ready, caseId)
              const view = await caseView(ready, {
                ...{ user, region: loaded.region, processId: loaded.processId },
                variables: caseVariables,
                filled,
              })
              return view.show(form, opened).answers
            },
          })
        : { answers: {}, files: [] }
      await attachFiles(tx.db, accepted.files, caseId)
      tx.soon(
        writeAudit(tx, { stream: `case:${caseId}`, at, actor: user.id, action: 'complete-task', subject: taskId }),
      )
      tx.soon(removeDraft(tx, user.id, taskId))
      const { state, effects } = await advance(
        tx,
        loaded,
        { call, command: { type: 'completeTask', at, taskId: id, variables: accepted.answers } },
        {
          ...stepFacts(ready, at, calendar),
          completion: { userId: user.id, userName: user.displayName, answers: accepted.answers },
        },
      )
      return { status: state.status, forTheMachine: asksTheMachine(effects) }
    })
    if (completed.forTheMachine) wake()
    return { caseId, caseStatus: completed.status === 'active' ? 'open' : completed.status }
  }
}
