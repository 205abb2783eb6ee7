import type { Process } from '#engine'
import type { LocalizedText } from '#findings'
import type { Answers, FormDefinition } from '#forms'
import type { Scenario } from '../bundle.ts'
import type { ScenarioAction } from '../scenario/action.ts'
import { playScenario } from '../scenario/run-scenario.ts'
import { pseudonyms } from './pseudonyms.ts'
import { replacePersonalData } from './replace-personal-data.ts'

/** What is known of a case that came to its end. Moments are in milliseconds since 1970 (UTC). */
export interface CaseRecord {
  readonly processId: string
  readonly startedAt: number
  readonly endedAt?: number
  readonly start: { readonly form?: FormDefinition; readonly answers: Answers }
  readonly tasks: readonly CompletedTask[]
  /** Messages and signals that the case received; what they held is not kept. */
  readonly received?: readonly { readonly at: number; readonly kind: 'message' | 'signal'; readonly name: string }[]
}

export interface CompletedTask {
  readonly id: string
  readonly elementId: string
  readonly form?: FormDefinition
  readonly answers: Answers
  readonly openedAt: number
  readonly closedAt: number
}

export interface Recording {
  readonly scenario: Scenario
  /** Where the process, given the replaced data, does not go the way the case went: the step and why. */
  readonly differs?: LocalizedText
}

/**
 * A scenario that does what people did in a case, at the pace they did it, with personal data replaced. After each
 * action stands what is open then, as the engine finds it now. `shiftDays` moves personal dates back; choose it at random
 * and do not keep it.
 */
export function recordScenario(
  processes: readonly Process[],
  record: CaseRecord,
  { id, title, shiftDays }: Pick<Scenario, 'id' | 'title'> & { readonly shiftDays: number },
): Recording {
  const names = pseudonyms(shiftDays)
  const start = { start: { variables: replacePersonalData(record.start.form, record.start.answers, names) } }
  const happened = [
    ...record.tasks.map((task) => ({
      at: task.closedAt,
      action: {
        complete: task.elementId,
        ...nth(task, record.tasks),
        variables: replacePersonalData(task.form, task.answers, names),
      } satisfies ScenarioAction,
    })),
    ...(record.received ?? []).map(({ at, kind, name }) => ({
      at,
      action: (kind === 'message' ? { message: { name } } : { signal: { name } }) satisfies ScenarioAction,
    })),
  ].sort((left, right) => left.at - right.at)

  const actions: ScenarioAction[] = [start]
  let now = record.startedAt
  const passTo = (at: number) => {
    if (at - now >= 60_000) actions.push({ advance: duration(at - now) })
    now = Math.max(now, at)
  }
  for (const { at, action } of happened) {
    passTo(at)
    actions.push(action)
  }
  if (record.endedAt !== undefined) passTo(record.endedAt)
  return expecting(processes, { id, title, process: record.processId, actions })
}

/** The same scenario with what is open after each action. */
function expecting(
  processes: readonly Process[],
  scenario: Scenario & { readonly actions: readonly ScenarioAction[] },
): Recording {
  const actions: ScenarioAction[] = []
  let differs: LocalizedText | undefined
  for (const { index, action, status, failure } of playScenario(processes, scenario.actions, {
    process: scenario.process,
  })) {
    if (failure) {
      differs = {
        'zh-CN': `第 ${index + 1} 步：${failure['zh-CN']}`,
        en: `Step ${index + 1}: ${failure.en ?? failure['zh-CN']}`,
      }
      break
    }
    const { open, ended } = status
    actions.push(action, { expect: ended ? { ended } : { open, ended } })
  }
  return { scenario: { ...scenario, actions }, ...(differs && { differs }) }
}

/** Which of the open tasks of the element it was; left out where it was the only one. */
function nth(task: CompletedTask, all: readonly CompletedTask[]): { readonly nth?: number } {
  const before = (other: CompletedTask) =>
    other.openedAt < task.openedAt || (other.openedAt === task.openedAt && all.indexOf(other) < all.indexOf(task))
  const open = all.filter(
    (other) => other.elementId === task.elementId && before(other) && other.closedAt >= task.closedAt && other !== task,
  )
  return open.length > 0 ? { nth: open.length + 1 } : {}
}

/** ISO 8601, whole minutes, rounded up: what was due by then is due. */
function duration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const time = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
}
