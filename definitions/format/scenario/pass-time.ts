import { nextTime } from '#engine'
import { answerOutgoing } from './answer-outgoing.ts'
import type { Instance } from './instance.ts'
import { deliverKept } from './messages.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { command, type StartTimer, startInstance, type World } from './world.ts'

/** More jobs, timers and messages than this in one action go round in circles. */
const maximumMoves = 20_000

/**
 * Does all that follows by itself until the clock stands at `until`: what instances ask of each other, jobs where the
 * scenario does not settle them, and timers when they are due.
 */
export function passTime(world: World, until: number): void {
  for (let moves = 0; moves < maximumMoves; moves += 1) {
    if (answerOutgoing(world) || deliverKept(world) || doNextJob(world)) continue
    if (!fireNextTimer(world, until)) {
      world.clock = until
      return
    }
  }
  throw new ScenarioFailedError([
    `一步之内触发了超过 ${maximumMoves} 个作业、定时器和消息，流程可能在空转`,
    `More than ${maximumMoves} jobs, timers and messages in one action: the process seems to go round in circles`,
  ])
}

function doNextJob(world: World): boolean {
  const instance = world.jobs === 'auto' ? world.instances.find(({ jobs }) => jobs.length > 0) : undefined
  const job = instance?.jobs[0]
  if (!instance || !job) return false
  command(world, instance, { type: 'completeJob', at: world.clock, jobId: job.jobId, variables: {} })
  return true
}

interface Due {
  readonly due: number
  readonly fire: () => void
}

/** Fires the timer that is due first; of several at one moment a start timer, then that of the older instance. */
function fireNextTimer(world: World, until: number): boolean {
  const first = [...world.startTimers.map((timer) => starting(world, timer)), ...world.instances.flatMap(firing(world))]
    .filter(({ due }) => due <= until)
    .reduce<Due | undefined>((found, next) => (found && found.due <= next.due ? found : next), undefined)
  if (!first) return false
  world.clock = Math.max(world.clock, first.due)
  first.fire()
  return true
}

function firing(world: World): (instance: Instance) => Due[] {
  return (instance) =>
    instance.timers.map(({ timerId, due }) => ({
      due,
      fire: () => command(world, instance, { type: 'fireTimer', at: world.clock, timerId }),
    }))
}

function starting(world: World, timer: StartTimer): Due {
  const { process, startEventId, trigger, due } = timer
  return {
    due,
    fire: () => {
      const again = nextTime(timer, world.clock)
      world.startTimers = world.startTimers.flatMap((each) =>
        each === timer ? (again ? { ...timer, ...again } : []) : each,
      )
      startInstance(world, process, { variables: {}, startEventId, trigger })
    },
  }
}
