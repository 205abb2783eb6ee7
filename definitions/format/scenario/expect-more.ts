import type { OpenTask } from '#engine'
import { canonicalJson } from '../digest.ts'
import type { Words } from '../finding.ts'
import type { ScenarioExpectation } from './action.ts'
import { differenceOf } from './differences.ts'
import type { Queued } from './instance.ts'
import { mayDo, startEventsFor } from './permission.ts'
import { isCalled } from './pick.ts'
import { processOf, type World } from './world.ts'

/** Where permissions, decisions, jobs and time limits are not as expected. */
export function expectMore(world: World, { may, mayNot, rules, jobs, timeLimits }: ScenarioExpectation): Words[] {
  return [
    ...placesOf(may)
      .filter(([role, place]) => !allowed(world, role, place))
      .map(
        ([role, place]): Words => [
          `角色“${role}”应当可以办理“${place}”`,
          `The role "${role}" should be able to do "${place}"`,
        ],
      ),
    ...placesOf(mayNot)
      .filter(([role, place]) => allowed(world, role, place))
      .map(
        ([role, place]): Words => [
          `角色“${role}”不应当可以办理“${place}”`,
          `The role "${role}" should not be able to do "${place}"`,
        ],
      ),
    ...Object.entries(rules ?? {}).flatMap(([decision, expected]) => {
      const found = world.lately.rules.get(decision) ?? []
      return canonicalJson([...expected].sort()) === canonicalJson([...found].sort())
        ? []
        : [differenceOf(`rules.${decision}`, expected, found)]
    }),
    ...(jobs && !sameJobs(jobs, world) ? [differenceOf('jobs', jobs, world.lately.jobs.map(shownJob))] : []),
    ...Object.entries(timeLimits ?? {}).flatMap(([place, expected]) => {
      const found = tasksAt(world, place).map(({ timeLimit }) => timeLimit)
      return found.some((limit) => canonicalJson(limit ?? null) === canonicalJson(expected))
        ? []
        : [differenceOf(`timeLimits.${place}`, expected, found[0] ?? null)]
    }),
  ]
}

function placesOf(byRole: Readonly<Record<string, readonly string[]>> | undefined): (readonly [string, string])[] {
  return Object.entries(byRole ?? {}).flatMap(([role, places]) => places.map((place) => [role, place] as const))
}

/** While no case is there, what may be done is to start one. */
function allowed(world: World, role: string, place: string): boolean {
  if (tasksAt(world, place).some((task) => mayDo(task, role))) return true
  if (world.instances.length > 0) return false
  const process = processOf(world, undefined)
  return startEventsFor(process, role).some(
    ({ elementId }) => elementId === place || isCalled({ process }, place, elementId),
  )
}

function tasksAt({ instances }: World, place: string): OpenTask[] {
  return instances.flatMap((instance) =>
    instance.tasks.filter(({ elementId }) => elementId === place || isCalled(instance, place, elementId)),
  )
}

type ExpectedJob = NonNullable<ScenarioExpectation['jobs']>[number]

/** Each expected job has a partner of its own, and nothing is left over. */
function sameJobs(expected: readonly ExpectedJob[], { lately }: World): boolean {
  const left = [...lately.jobs]
  const matched = expected.every(({ type, element, variables = {} }) => {
    const at = left.findIndex(
      (job) =>
        (type === undefined || job.jobType === type) &&
        (element === undefined || job.elementId === element) &&
        Object.entries(variables).every(
          ([name, value]) => canonicalJson(job.variables[name] ?? null) === canonicalJson(value),
        ),
    )
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return matched && left.length === 0
}

function shownJob({ jobType, elementId, variables }: Queued): ExpectedJob {
  return { type: jobType, element: elementId, variables }
}
