import { type Process, start } from '#engine'
import type { ScenarioVariables } from './action.ts'
import { advanced, begun, type Instance } from './instance.ts'
import type { ScenarioOptions } from './run-scenario.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'

/** What a scenario plays in: a clock, and the instances that it started. Changes as the scenario goes on. */
export interface World {
  readonly processes: ReadonlyMap<string, Process>
  readonly process?: string
  readonly jobs: 'auto' | 'manual'
  clock: number
  instances: readonly Instance[]
}

/** 5 January 2026, a Monday, 9 o'clock in China. */
const mondayMorning = Date.UTC(2026, 0, 5, 1)

/** More jobs and timers than this in one action go round in circles. */
const maximumMoves = 20_000

export function makeWorld(
  processes: readonly Process[],
  options: ScenarioOptions & { jobs: 'auto' | 'manual' },
): World {
  return {
    processes: new Map(processes.map((process) => [process.id, process])),
    process: options.process,
    jobs: options.jobs,
    clock: options.startAt ?? mondayMorning,
    instances: [],
  }
}

/** Starts `processId`, or else what the scenario is about, or else the first process. */
export function startInstance(world: World, processId: string | undefined, variables: ScenarioVariables): void {
  const [first] = world.processes.keys()
  const wanted = processId ?? world.process ?? first
  const process = wanted === undefined ? undefined : world.processes.get(wanted)
  if (!process) {
    const known = [...world.processes.keys()].join(', ') || '—'
    throw new ScenarioFailedError([
      `没有流程“${wanted ?? ''}”；现有：${known}`,
      `There is no process "${wanted ?? ''}"; there are: ${known}`,
    ])
  }
  const instanceId = `instance-${world.instances.length + 1}`
  const result = start(process, { type: 'start', at: world.clock, instanceId, variables })
  world.instances = [...world.instances, begun(process, result)]
}

/** Gives one instance a command. */
export function command(world: World, instance: Instance, given: Parameters<typeof advanced>[1]): void {
  world.instances = world.instances.map((each) => (each === instance ? advanced(instance, given) : each))
}

/** Moves the clock on to `until`: jobs are done where the scenario does not do them, and timers fire when they are due. */
export function passTime(world: World, until: number): void {
  for (let moves = 0; moves < maximumMoves; moves += 1) {
    if (world.jobs === 'auto' && doNextJob(world)) continue
    if (!fireNextTimer(world, until)) {
      world.clock = until
      return
    }
  }
  throw new ScenarioFailedError([
    `一步之内触发了超过 ${maximumMoves} 个作业和定时器，流程可能在空转`,
    `More than ${maximumMoves} jobs and timers in one action: the process seems to go round in circles`,
  ])
}

function doNextJob(world: World): boolean {
  const instance = world.instances.find(({ jobs }) => jobs.length > 0)
  const job = instance?.jobs[0]
  if (!instance || !job) return false
  command(world, instance, { type: 'completeJob', at: world.clock, jobId: job.jobId, variables: {} })
  return true
}

function fireNextTimer(world: World, until: number): boolean {
  const due = world.instances
    .flatMap((instance) => instance.timers.map((timer) => ({ instance, timer })))
    .filter(({ timer }) => timer.due <= until)
    .reduce<{ instance: Instance; timer: Instance['timers'][number] } | undefined>(
      (first, next) => (first && first.timer.due <= next.timer.due ? first : next),
      undefined,
    )
  if (!due) return false
  world.clock = Math.max(world.clock, due.timer.due)
  command(world, due.instance, { type: 'fireTimer', at: world.clock, timerId: due.timer.timerId })
  return true
}
