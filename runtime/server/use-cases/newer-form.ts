import { changeForCases, defaultPinning, type PinningChoice, pinningOf } from '#definitions'
import type { Deps } from '../deps.ts'
import { moveCase } from '../migration/move-case.ts'
import type { ReadyRelease } from '../releases/releases.ts'

/** An open task, as far as what its bundle says about newer forms goes. */
export interface PinnedTask {
  readonly caseId: string
  readonly region: string
  readonly processId: string
  readonly release: string
}

export interface NewerForm {
  readonly from: ReadyRelease
  readonly to: ReadyRelease
  /** About open tasks; where someone has begun to fill a form of the case in, about drafts. */
  readonly policy: PinningChoice
}

type NewerDeps = Pick<Deps, 'store' | 'releases' | 'clock' | 'calendar'>

/** The release in force, where it differs in nothing but forms for the case that the task is of, and what is said of that. */
export async function newerForm(deps: NewerDeps, task: PinnedTask): Promise<NewerForm | undefined> {
  const { store, releases } = deps
  const digest = await releases.inForce(task.region)
  if (digest === undefined || digest === task.release) return undefined
  const [from, to] = await Promise.all([releases.ready(task.release), releases.ready(digest)])
  const said = pinningOf(to.release, task.processId)
  if (!said || changeForCases(task.processId, from.compiled, to.compiled) !== 'forms') return undefined
  const draft = await store.db
    .selectFrom('answer_draft')
    .select('draft_id')
    .where('case_id', '=', task.caseId)
    .where('discarded_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const about = draft ? 'drafts' : 'tasks'
  return { from, to, policy: said[about] ?? defaultPinning[about] }
}

const machine = { id: 'system', displayName: '系统' }

/** Lets the case go on with the newer forms; nothing where it has gone on meanwhile. */
export async function takeNewerForm(
  deps: NewerDeps,
  { caseId }: Pick<PinnedTask, 'caseId'>,
  { from, to }: Pick<NewerForm, 'from' | 'to'>,
  by: { readonly id: string; readonly displayName: string } = machine,
): Promise<void> {
  const reason = '表单已更新，按新表单办理'
  await deps.store.write((tx) => moveCase(tx, deps, caseId, { runId: 'newer-form', from, to, reason, by }))
}
