import { type Command, type Effect, eventStarts, type Process, type Schedule, start, step } from '#engine'
import type { ScenarioVariables } from './action.ts'
import { carriedOut, type Instance, isOutgoing, newInstance, type Outgoing } from './instance.ts'
import type { Message } from './messages.ts'
import type { PlayedRelease, ScenarioOptions } from './run-scenario.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { type Lately, newTrace, noteHistory, type Trace, watched } from './trace.ts'

/** What a scenario plays in: a clock, and the instances that run. Changes as the scenario goes on. */
export interface World {
  readonly processes: ReadonlyMap<string, Process>
  readonly process?: string
  readonly jobs: 'auto' | 'manual'
  /** Forms and roles, where the scenario is about a release. */
  readonly release?: PlayedRelease
  readonly trace: Trace
  readonly lately: Lately
  readonly told?: ScenarioOptions['told']
  /** When each open task was opened, by `INSTANCE/TASK`. */
  readonly opened: Map<string, number>
  clock: number
  instances: readonly Instance[]
  /** Armed when the scenario begins: time alone may start an instance of what it is about. */
  startTimers: readonly StartTimer[]
  /** Messages that nobody has waited for so far and that have not outlived their time. */
  kept: readonly KeptMessage[]
  /** Ids of the messages that were sent. */
  readonly sent: Set<string>
  /** What instances asked of those around them and was not done yet. */
  readonly outgoing: Asked[]
}

export interface Asked {
  readonly from: string
  readonly effect: Outgoing
  /** Of a signal: subscriptions of the same instance that were opened after it was thrown. */
  readonly tooLate: readonly string[]
}

export interface KeptMessage {
  readonly message: Message
  readonly until: number
}

export interface StartTimer extends Schedule {
  readonly process: Process
  readonly startEventId: string
  readonly trigger?: number
}

/** 5 January 2026, a Monday, 9 o'clock in China. */
const mondayMorning = Date.UTC(2026, 0, 5, 1)

export function newWorld(processes: readonly Process[], options: ScenarioOptions & { jobs: 'auto' | 'manual' }): World {
  const clock = options.startAt ?? mondayMorning
  const trace = options.trace ?? newTrace()
  const lately: Lately = { rules: new Map(), jobs: [] }
  const hit = (decision: string, rule: string) => {
    trace.rules.add(`${decision}/${rule}`)
    lately.rules.set(decision, [...(lately.rules.get(decision) ?? []), rule])
  }
  const watching = new Map(processes.map(({ decisions }) => [decisions, watched(decisions, hit)]))
  const watchable = processes.map((process) => ({ ...process, decisions: watching.get(process.decisions)! }))
  return {
    processes: new Map(watchable.map((process) => [process.id, process])),
    release: options.release,
    trace,
    lately,
    process: options.process,
    jobs: options.jobs,
    told: options.told,
    opened: new Map(),
    clock,
    instances: [],
    startTimers: watchable
      .filter(({ id }) => options.process === undefined || id === options.process)
      .flatMap((process) => startTimersOf(process, clock)),
    kept: [],
    sent: new Set(),
    outgoing: [],
  }
}

function startTimersOf(process: Process, at: number): StartTimer[] {
  return eventStarts(process, at).flatMap((start) =>
    start.kind === 'timer'
      ? [
          {
            process,
            startEventId: start.elementId,
            trigger: start.trigger,
            due: start.due,
            every: start.every,
            left: start.left,
          },
        ]
      : [],
  )
}

export interface StartInstance {
  readonly variables: ScenarioVariables
  /** The only none start event where left out. */
  readonly startEventId?: string
  /** Of a start event that needs several events: which has happened. */
  readonly trigger?: number
  readonly caller?: Instance['caller']
}

export function startInstance(
  world: World,
  process: Process,
  { variables, startEventId, trigger, caller }: StartInstance,
): void {
  const instanceId = `instance-${world.instances.length + 1}`
  const given = { type: 'start' as const, at: world.clock, instanceId, variables, startEventId, trigger }
  world.told?.({ instanceId, processId: process.id, command: given })
  const result = start(process, given)
  world.instances = [...world.instances, newInstance(process, result, caller)]
  note(world, instanceId, result.effects)
}

/** Gives one instance a command. */
export function command(world: World, { id }: Pick<Instance, 'id'>, given: Command): void {
  const instance = instanceOf(world, id)
  world.told?.({ instanceId: id, processId: instance.process.id, command: given })
  const result = step(instance.process, instance.state, given)
  world.instances = world.instances.map((each) => (each.id === id ? carriedOut(instance, result) : each))
  note(world, id, result.effects)
}

/** The instance as it is now. */
export function instanceOf(world: World, id: string): Instance {
  const instance = world.instances.find((each) => each.id === id)
  if (!instance) throw new Error(`The scenario has no instance "${id}".`)
  return instance
}

/** The process with this id, or else what the scenario is about, or else the first. */
export function processOf(world: World, id: string | undefined): Process {
  const [first] = world.processes.keys()
  const wanted = id ?? world.process ?? first ?? ''
  const process = world.processes.get(wanted)
  if (process) return process
  const known = [...world.processes.keys()].join(', ') || '—'
  throw new ScenarioFailedError([
    `没有流程“${wanted}”；现有：${known}`,
    `There is no process "${wanted}"; there are: ${known}`,
  ])
}

function note(world: World, from: string, effects: readonly Effect[]): void {
  const instance = instanceOf(world, from)
  for (const effect of effects) {
    if (effect.type === 'history') noteHistory(world.trace, instance, effect)
    if (effect.type === 'queueJob') world.lately.jobs.push(effect)
    if (effect.type === 'openTask') world.opened.set(`${from}/${effect.taskId}`, world.clock)
  }
  for (const [index, effect] of effects.entries()) {
    if (!isOutgoing(effect)) continue
    const later = effect.type === 'broadcastSignal' ? effects.slice(index + 1) : []
    const tooLate = later.flatMap((each) => (each.type === 'subscribe' ? [each.subscriptionId] : []))
    world.outgoing.push({ from, effect, tooLate })
  }
}
