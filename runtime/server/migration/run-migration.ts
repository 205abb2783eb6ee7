import type { Selectable } from 'kysely'
import { type Migration, pinningOf } from '#definitions'
import type { Deps } from '../deps.ts'
import { loadInstance } from '../execution/advance.ts'
import { RefusedError } from '../refused-error.ts'
import { type Db, StoreUnavailableError, type Tables, type Tx } from '../store/store.ts'
import { type Move, moveCase, planOf } from './move-case.ts'
import type { Snapshot } from './snapshot.ts'
import { undoCase } from './undo-case.ts'

export type Run = Selectable<Tables['migration_run']>
type Row = Selectable<Tables['migrated_case']>
type RunDeps = Omit<Deps, 'wake'>

const atOnce = 50

/** What a run does next to its cases, which outcome they wait for it with, and what it is when none is left. */
const passes = {
  planning: { takes: 'waiting', ends: 'planned', pass: planOne },
  running: { takes: 'planned', ends: 'done', pass: moveOne },
  undoing: { takes: 'moved', ends: 'undone', pass: undoOne },
} as const

/**
 * Works on some cases of a run, each in a transaction of its own: a run that is killed goes on with the next case, and
 * several nodes may work on one. Gives back how many it looked at; 0 where the run has come to the end of what it does.
 */
export async function workOnRun(deps: RunDeps, run: Run): Promise<number> {
  const { state } = run
  if (state !== 'planning' && state !== 'running' && state !== 'undoing') return 0
  const { takes, ends, pass } = passes[state]
  const { store, clock } = deps
  const rows = await store.db
    .selectFrom('migrated_case')
    .select('case_id')
    .where('run_id', '=', run.id)
    .where('outcome', '=', takes)
    .limit(atOnce)
    .execute()
  for (const { case_id } of rows) {
    const now = await store.db.selectFrom('migration_run').select('state').where('id', '=', run.id).executeTakeFirst()
    if (now?.state !== state) return 1
    await passOrTell(deps, run, case_id, takes, pass)
  }
  if (rows.length === 0) {
    await store.write(({ db }) =>
      db
        .updateTable('migration_run')
        .set({ state: ends, ended_at: clock.now() })
        .where('id', '=', run.id)
        .where('state', '=', state)
        .execute(),
    )
  }
  return rows.length
}

type Pass = (deps: RunDeps, run: Run, caseId: string) => Promise<void>

/** A case that fails for a reason nobody foresaw stays where it is, and holds up no other. */
async function passOrTell(deps: RunDeps, run: Run, caseId: string, takes: Row['outcome'], pass: Pass): Promise<void> {
  try {
    await pass(deps, run, caseId)
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error
    deps.log.error({ err: error, runId: run.id, caseId }, 'a case could not be moved')
    const message = {
      'zh-CN': '处理该办件时服务器出错，办件保持原样；请查看服务器日志',
      en: 'The server failed at this case, which stays as it was; see the log of the server',
    }
    const reasons = [{ code: 'failed', processId: '', message }]
    await deps.store.write(async (tx) => {
      const row = await taken(tx, run, caseId, takes)
      if (row && takes === 'moved') await settle(tx, row, { outcome: 'gone-on', reasons })
      else if (row) await settle(tx, row, { outcome: 'refused', verdict: 'refused', reasons })
    })
  }
}

/** A run that another node, or a command beside the server, may be working on as well. */
export async function openRun({ store }: Pick<Deps, 'store'>, id: string): Promise<Run | undefined> {
  return store.db.selectFrom('migration_run').selectAll().where('id', '=', id).executeTakeFirst()
}

async function planOne(deps: RunDeps, run: Run, caseId: string): Promise<void> {
  const move = await moveOf(deps, run, caseId)
  await deps.store.write(async (tx) => {
    const row = await taken(tx, run, caseId, 'waiting')
    if (!row) return
    const loaded = await loadInstance(tx, caseId)
    if (!move || !loaded || loaded.status !== 'open' || loaded.release !== move.from.release.digest) {
      return settle(tx, row, { outcome: 'gone' })
    }
    if (move.stays) return settle(tx, row, { outcome: 'refused', verdict: 'refused', reasons: [move.stays] })
    const { verdict, reasons } = (await planOf(tx, deps, loaded, move)).plan
    await settle(tx, row, { outcome: verdict === 'refused' ? 'refused' : 'planned', verdict, reasons })
  })
}

async function moveOne(deps: RunDeps, run: Run, caseId: string): Promise<void> {
  const move = await moveOf(deps, run, caseId)
  await deps.store.write(async (tx) => {
    const row = await taken(tx, run, caseId, 'planned')
    if (!row) return
    const moved = move && !move.stays ? await moveCase(tx, deps, caseId, move) : 'gone'
    if (moved === 'gone') return settle(tx, row, { outcome: 'gone' })
    const { verdict, reasons, before, versionAfter } = moved
    if (!before) return settle(tx, row, { outcome: 'refused', verdict, reasons })
    return settle(tx, row, { outcome: 'moved', verdict, reasons, before, versionAfter })
  })
}

