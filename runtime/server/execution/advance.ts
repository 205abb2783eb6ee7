import { type Command, type Effect, type InstanceState, type Process, type StepResult, step } from '#engine'
import type { Db, Tx } from '../store/store.ts'
import { type EffectCase, type StepFacts, storeEffects } from './store-effects.ts'
import type { Line } from './timeline.ts'

/** A case with its engine state, locked for this transaction. */
export interface LoadedInstance extends EffectCase {
  readonly release: string
  readonly startedBy: string
  readonly status: string
  readonly state: InstanceState
  readonly version: number
  readonly historyCount: number
}

/** Loads a case to change it; on PostgreSQL nobody else changes it until the transaction ends. */
export async function loadInstance({ db, dialect }: Tx, caseId: string): Promise<LoadedInstance | undefined> {
  const query = db
    .selectFrom('instance')
    .innerJoin('cases', 'cases.id', 'instance.case_id')
    .select([
      'cases.id',
      'region',
      'process_id',
      'release',
      'started_by',
      'status',
      'state',
      'version',
      'history_count',
    ])
    .where('instance.case_id', '=', caseId)
  const row = await (dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      id: row.id,
      region: row.region,
      processId: row.process_id,
      release: row.release,
      startedBy: row.started_by,
      status: row.status,
      state: JSON.parse(row.state) as InstanceState,
      version: row.version,
      historyCount: row.history_count,
    }
  )
}

/** One step of a loaded case: its new state and everything the step asks for are stored in the transaction. */
export async function advance(tx: Tx, loaded: LoadedInstance, process: Process, command: Command, facts: StepFacts) {
  const { state, effects } = step(process, loaded.state, command)
  const lines = await storeEffects(tx, loaded, effects, facts)
  const saved = await tx.db
    .updateTable('instance')
    .set({
      state: JSON.stringify(state),
      version: loaded.version + 1,
      history_count: loaded.historyCount + lines.length,
    })
    .where('case_id', '=', loaded.id)
    .where('version', '=', loaded.version)
    .executeTakeFirst()
  if (saved.numUpdatedRows !== 1n) throw new Error(`Case ${loaded.id} was changed by someone else during a step.`)
  await addHistory(tx.db, loaded.id, loaded.historyCount, facts.at, lines)
  return { state, effects }
}

/** Stores a case's first state. `lines` come before those of the step. */
export async function storeStart(
  tx: Tx,
  of: EffectCase,
  { state, effects }: StepResult,
  facts: StepFacts,
  before: readonly Line[],
): Promise<void> {
  const lines = [...before, ...(await storeEffects(tx, of, effects, facts))]
  await tx.db
    .insertInto('instance')
    .values({ case_id: of.id, version: 1, state: JSON.stringify(state), history_count: lines.length })
    .execute()
  await addHistory(tx.db, of.id, 0, facts.at, lines)
}

/** True where the machine has something to do after the commit. */
export function asksTheMachine(effects: readonly Effect[]): boolean {
  return effects.some(({ type }) => type === 'queueJob' || type === 'setTimer')
}

const rowsAtOnce = 500

async function addHistory(db: Db, caseId: string, count: number, at: number, lines: readonly Line[]) {
  const rows = lines.map(({ what, elementId, byName, detail }, index) => ({
    case_id: caseId,
    seq: count + index + 1,
    at,
    what,
    element_id: elementId ?? null,
    by_name: byName ?? null,
    detail: detail ? JSON.stringify(detail) : null,
  }))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db
      .insertInto('history')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
  }
}
