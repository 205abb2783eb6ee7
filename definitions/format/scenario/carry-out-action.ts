import type { ScenarioAction, ScenarioExpectation, ScenarioJob, ScenarioVariables } from './action.ts'
import { differences } from './differences.ts'
import type { Instance } from './instance.ts'
import { later } from './moment.ts'
import { passTime } from './pass-time.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { begin, broadcastOrStart, send } from './start-by.ts'
import { statusOf } from './status.ts'
import { command, type World } from './world.ts'

/**
 * Does what an action says, then what follows from it by itself.
 *
 * @throws {ScenarioFailedError} where it cannot be done, or an expectation does not hold.
 */
export function carryOutAction(world: World, action: ScenarioAction): void {
  act(world, action)
  if (!('advance' in action)) passTime(world, world.clock)
}

function act(world: World, action: ScenarioAction): void {
  if ('start' in action) begin(world, action.start)
  else if ('complete' in action) complete(world, action.complete, action.variables ?? {}, action.nth ?? 1)
  else if ('message' in action) send(world, action.message)
  else if ('signal' in action) broadcastOrStart(world, action.signal.name, action.signal.variables ?? {})
  else if ('advance' in action) passTime(world, momentAfter(world, action.advance))
  else if ('job' in action) settleJob(world, action.job)
  else if ('set' in action) forEachActive(world, (at) => ({ type: 'setVariables', at, variables: action.set }))
  else if ('cancel' in action) forEachActive(world, (at) => ({ type: 'cancelInstance', at }))
  else if ('retry' in action) retry(world, action.retry)
  else expectStatus(world, action.expect)
}

function complete(world: World, element: string, variables: ScenarioVariables, nth: number): void {
  const open = world.instances.flatMap((instance) => instance.tasks.map((work) => ({ instance, work })))
  const { instance, work } = pick(open, element, nth, ['待办任务', 'open task'])
  command(world, instance, { type: 'completeTask', at: world.clock, taskId: work.taskId, variables })
}

function settleJob(world: World, { element, result, error, fail }: ScenarioJob): void {
  const queued = world.instances.flatMap((instance) => instance.jobs.map((work) => ({ instance, work })))
  const { instance, work } = pick(queued, element, 1, ['待执行的作业', 'queued job'])
  const given = { at: world.clock, jobId: work.jobId }
  if (error !== undefined) {
    const { code, message, variables } = typeof error === 'string' ? { code: error } : error
    command(world, instance, { type: 'throwError', ...given, code, message, variables })
  } else if (fail) {
    const message = typeof fail === 'string' ? fail : 'failed by the scenario'
    command(world, instance, { type: 'failJob', ...given, message })
  } else command(world, instance, { type: 'completeJob', ...given, variables: result ?? {} })
}

function retry(world: World, element: string): void {
  const raised = world.instances.flatMap((instance) => instance.incidents.map((work) => ({ instance, work })))
  const { instance, work } = pick(raised, element, 1, ['故障', 'incident'])
  command(world, instance, { type: 'retryIncident', at: world.clock, incidentId: work.incidentId })
}

function forEachActive(world: World, make: (at: number) => Parameters<typeof command>[2]): void {
  for (const instance of world.instances) {
    if (instance.state.status === 'active' && !instance.caller) command(world, instance, make(world.clock))
  }
}

function momentAfter(world: World, duration: string): number {
  const until = later(world.clock, duration)
  if (until !== undefined) return until
  throw new ScenarioFailedError([`“${duration}”不是时长`, `"${duration}" is no duration; write e.g. PT1H`])
}

function expectStatus(world: World, expected: ScenarioExpectation): void {
  const isNamed = (said: string, found: string) =>
    said === found ||
    world.instances.some((instance) => isCalled(instance, said, found) || isCalled(instance, found, said))
  const found = differences(expected, statusOf(world), isNamed)
  if (found.length === 0) return
  throw new ScenarioFailedError([found.map(([zh]) => zh).join('；'), found.map(([, en]) => en).join('; ')])
}

interface Candidate<W> {
  readonly instance: Instance
  readonly work: W
}

/** The `nth` piece of work at an element, which is named by its id or its name. */
function pick<W extends { readonly elementId: string }>(
  candidates: readonly Candidate<W>[],
  element: string,
  nth: number,
  [zh, en]: readonly [string, string],
): Candidate<W> {
  const matching = candidates.filter(
    ({ instance, work }) => work.elementId === element || isCalled(instance, element, work.elementId),
  )
  const found = matching[Math.max(nth, 1) - 1]
  if (found) return found
  const there = candidates.map(({ work }) => work.elementId).join(', ') || '—'
  throw new ScenarioFailedError([
    `“${element}”没有${matching.length > 0 ? `第 ${nth} 个` : ''}${zh}；现有：${there}`,
    `"${element}" has no ${matching.length > 0 ? `${nth}. ` : ''}${en}; there are: ${there}`,
  ])
}

function isCalled({ process }: Instance, name: string, elementId: string): boolean {
  const title = process.nodes.get(elementId)?.name
  return title?.['zh-CN'] === name || title?.en === name
}
