import { answerOutgoing } from './answer-outgoing.ts'
import type { Instance, SetTimer } from './instance.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { command, type World } from './world.ts'

/** More jobs, timers and messages than this in one action go round in circles. */
const maximumMoves = 20_000

/**
 * Does all that follows by itself until the clock stands at `until`: what instances ask of each other, jobs where the
 * scenario does not settle them, and timers when they are due.
 */
export function passTime(world: World, until: number): void {
  for (let moves = 0; moves < maximumMoves; moves += 1) {
    if (answerOutgoing(world) || doNextJob(world)) continue
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
  readonly instance: Instance
  readonly timer: SetTimer
}

/** The timer that is due first; of several at one moment that of the older instance, as it was set. */
function fireNextTimer(world: World, until: number): boolean {
  const first = world.instances
    .flatMap((instance) => instance.timers.map((timer): Due => ({ instance, timer })))
    .filter(({ timer }) => timer.due <= until)
    .reduce<Due | undefined>((found, next) => (found && found.timer.due <= next.timer.due ? found : next), undefined)
  if (!first) return false
  world.clock = Math.max(world.clock, first.timer.due)
  command(world, first.instance, { type: 'fireTimer', at: world.clock, timerId: first.timer.timerId })
  return true
}
