import {
  type CasePlan,
  type Migration,
  migrationOf,
  moveFields,
  planCase,
  type Reason,
  type Verdict,
} from '#definitions'
import type { InstanceState } from '#engine'
import type { Deps } from '../deps.ts'
import { type LoadedInstance, loadInstance, saveStep } from '../execution/advance.ts'
import { storedId } from '../execution/element-address.ts'
import { type CaseInstances, instancesOf } from '../execution/instances-of.ts'
import { factsOf } from '../execution/process-facts.ts'
import { setAside } from '../execution/set-aside.ts'
import { stepFacts } from '../execution/step-facts.ts'
import { storeEffect } from '../execution/store-effects.ts'
import type { Line } from '../execution/timeline.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { writeAudit } from '../store/audit.ts'
import type { Tx } from '../store/store.ts'
import { place, type Snapshot, takeSnapshot } from './snapshot.ts'

export interface Move {
  readonly runId: string
  readonly from: ReadyRelease
  readonly to: ReadyRelease
  readonly migration?: Migration
  readonly reason: string
  readonly by: { readonly id: string; readonly displayName: string }
}

export interface Moved {
  readonly verdict: Verdict
  readonly reasons: readonly Reason[]
  /** Of a case that was moved. */
  readonly before?: Snapshot
  readonly versionAfter?: number
}

type MoveDeps = Pick<Deps, 'clock' | 'calendar'>

/** What would become of a loaded case. */
export async function planOf(
  tx: Tx,
  { clock }: Pick<MoveDeps, 'clock'>,
  loaded: LoadedInstance,
  { from, to, migration }: Pick<Move, 'from' | 'to' | 'migration'>,
): Promise<{ readonly plan: CasePlan; readonly instances: readonly CaseInstances[] }> {
  const own = { id: loaded.id, processId: loaded.processId, state: JSON.stringify(loaded.state) }
  const instances = await instancesOf(tx.db, own, from.compiled.processes)
  const running = instances.map(({ number, process, state }) => ({ number, processId: process.id, state }))
  const plan = planCase({ from: from.compiled, to: to.compiled, migration, instances: running, at: clock.now() })
  return { plan, instances }
}

/**
 * Moves a case to another release in the transaction, where it can go there: its state and those of the processes it has
 * called, tasks, timers, what it waits for, drafts, and the release it is pinned to.
 */
export async function moveCase(tx: Tx, deps: MoveDeps, caseId: string, move: Move): Promise<Moved | 'gone'> {
  const { db } = tx
  const loaded = await loadInstance(tx, caseId)
  if (loaded?.status !== 'open' || loaded.release !== move.from.release.digest) return 'gone'
  const { plan, instances } = await planOf(tx, deps, loaded, move)
  const { verdict, reasons } = plan
  if (verdict === 'refused') return { verdict, reasons }

  const before = await takeSnapshot(db, loaded)
  const at = deps.clock.now()
  const facts = stepFacts(move.to, at, deps.calendar)
  await keepOldForms(tx, loaded)
  const lines: Line[] = [
    { what: 'migrated', byName: move.by.displayName, detail: { text: move.reason, release: loaded.release } },
  ]
  for (const instance of plan.instances) {
    const old = instances.find(({ number }) => number === instance.number)
    if (old) await relocate(tx, loaded.id, instance.number, old.state, instance.state)
    for (const effect of instance.effects)
      lines.push(...(await storeEffect(tx, loaded, instance.number, effect, facts)))
    if (instance.number !== 0) await saveCalled(tx, loaded.id, instance.number, instance.state)
  }
  if (loaded.suspended) await setAside(tx, caseId, true)
  await moveDrafts(tx, loaded, before, move, at)
  const process = move.to.compiled.processes.get(loaded.processId)
  await db
    .updateTable('cases')
    .set({
      release: move.to.release.digest,
      ...(process && { process_title: JSON.stringify(factsOf(process).title) }),
    })
    .where('id', '=', caseId)
    .execute()
  const own = plan.instances.find(({ number }) => number === 0)
  await saveStep(tx, loaded, { state: own?.state ?? loaded.state, lines, at })
  const subject = `${caseId} ${move.runId} ${loaded.release} ${move.to.release.digest}`
  await writeAudit(tx, { stream: `case:${caseId}`, at, actor: move.by.id, action: 'migrate-case', subject })
  return { verdict, reasons, before, versionAfter: loaded.version + 1 }
}

/** What was filled in before is shown as it was: it keeps the release whose forms were used. */
async function keepOldForms({ db }: Tx, { id, release }: LoadedInstance): Promise<void> {
  await db
    .updateTable('task')
    .set({ release })
    .where('case_id', '=', id)
    .where('status', '!=', 'open')
    .where('release', 'is', null)
    .execute()
  await db
    .updateTable('cases')
    .set({ start_release: release })
    .where('id', '=', id)
    .where('start_release', 'is', null)
    .execute()
}

/** What waits stands at the element that has taken the place of its own. */
async function relocate({ db }: Tx, id: string, call: number, old: InstanceState, now: InstanceState): Promise<void> {
  for (const [key, { at: elementId, incident }] of Object.entries(now.tokens)) {
    if (old.tokens[Number(key)]?.at === elementId) continue
    const stored = storedId({ call, id: key })
    await db.updateTable('task').set({ element_id: elementId }).where('id', '=', `${id}.${stored}`).execute()
    await place(db, 'job', { id, key: stored, element_id: elementId })
    if (incident === undefined) continue
    await place(db, 'incident', { id, key: storedId({ call, id: String(incident) }), element_id: elementId })
  }
  for (const [key, { at: elementId, kind }] of Object.entries(now.subscriptions)) {
    const before = old.subscriptions[Number(key)]
    if (!before || before.at === elementId) continue
    const stored = storedId({ call, id: key })
    const moved = { element_id: elementId }
    if (kind === 'timer') {
      await db.updateTable('timer').set(moved).where('case_id', '=', id).where('timer_id', '=', stored).execute()
    } else {
      const waiting = db.updateTable('subscription').set(moved).where('case_id', '=', id)
      await waiting.where('subscription_id', '=', stored).execute()
    }
  }
}

async function saveCalled({ db }: Tx, caseId: string, number: number, state: InstanceState): Promise<void> {
  await db
    .updateTable('called_instance')
    .set({ state: JSON.stringify(state) })
    .where('case_id', '=', caseId)
    .where('number', '=', number)
    .execute()
}

/** Drafts of open tasks go on with the new form; their answers change as the variables of the case do. */
async function moveDrafts(
  { db }: Tx,
  { id, processId, state }: LoadedInstance,
  { drafts }: Snapshot,
  { migration, to }: Move,
  at: number,
): Promise<void> {
  for (const { user_id, draft_id, answers, version, form_id } of drafts) {
    const task = await db.selectFrom('task').select('form_id').where('id', '=', draft_id).executeTakeFirst()
    const part = migrationOf(migration, processId)
    const given = JSON.parse(answers) as Readonly<Record<string, unknown>>
    const pretended = { ...state, scopes: { 1: { variables: given, live: 0 } } }
    const moved = part ? moveFields(part, pretended, at) : undefined
    const kept = moved && moved.problems.length === 0 ? moved.state.scopes[1]?.variables : given
    await db
      .updateTable('answer_draft')
      .set({
        answers: JSON.stringify(kept),
        release: to.release.digest,
        form_id: task?.form_id ?? form_id,
        version: version + 1,
      })
      .where('user_id', '=', user_id)
      .where('draft_id', '=', draft_id)
      .where('case_id', '=', id)
      .execute()
  }
}
