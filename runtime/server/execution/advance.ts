import type { Effect, InstanceState, StartCommand } from '#engine'
import { RefusedError } from '../refused-error.ts'
import { insertRows } from '../store/insert-rows.ts'
import { prepared } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'
import { type Addressed, type CaseInWork, carryOut } from './carry-out.ts'
import type { EffectCase, StepFacts } from './store-effects.ts'
import type { Line } from './timeline.ts'

/** A case with its engine state, locked for this transaction. */
export interface LoadedInstance extends EffectCase {
  readonly release: string
  readonly startedBy: string
  readonly status: string
  readonly state: InstanceState
  readonly version: number
  readonly historyCount: number
  readonly suspended: boolean
}

const instanceQuery = (db: Db, { caseId }: { caseId: string }) =>
  db
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
      'suspended',
      'hops',
    ])
    .where('instance.case_id', '=', caseId)
const instance = prepared(instanceQuery)
const lockedInstance = prepared((db, values: { caseId: string }) => instanceQuery(db, values).forUpdate())

const saveInstance = prepared((db, { caseId, state, version, next, historyCount }: SavedInstance) =>
  db
    .updateTable('instance')
    .set({ state, version: next, history_count: historyCount })
    .where('case_id', '=', caseId)
    .where('version', '=', version)
    .returning('version'),
)

interface SavedInstance {
  readonly caseId: string
  readonly state: string
  readonly version: number
  readonly next: number
  readonly historyCount: number
}

/** Loads a case to change it; on PostgreSQL nobody else changes it until the transaction ends. */
export async function loadInstance(tx: Tx, caseId: string): Promise<LoadedInstance | undefined> {
  const [row] = await (tx.dialect === 'postgres' ? lockedInstance : instance)(tx, { caseId })
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
      suspended: row.suspended !== 0,
      hops: row.hops,
    }
  )
}

/**
 * Commands to a loaded case, one after the other: its new state and everything they ask for, called processes included,
 * are stored in the transaction. `lines` come before those of the steps.
 * @throws {RefusedError} `wrong-state` where the case was moved to another release since `facts` were made.
 */
export async function advance(
  tx: Tx,
  loaded: LoadedInstance,
  commands: Addressed | readonly Addressed[],
  facts: StepFacts,
  before: readonly Line[] = [],
) {
  if (loaded.release !== facts.release)
    throw new RefusedError('wrong-state', { reason: 'the case was moved meanwhile' })
  const work: CaseInWork = { ...loaded, before }
  const { state, effects, lines } = await carryOut(tx, work, Array.isArray(commands) ? commands : [commands], facts)
  await saveStep(tx, loaded, { state, lines, at: facts.at })
  return { state, effects }
}

/** Stores the new state of a loaded case and what its history tells of the way there. */
export async function saveStep(
  tx: Tx,
  loaded: LoadedInstance,
  { state, lines, at }: { readonly state: InstanceState; readonly lines: readonly Line[]; readonly at: number },
): Promise<void> {
  const saved = await saveInstance(tx, {
    caseId: loaded.id,
    state: JSON.stringify(state),
    version: loaded.version,
    next: loaded.version + 1,
    historyCount: loaded.historyCount + lines.length,
  })
  if (saved.length !== 1) throw new Error(`Case ${loaded.id} was changed by someone else during a step.`)
  addHistory(tx, loaded.id, loaded.historyCount, at, lines)
}

/** Begins a case's own process and stores its first state. `before` come before the lines of the step. */
export async function storeStart(
  tx: Tx,
  of: EffectCase,
  command: StartCommand,
  facts: StepFacts,
  before: readonly Line[],
): Promise<readonly Effect[]> {
  const { state, effects, lines } = await carryOut(tx, { ...of, before }, command, facts)
  const row = { case_id: of.id, version: 1, state: JSON.stringify(state), history_count: lines.length, hops: of.hops }
  tx.soon(addInstance(tx, [{ ...row, suspended: 0 }]))
  addHistory(tx, of.id, 0, facts.at, lines)
  return effects
}

/** True where the machine has something to do after the commit. */
export function asksTheMachine(effects: readonly Effect[]): boolean {
  return effects.some(({ type }) => forTheMachine.has(type))
}

const forTheMachine: ReadonlySet<Effect['type']> = new Set([
  'queueJob',
  'setTimer',
  'subscribe',
  'sendMessage',
  'broadcastSignal',
])

const addInstance = insertRows('instance', ['case_id', 'version', 'state', 'history_count', 'hops', 'suspended'])
const addLines = insertRows('history', ['case_id', 'seq', 'at', 'what', 'element_id', 'by_name', 'detail'])

function addHistory(tx: Tx, caseId: string, count: number, at: number, lines: readonly Line[]) {
  const rows = lines.map(({ what, elementId, byName, detail }, index) => ({
    case_id: caseId,
    seq: count + index + 1,
    at,
    what,
    element_id: elementId ?? null,
    by_name: byName ?? null,
    detail: detail ? JSON.stringify(detail) : null,
  }))
  tx.soon(addLines(tx, rows))
}
