import type { OpenTask } from '#engine'
import type { Words } from '../finding.ts'
import type { FormExpectation, ScenarioAction, ScenarioExpectation, ScenarioJob } from './action.ts'
import { differences } from './differences.ts'
import { doVerb } from './do-verb.ts'
import { expectMore } from './expect-more.ts'
import { type FormPlace, fillForm, formDifferences, noteAnswered } from './fill-form.ts'
import type { Instance } from './instance.ts'
import { later } from './moment.ts'
import { passTime } from './pass-time.ts'
import { mayDo, mustBeAllowed, startFormOf } from './permission.ts'
import { type Candidate, isCalled, pick } from './pick.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { begin, broadcastOrStart, send } from './start-by.ts'
import { statusOf } from './status.ts'
import { command, processOf, type World } from './world.ts'

type Complete = Extract<ScenarioAction, { complete: string }>

/**
 * Does what an action says, then what follows from it by itself.
 *
 * @throws {ScenarioFailedError} where it cannot be done, or an expectation does not hold.
 */
export function carryOutAction(world: World, action: ScenarioAction): void {
  if (!('expect' in action) && !('form' in action)) forgetLately(world)
  act(world, action)
  if (!('advance' in action)) passTime(world, world.clock)
}

function act(world: World, action: ScenarioAction): void {
  if ('start' in action) begin(world, action.start, action)
  else if ('complete' in action) complete(world, action)
  else if ('form' in action) expectForm(world, action.form)
  else if ('verb' in action) doVerb(world, action.verb)
  else if ('message' in action) send(world, action.message)
  else if ('signal' in action) broadcastOrStart(world, action.signal.name, action.signal.variables ?? {})
  else if ('advance' in action) passTime(world, momentAfter(world, action.advance))
  else if ('job' in action) settleJob(world, action.job)
  else if ('set' in action) forEachActive(world, (at) => ({ type: 'setVariables', at, variables: action.set }))
  else if ('cancel' in action) forEachActive(world, (at) => ({ type: 'cancelInstance', at }))
  else if ('retry' in action) retry(world, action.retry)
  else expectStatus(world, action.expect)
}

function complete(world: World, { complete: element, variables = {}, nth = 1, as, fill }: Complete): void {
  const open: readonly Candidate<Completable>[] = world.instances.flatMap((instance) =>
    [...instance.tasks, ...receivesOf(instance)].map((work) => ({ instance, work })),
  )
  const { instance, work } = pick(open, element, nth, ['待办任务', 'open task'])
  if (as !== undefined) mustBeAllowed(world, as, mayDo(work, as), work.name)
  const place = { formId: work.formId, instance, taskId: work.taskId }
  noteAnswered(world, place, variables)
  const answers = fill ? fillForm(world, place, fill) : {}
  const given = { ...answers, ...variables }
  command(world, instance, { type: 'completeTask', at: world.clock, taskId: work.taskId, variables: given })
}

type Completable = Pick<OpenTask, 'taskId' | 'elementId' | 'formId' | 'name' | 'candidateRoles'>

/** Receive tasks that name no message: a scenario says that they are done. */
function receivesOf({ process, state }: Instance): Completable[] {
  return Object.entries(state.tokens).flatMap(([taskId, { at, wait }]) => {
    const node = process.nodes.get(at)
    if (wait !== 'event' || node?.kind !== 'receiveTask' || node.detail.triggers.length > 0) return []
    return [{ taskId, elementId: at, name: node.name, candidateRoles: [] }]
  })
}

function expectForm(world: World, expected: FormExpectation): void {
  const found = formDifferences(world, formPlace(world, expected), expected)
  if (found.length > 0) throw failedWith(found)
}

function formPlace(world: World, { at, nth = 1 }: FormExpectation): FormPlace {
  if (at === undefined) return { formId: startFormOf(processOf(world, undefined)) }
  const open = world.instances.flatMap((instance) => instance.tasks.map((work) => ({ instance, work })))
  const { instance, work } = pick(open, at, nth, ['待办任务', 'open task'])
  return { formId: work.formId, instance, taskId: work.taskId }
}

function forgetLately({ lately }: World): void {
  lately.rules.clear()
  lately.jobs.length = 0
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
  const found = [...differences(expected, statusOf(world), isNamed), ...expectMore(world, expected)]
  if (found.length > 0) throw failedWith(found)
}

function failedWith(found: readonly Words[]): ScenarioFailedError {
  return new ScenarioFailedError([found.map(([zh]) => zh).join('；'), found.map(([, en]) => en).join('; ')])
}
