import { type Command, EngineError, type Process, type StartCommand } from '#engine'
import type { LocalizedText } from '#findings'
import type { CompiledRelease } from '../compile-release.ts'
import type { ScenarioAction } from './action.ts'
import { carryOutAction } from './carry-out-action.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { type ScenarioStatus, statusOf } from './status.ts'
import type { Trace } from './trace.ts'
import { newWorld } from './world.ts'

export type PlayedRelease = Pick<CompiledRelease, 'forms' | 'roles' | 'calendar'>

export interface ScenarioOptions {
  /** What `start` starts where it does not say; the first process where left out. */
  readonly process?: string
  /** `auto`: every job succeeds at once with no result; where left out, `manual` if an action is about a job. */
  readonly jobs?: 'auto' | 'manual'
  /** The moment the clock stands at first, in milliseconds since 1970 (UTC); a Monday morning in 2026 where left out. */
  readonly startAt?: number
  /** The forms and roles that `fill`, `form`, `as` and `may` are about. */
  readonly release?: PlayedRelease
  /** Filled with what the scenario goes through. */
  readonly trace?: Trace
  /** Told of every command an instance takes, before it takes it. */
  readonly told?: (taken: TakenCommand) => void
}

export interface TakenCommand {
  readonly instanceId: string
  readonly processId: string
  readonly command: Command | StartCommand
}

/** What was done, and where all instances stand after it. With a `failure` the scenario is over. */
export interface ScenarioStep {
  readonly index: number
  readonly action: ScenarioAction
  readonly status: ScenarioStatus
  readonly failure?: LocalizedText
}

/**
 * Plays a scenario on the engine with a clock of its own, action by action. Pure: nothing is sent or stored, jobs are
 * settled by the scenario.
 */
export function* playScenario(
  processes: readonly Process[],
  actions: readonly ScenarioAction[],
  options: ScenarioOptions = {},
): Generator<ScenarioStep, void> {
  const jobs = options.jobs ?? (actions.some((action) => 'job' in action) ? 'manual' : 'auto')
  const world = newWorld(processes, { ...options, jobs })
  for (const [index, action] of actions.entries()) {
    const failure = failureOf(() => carryOutAction(world, action))
    yield { index, action, status: statusOf(world), ...(failure && { failure }) }
    if (failure) return
  }
}

/** The whole of `playScenario`; `failure` is that of the last step. */
export function runScenario(
  processes: readonly Process[],
  actions: readonly ScenarioAction[],
  options: ScenarioOptions = {},
): { readonly steps: readonly ScenarioStep[]; readonly failure?: LocalizedText } {
  const steps = [...playScenario(processes, actions, options)]
  return { steps, failure: steps.at(-1)?.failure }
}

function failureOf(act: () => void): LocalizedText | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof ScenarioFailedError) return error.words
    if (error instanceof EngineError) return { 'zh-CN': `引擎拒绝了该操作：${error.message}`, en: error.message }
    throw error
  }
}
