import type { LoadedInstance } from '../execution/advance.ts'
import { setAside } from '../execution/set-aside.ts'
import { offerTask, withdrawTask } from '../execution/task-offers.ts'
import type { Db, Tx } from '../store/store.ts'

/** A case as it was before it was moved: what its move may change. Plain JSON. */
export interface Snapshot {
  readonly release: string
  readonly processTitle: string
  readonly startRelease: string | null
  readonly state: LoadedInstance['state']
  readonly called: readonly { readonly number: number; readonly state: string }[]
  readonly tasks: readonly TaskRow[]
  readonly timers: readonly { readonly timer_id: string; readonly element_id: string; readonly due: number }[]
  readonly subscriptions: readonly SubscriptionRow[]
  readonly jobs: readonly { readonly job_id: string; readonly element_id: string }[]
  readonly incidents: readonly { readonly incident_id: string; readonly element_id: string }[]
  readonly drafts: readonly DraftRow[]
}

interface TaskRow {
  readonly id: string
  readonly element_id: string
  readonly name: string
  readonly form_id: string | null
  readonly assignee: string | null
  readonly roles: string
  readonly priority: number
  readonly due: number | null
}

interface SubscriptionRow {
  readonly subscription_id: string
  readonly element_id: string
  readonly kind: string
  readonly name: string
  readonly correlation_key: string | null
  readonly region: string
  readonly opened_at: number
}

interface DraftRow {
  readonly user_id: string
  readonly draft_id: string
  readonly release: string
  readonly form_id: string
  readonly answers: string
  readonly version: number
}

/** Reads what a move of a loaded case may change. */
export async function takeSnapshot(db: Db, { id, release, state }: LoadedInstance): Promise<Snapshot> {
  const of = await db
    .selectFrom('cases')
    .select(['process_title', 'start_release'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    release,
    processTitle: of.process_title,
    startRelease: of.start_release,
    state,
    called: await db
      .selectFrom('called_instance')
      .select(['number', 'state'])
      .where('case_id', '=', id)
      .where('active', '=', 1)
      .execute(),
    tasks: await db
      .selectFrom('task')
      .select(['id', 'element_id', 'name', 'form_id', 'assignee', 'roles', 'priority', 'due'])
      .where('case_id', '=', id)
      .where('status', '=', 'open')
      .execute(),
    timers: await db.selectFrom('timer').select(['timer_id', 'element_id', 'due']).where('case_id', '=', id).execute(),
    subscriptions: await db
      .selectFrom('subscription')
      .select(['subscription_id', 'element_id', 'kind', 'name', 'correlation_key', 'region', 'opened_at'])
      .where('case_id', '=', id)
      .execute(),
    jobs: await db.selectFrom('job').select(['job_id', 'element_id']).where('case_id', '=', id).execute(),
    incidents: await db
      .selectFrom('incident')
      .select(['incident_id', 'element_id'])
      .where('case_id', '=', id)
      .where('closed_at', 'is', null)
      .execute(),
    drafts: await db
      .selectFrom('answer_draft')
      .select(['user_id', 'draft_id', 'release', 'form_id', 'answers', 'version'])
      .where('case_id', '=', id)
      .execute(),
  }
}

/**
 * Puts all of it back but the state of the case's own process, which is saved with the step that says so. A draft that
 * somebody has gone on with stays as it is now.
 */
export async function putBack(tx: Tx, of: LoadedInstance, before: Snapshot): Promise<void> {
  const { db } = tx
  const { id, region, processId } = of
  await db
    .updateTable('cases')
    .set({ release: before.release, process_title: before.processTitle, start_release: before.startRelease })
    .where('id', '=', id)
    .execute()
  for (const { number, state } of before.called) {
    await db
      .updateTable('called_instance')
      .set({ state })
      .where('case_id', '=', id)
      .where('number', '=', number)
      .execute()
  }
  for (const task of before.tasks) await taskBack(tx, { region, processId }, task)
  await db.deleteFrom('timer').where('case_id', '=', id).execute()
  for (const timer of before.timers)
    await db
      .insertInto('timer')
      .values({ case_id: id, ...timer })
      .execute()
  if (of.suspended) await setAside(tx, id, true)
  await db.deleteFrom('subscription').where('case_id', '=', id).execute()
  for (const one of before.subscriptions) {
    const fresh = one.kind === 'message' ? 1 : 0
    await db
      .insertInto('subscription')
      .values({ case_id: id, ...one, fresh })
      .execute()
  }
  for (const { job_id, element_id } of before.jobs) await place(db, 'job', { id, key: job_id, element_id })
  for (const { incident_id, element_id } of before.incidents)
    await place(db, 'incident', { id, key: incident_id, element_id })
  for (const { user_id, draft_id, version, ...draft } of before.drafts) {
    await db
      .updateTable('answer_draft')
      .set({ ...draft, version: version + 2 })
      .where('user_id', '=', user_id)
      .where('draft_id', '=', draft_id)
      .where('version', '=', version + 1)
      .execute()
  }
}

/** The element that a job or an open incident stands at. */
export async function place(
  db: Db,
  table: 'job' | 'incident',
  { id, key, element_id }: { readonly id: string; readonly key: string; readonly element_id: string },
): Promise<void> {
  if (table === 'job') {
    await db.updateTable('job').set({ element_id }).where('case_id', '=', id).where('job_id', '=', key).execute()
  } else {
    const incident = db.updateTable('incident').set({ element_id }).where('case_id', '=', id)
    await incident.where('incident_id', '=', key).where('closed_at', 'is', null).execute()
  }
}

async function taskBack(
  tx: Tx,
  { region, processId }: { readonly region: string; readonly processId: string },
  { id, due, ...row }: TaskRow,
): Promise<void> {
  const { db } = tx
  const now = await db.selectFrom('task').select(['assignee', 'roles']).where('id', '=', id).executeTakeFirstOrThrow()
  await db.updateTable('task').set(row).where('id', '=', id).execute()
  withdrawTask(tx, { id, region, due, assignee: now.assignee, roles: JSON.parse(now.roles) as string[] })
  const roles = JSON.parse(row.roles) as string[]
  offerTask(tx, { id, region, processId, due, assignee: row.assignee, roles })
}
