import { type InstanceState, variablesAt } from '#engine'
import { type Answers, type CompiledForm, filesIn, openingAnswers } from '#forms'
import type { MaskedPlace, Revealed } from '#runtime/api'
import { dayOf } from '../calendar/due.ts'
import type { Deps } from '../deps.ts'
import { addressOf } from '../execution/element-address.ts'
import { instanceAt } from '../execution/instance-at.ts'
import { caseView, filledForms } from '../masks/case-view.ts'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { writeAudit } from '../store/audit.ts'
import type { Db } from '../store/store.ts'
import { visibleCase } from './read-case.ts'
import { splitTaskId } from './task-id.ts'

export interface Reveal {
  readonly user: SignedIn
  readonly caseId: string
  readonly places: readonly MaskedPlace[]
  readonly purpose: string
}

/** Files of a masked answer can be looked at for so long after it was shown. */
const filesShownFor = 15 * 60_000

/**
 * Shows masked answers of a case to someone whose role may see them on purpose. Who, what and what for stand in the audit
 * log before anything is shown.
 * @throws {RefusedError} `forbidden`; `not-found` where the case, the form or the answer is none that is masked.
 */
export function reveal({ store, releases, clock }: Deps) {
  return async ({ user, caseId, places, purpose }: Reveal): Promise<Revealed> => {
    const row = await visibleCase(store.db, user, caseId)
    const ready = await releases.ready(row.release)
    const now = clock.now()
    const forms = new Map<string, Filled>()
    for (const { of } of places) {
      if (!forms.has(of))
        forms.set(of, of === 'start' ? started(ready, row) : await ofTask(store.db, ready, row, of, now))
    }
    const view = await caseView(ready, {
      ...{ user, region: row.region, processId: row.process_id },
      variables: Object.assign({}, ...[...forms.values()].map(({ variables }) => variables)) as Answers,
      filled: () => filledForms(store.db, ready, caseId),
    })
    if (view.sight === 'masked') throw new RefusedError('forbidden')
    const values = places.map(({ of, path }) => {
      const { form, answers } = forms.get(of)!
      if (!view.show(form, answers).masked.includes(path)) throw new RefusedError('not-found')
      return { of, path, value: valueAt(answers, path) }
    })
    const files = places.flatMap(({ of, path }) => {
      const { form, answers } = forms.get(of)!
      return filesIn(form, answers).flatMap((one) => (one.path.startsWith(`${path}/`) ? [one.file.id] : []))
    })
    await store.write(async (tx) => {
      for (const { of, path } of places) {
        const entry = { stream: `case:${caseId}`, at: now, actor: user.id }
        await writeAudit(tx, { ...entry, action: 'reveal', subject: `${of}${path} ${purpose.trim()}` })
      }
      for (const file_id of files) {
        const until = now + filesShownFor
        await tx.db
          .insertInto('file_sight')
          .values({ user_id: user.id, file_id, until })
          .onConflict((conflict) => conflict.columns(['user_id', 'file_id']).doUpdateSet({ until }))
          .execute()
      }
    })
    return { values }
  }
}

interface Filled {
  readonly form: CompiledForm
  readonly answers: Answers
  readonly variables: Answers
}

type CaseRow = Awaited<ReturnType<typeof visibleCase>>

function started({ compiled }: ReadyRelease, { start_form_id, start_answers }: CaseRow): Filled {
  const form = start_form_id === null ? undefined : compiled.forms.get(start_form_id)
  if (!form) throw new RefusedError('not-found')
  return { form, answers: JSON.parse(start_answers) as Answers, variables: {} }
}

/** What a task was answered with, or what its form opens with. */
async function ofTask(db: Db, { compiled }: ReadyRelease, of: CaseRow, taskId: string, now: number): Promise<Filled> {
  const task = await db
    .selectFrom('task')
    .innerJoin('instance', 'instance.case_id', 'task.case_id')
    .select(['task.form_id', 'task.answers', 'task.status', 'instance.state'])
    .where('task.id', '=', taskId)
    .where('task.case_id', '=', of.id)
    .executeTakeFirst()
  const form = task?.form_id ? compiled.forms.get(task.form_id) : undefined
  if (!task || !form) throw new RefusedError('not-found')
  if (task.answers !== null) return { form, answers: JSON.parse(task.answers) as Answers, variables: {} }
  if (task.status !== 'open') throw new RefusedError('not-found')
  const { call, id } = addressOf(splitTaskId(taskId).engineTaskId)
  const own = { id: of.id, processId: of.process_id, state: JSON.parse(task.state) as InstanceState }
  const { process, state } = await instanceAt(db, own, compiled.processes, call)
  const variables = variablesAt(process, state, id)
  return { form, answers: openingAnswers(form, variables, { today: dayOf(now) }), variables }
}

/** What a JSON pointer leads to, by members of their own alone. */
function valueAt(answers: Answers, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      answers,
    )
}
