import { beginsWithoutStart, conditionalStarts, eventStarts, type Process } from '#engine'
import type { Done, ScenarioAction, ScenarioVariables } from './action.ts'
import { fillForm, noteAnswered } from './fill-form.ts'
import { broadcast, type Message, publish, type Thrown } from './messages.ts'
import { later } from './moment.ts'
import { mayStart, mustBeAllowed, startFormOf } from './permission.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { processOf, startInstance, type World } from './world.ts'

type Start = Extract<ScenarioAction, { start: unknown }>['start']
type Send = Extract<ScenarioAction, { message: unknown }>['message']

/** Starts what a scenario says: a process, or whatever a message starts. */
export function begin(world: World, { process, message, variables = {} }: Start, { as, fill }: Done = {}): void {
  if (message === undefined) {
    const starting = processOf(world, process)
    if (as !== undefined) mustBeAllowed(world, as, mayStart(starting, as), starting.title)
    const place = { formId: startFormOf(starting) }
    noteAnswered(world, place, variables)
    const answers = fill ? fillForm(world, place, fill) : {}
    startByHand(world, starting, { ...answers, ...variables })
    return
  }
  const starts = startsBy(world, 'message', message).filter(
    (start) => process === undefined || start.process.id === process,
  )
  if (starts.length === 0) {
    throw new ScenarioFailedError([
      `没有流程由消息“${message}”启动`,
      `No process is started by the message "${message}"`,
    ])
  }
  for (const { process: begun, ...how } of starts) startInstance(world, begun, { variables, ...how })
}

/**
 * At its start event without a trigger, the first of several; where there is none, at those whose condition holds over
 * the variables, or else at the only place where it can begin.
 */
function startByHand(world: World, process: Process, variables: ScenarioVariables): void {
  const { startEvents } = process.flow
  const [plain, other] = startEvents.filter(({ detail }) => detail.triggers.length === 0)
  if (plain || beginsWithoutStart(process)) {
    startInstance(world, process, { variables, startEventId: other && plain?.id })
    return
  }
  const conditional = startEvents.filter(({ detail }) => detail.triggers.some(({ kind }) => kind === 'condition'))
  const holding = conditionalStarts(process, variables, world.clock)
  const entries = [
    ...new Set([
      ...startEvents.map(({ id }) => id),
      ...eventStarts(process, world.clock).map(({ elementId }) => elementId),
    ]),
  ]
  if (entries.length === 1 && conditional.length === 0) {
    startInstance(world, process, { variables, startEventId: entries[0] })
    return
  }
  for (const startEventId of holding) startInstance(world, process, { variables, startEventId })
  if (holding.length > 0) return
  const there = entries.join(', ')
  throw new ScenarioFailedError([
    `流程“${process.id}”不能直接启动：没有条件成立的开始事件；现有：${there}`,
    `The process "${process.id}" cannot be started by hand: no condition of a start event holds; there are: ${there}`,
  ])
}

/** Gives a message to whoever waits for it, or else to the start events of its name. */
export function send(world: World, { name, key, variables = {}, timeToLive = 0, messageId }: Send): void {
  if (messageId !== undefined && world.sent.has(messageId)) return
  if (messageId !== undefined) world.sent.add(messageId)
  const until = typeof timeToLive === 'number' ? world.clock + timeToLive * 1000 : later(world.clock, timeToLive)
  if (until === undefined) throw new ScenarioFailedError([`“${timeToLive}”不是时长`, `"${timeToLive}" is no duration`])
  deliverOrStart(world, { name, key: key === undefined || key === null ? undefined : String(key), variables }, until)
}

/** Where nobody waits for it and nothing starts by it, the message is kept until then. */
export function deliverOrStart(world: World, message: Message, until: number): void {
  if (publish(world, message)) return
  const starts = startsBy(world, 'message', message.name)
  if (starts.length === 0 && until > world.clock) world.kept = [...world.kept, { message, until }]
  for (const { process, startEventId, trigger } of starts) {
    startInstance(world, process, { variables: message.variables, startEventId, trigger })
  }
}

/** Gives a signal to everyone who waits for it, and to the start events of its name. */
export function broadcastOrStart(world: World, name: string, variables: ScenarioVariables, thrown?: Thrown): void {
  broadcast(world, name, variables, thrown)
  for (const { process, startEventId, trigger } of startsBy(world, 'signal', name)) {
    startInstance(world, process, { variables, startEventId, trigger })
  }
}

interface Begun {
  readonly process: Process
  readonly startEventId: string
  readonly trigger?: number
}

function startsBy({ processes, clock }: World, kind: 'message' | 'signal', name: string): Begun[] {
  return [...processes.values()].flatMap((process) =>
    eventStarts(process, clock)
      .filter((start) => start.kind === kind && start.name === name)
      .map(({ elementId, trigger }) => ({ process, startEventId: elementId, trigger })),
  )
}