async function undoOne(deps: RunDeps, run: Run, caseId: string): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await taken(tx, run, caseId, 'moved')
    if (!row || row.before === null || row.version_after === null) return
    const outcome = await undoCase(tx, deps, caseId, {
      runId: run.id,
      to: run.to_release,
      reason: run.reason,
      by: { id: run.by_id, displayName: run.by_name },
      before: JSON.parse(row.before) as Snapshot,
      versionAfter: row.version_after,
    })
    await tx.db
      .updateTable('migrated_case')
      .set(outcome === 'undone' ? { outcome, before: null } : { outcome })
      .where('run_id', '=', run.id)
      .where('case_id', '=', caseId)
      .execute()
  })
}

/** The row of a case that still waits for this pass; undefined where another node has taken it. */
async function taken({ db, dialect }: Tx, { id }: Run, caseId: string, outcome: Row['outcome']) {
  const row = db
    .selectFrom('migrated_case')
    .selectAll()
    .where('run_id', '=', id)
    .where('case_id', '=', caseId)
    .where('outcome', '=', outcome)
  return (dialect === 'postgres' ? row.forUpdate().skipLocked() : row).executeTakeFirst()
}

interface Settled {
  readonly outcome: Row['outcome']
  readonly verdict?: Row['verdict']
  readonly reasons?: readonly unknown[]
  readonly before?: Snapshot
  readonly versionAfter?: number
}

async function settle(
  { db }: Tx,
  { run_id, case_id }: Row,
  { outcome, verdict = null, reasons = [], before, versionAfter }: Settled,
): Promise<void> {
  await db
    .updateTable('migrated_case')
    .set({
      outcome,
      verdict,
      reasons: JSON.stringify(reasons),
      before: before ? JSON.stringify(before) : null,
      version_after: versionAfter ?? null,
    })
    .where('run_id', '=', run_id)
    .where('case_id', '=', case_id)
    .execute()
}

type CaseMove = Move & {
  readonly stays?: { code: string; processId: string; message: { 'zh-CN': string; en: string } }
}

/** From where to where a case goes; read before the transaction, and compared with the case within it. */
async function moveOf({ store, releases }: RunDeps, run: Run, caseId: string): Promise<CaseMove | undefined> {
  const of = await store.db
    .selectFrom('cases')
    .select(['region', 'release', 'process_id'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!of || of.release === run.to_release) return undefined
  const [from, to] = await Promise.all([releases.ready(of.release), releases.ready(run.to_release)])
  const move = {
    runId: run.id,
    from,
    to,
    migration: run.migration === null ? undefined : (JSON.parse(run.migration) as Migration),
    reason: run.reason,
    by: { id: run.by_id, displayName: run.by_name },
  }
  const nearest = await releases.inForce(of.region)
  const area = nearest === undefined ? undefined : (await releases.ready(nearest)).release.region
  if (area === to.release.region) {
    const policy = pinningOf(to.release, of.process_id)?.drafts ?? 'move'
    const begun = policy === 'move' ? undefined : await draftOf(store.db, caseId)
    return begun ? { ...move, stays: draftInProgress(of.process_id, policy === 'ask') } : move
  }
  const message = {
    'zh-CN': '该办件所在区域有自己的发布，不能迁移到其他区域的版本',
    en: 'The region of the case has releases of its own, so it is not moved to one of another region',
  }
  return { ...move, stays: { code: 'other-region', processId: of.process_id, message } }
}

function draftOf(db: Db, caseId: string) {
  return db
    .selectFrom('answer_draft')
    .select('draft_id')
    .where('case_id', '=', caseId)
    .where('discarded_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
}

/** The bundle says that what someone is filling in does not change under their hands. */
function draftInProgress(processId: string, mayAsk: boolean) {
  const message = mayAsk
    ? {
        'zh-CN': '有人正在填写该办件的表单，改用新表单要由填写人决定；提交或放弃草稿后可再次迁移',
        en: 'Someone is filling in a form of the case and decides about a newer one; move it once that is handed in or thrown away',
      }
    : {
        'zh-CN': '有人正在填写该办件的表单，按定义包的规定不在填写中更换；提交或放弃草稿后可再次迁移',
        en: 'Someone is filling in a form of the case, which its bundle does not change meanwhile; move it once that is handed in or thrown away',
      }
  return { code: 'draft-in-progress', processId, message }
}

/** @throws {RefusedError} `migration-not-possible` */
export function requireState({ state }: Run, states: readonly Run['state'][]): void {
  if (!states.includes(state)) throw new RefusedError('migration-not-possible', { reason: `it is ${state}` })
}
