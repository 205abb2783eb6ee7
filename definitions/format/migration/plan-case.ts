import { type Effect, type InstanceState, type MigrationNote, migrate } from '#engine'
import type { LocalizedText } from '#findings'
import type { CompiledRelease } from '../compile-release.ts'
import { type Migration, migrationOf } from './migration.ts'
import type { FieldProblem } from './move-fields.ts'
import { moveFields } from './move-fields.ts'

/**
 * `unchanged`: nothing but the release it is pinned to. `moves`: as expected. `caution`: it moves, and somebody should know
 * what changes for it. `refused`: it stays where it is.
 */
export type Verdict = 'unchanged' | 'moves' | 'caution' | 'refused'

export interface Reason {
  /** Stable and kebab-case. */
  readonly code: string
  /** Of the process in which it is found. */
  readonly processId: string
  /** Element in the old version, or step of the field map. */
  readonly node?: string
  readonly message: LocalizedText
}

/** One running instance of a case: its own process (`number` 0) or one that it called. */
export interface RunningInstance {
  readonly number: number
  readonly processId: string
  readonly state: InstanceState
}

export interface CasePlan {
  readonly verdict: Verdict
  readonly reasons: readonly Reason[]
  /** What each instance becomes; empty where it is refused. */
  readonly instances: readonly (RunningInstance & { readonly effects: readonly Effect[] })[]
}

export interface PlanCase {
  readonly from: CompiledRelease
  readonly to: CompiledRelease
  /** Left out, every element and variable keeps its id. */
  readonly migration?: Migration
  readonly instances: readonly RunningInstance[]
  /** Milliseconds since 1970 (UTC). */
  readonly at: number
}

/** Whether a case can go to another release, why not, and what it is there. Changes nothing. */
export function planCase({ from, to, migration, instances, at }: PlanCase): CasePlan {
  const plans = instances.map((instance) => planInstance({ from, to, migration, at }, instance))
  const problems = plans.flatMap((plan) => plan.problems)
  if (problems.length > 0) return { verdict: 'refused', reasons: problems, instances: [] }
  const notes = plans.flatMap((plan) => plan.notes)
  const isSame = plans.every(
    ({ instance, effects }, at) => effects.length === 0 && instance.state === instances[at]?.state,
  )
  const verdict = notes.some(({ code }) => cautions.has(code)) ? 'caution' : isSame ? 'unchanged' : 'moves'
  return { verdict, reasons: notes, instances: plans.map(({ instance, effects }) => ({ ...instance, effects })) }
}

/** What somebody might not expect. */
const cautions: ReadonlySet<string> = new Set([
  'event-removed',
  'event-added',
  'timer-kept',
  'job-kept',
  'field-removed',
] satisfies (MigrationNote['code'] | 'field-removed')[])

interface InstancePlan {
  readonly instance: RunningInstance
  readonly effects: readonly Effect[]
  readonly problems: readonly Reason[]
  readonly notes: readonly Reason[]
}

function planInstance(
  { from, to, migration, at }: Omit<PlanCase, 'instances'>,
  instance: RunningInstance,
): InstancePlan {
  const { processId, state } = instance
  const [before, after] = [from.processes.get(processId), to.processes.get(processId)]
  const stays = (problems: Reason[]): InstancePlan => ({ instance, effects: [], problems, notes: [] })
  if (!before || !after) return stays([processGone(processId)])
  const mine = migrationOf(migration, processId)
  const fields = mine ? moveFields(mine, state, at) : { state, problems: [], removed: [] }
  if (fields.problems.length > 0) return stays(fields.problems.map((problem) => ofStep(processId, problem)))
  const moved = migrate(before, after, fields.state, { at, elements: mine?.elements })
  const told = (reasons: readonly { code: string; elementId: string; message: LocalizedText }[]) =>
    reasons.map(({ code, elementId, message }): Reason => ({ code, processId, node: elementId, message }))
  if (!moved.state) return stays(told(moved.problems))
  const isSame = moved.effects.length === 0 && JSON.stringify(moved.state) === JSON.stringify(state)
  return {
    instance: { ...instance, state: isSame ? state : moved.state },
    effects: moved.effects,
    problems: [],
    notes: [...fields.removed.map((step) => fieldRemoved(processId, step)), ...told(moved.notes)],
  }
}

function processGone(processId: string): Reason {
  const message = {
    'zh-CN': `新版本中没有流程“${processId}”`,
    en: `The new version has no process "${processId}"`,
  }
  return { code: 'process-gone', processId, message }
}

function ofStep(processId: string, { code, step, message: [zh, en] }: FieldProblem): Reason {
  return { code, processId, node: step, message: { 'zh-CN': zh, en } }
}

function fieldRemoved(processId: string, step: string): Reason {
  const message = {
    'zh-CN': `有内容的字段将被删去（${step}）`,
    en: `A field with a value is taken away (${step})`,
  }
  return { code: 'field-removed', processId, node: step, message }
}
