import type { OpenTask } from '#engine'
import type { WorkingCalendar } from '#feel'
import { canonicalJson } from '../digest.ts'
import { dueOf } from '../due-of.ts'
import type { Words } from '../finding.ts'
import type { ScenarioExpectation } from './action.ts'
import { differenceOf } from './differences.ts'
import type { Queued } from './instance.ts'
import { mayDo, startEventsFor } from './permission.ts'
import { isCalled } from './pick.ts'
import { processOf, type World } from './world.ts'

/** Where permissions, decisions, jobs and time limits are not as expected. */
export function expectMore(world: World, { may, mayNot, rules, jobs, timeLimits, due }: ScenarioExpectation): Words[] {
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
    ...Object.entries(due ?? {}).flatMap(([place, expected]) => {
      const found = openAt(world, place).map((open) => dueAt(world, open))
      const moment = expected === null ? null : Date.parse(expected)
      return found.includes(moment) ? [] : [differenceOf(`due.${place}`, expected, shownMoment(found[0]))]
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

function tasksAt(world: World, place: string): OpenTask[] {
  return openAt(world, place).map(({ task }) => task)
}

function openAt(world: World, place: string) {
  return world.instances.flatMap((instance) =>
    instance.tasks
      .filter(({ elementId }) => elementId === place || isCalled(instance, place, elementId))
      .map((task) => ({ instance, task })),
  )
}

/** As the server reckons it, by the calendar of the release. */
function dueAt(
  { opened, clock, release }: World,
  { instance, task }: ReturnType<typeof openAt>[number],
): number | null {
  const { dueDate, timeLimit } = task
  const stated = dueDate === undefined ? Number.NaN : Date.parse(dueDate)
  if (!Number.isNaN(stated)) return stated
  if (!timeLimit) return null
  try {
    return dueOf(timeLimit, opened.get(`${instance.id}/${task.taskId}`) ?? clock, release?.calendar ?? plainCalendar)
  } catch {
    return null // A limit that nobody can count is none, there too.
  }
}

/** Where no calendar is known: Mondays to Fridays, at the usual hours. */
const plainCalendar: WorkingCalendar = {
  holidays: [],
  workdays: [],
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
}

/** In China Standard Time, as a scenario writes it. */
function shownMoment(moment: number | null | undefined): string | null {
  if (moment === null || moment === undefined) return null
  return `${new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
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
