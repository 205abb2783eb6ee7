import { eventStarts, type Process } from '#engine'
import type { ScenarioAction, ScenarioVariables } from './action.ts'
import { broadcast, type Message, publish } from './messages.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import { processOf, startInstance, type World } from './world.ts'

type Start = Extract<ScenarioAction, { start: unknown }>['start']
type Send = Extract<ScenarioAction, { message: unknown }>['message']

/** Starts what a scenario says: a process, or whatever a message starts. */
export function begin(world: World, { process, message, variables = {} }: Start): void {
  if (message === undefined) {
    startInstance(world, processOf(world, process), { variables })
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
  for (const start of starts) startInstance(world, start.process, { variables, startEventId: start.startEventId })
}

/** Gives a message to whoever waits for it, or else to the start events of its name. */
export function send(world: World, { name, key, variables = {} }: Send): void {
  deliverOrStart(world, { name, key: key === undefined || key === null ? undefined : String(key), variables })
}

export function deliverOrStart(world: World, message: Message): void {
  if (publish(world, message)) return
  for (const { process, startEventId } of startsBy(world, 'message', message.name)) {
    startInstance(world, process, { variables: message.variables, startEventId })
  }
}

/** Gives a signal to everyone who waits for it, and to the start events of its name. */
export function broadcastOrStart(world: World, name: string, variables: ScenarioVariables): void {
  broadcast(world, name, variables)
  for (const { process, startEventId } of startsBy(world, 'signal', name)) {
    startInstance(world, process, { variables, startEventId })
  }
}

interface Begun {
  readonly process: Process
  readonly startEventId: string
}

function startsBy({ processes, clock }: World, kind: 'message' | 'signal', name: string): Begun[] {
  return [...processes.values()].flatMap((process) =>
    eventStarts(process, clock)
      .filter((start) => start.kind === kind && start.name === name)
      .map(({ elementId }) => ({ process, startEventId: elementId })),
  )
}
