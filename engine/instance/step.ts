import {
  ElementNotFoundError,
  InstanceEndedError,
  InstanceSuspendedError,
  UnknownInstanceStateError,
} from '../errors.ts'
import { implicitStarts } from '../process/implicit-starts.ts'
import { instantiating } from '../process/instantiating.ts'
import type { Node, Process } from '../process/process.ts'
import { settle } from './agenda.ts'
import type { Command, StartCommand } from './command.ts'
import { type CommandOf, commands } from './commands.ts'
import type { Effect } from './effect.ts'
import { beginRun, endRun, type Run } from './run.ts'
import { type InstanceState, rootScope } from './state.ts'
import { arrive } from './tokens.ts'

export interface StepResult {
  readonly state: InstanceState
  readonly effects: readonly Effect[]
}

/**
 * Begins an instance and moves it to where it waits for the first time.
 *
 * @throws {ElementNotFoundError} when the command names no start event of the process.
 */
export function start(process: Process, command: StartCommand): StepResult {
  const { startEvents } = process.flow
  const plain = startEvents.filter(({ detail }) => detail.triggers.length === 0)
  const event = command.startEventId
    ? startEvents.find(({ id }) => id === command.startEventId)
    : plain.length === 1
      ? plain[0]
      : undefined
  const instantiated = event ? undefined : beginsAt(process, command.startEventId)
  if (!event && !instantiated) {
    const ids = [...startEvents, ...instantiating(process.flow).map(({ event: { id } }) => ({ id }))].map(
      ({ id }) => id,
    )
    throw new ElementNotFoundError(command.startEventId ?? '(not said)', 'start event', ids)
  }
  const { instanceId: id, variables, at } = command
  const empty: InstanceState = {
    version: 1,
    id,
    status: 'active',
    next: rootScope + 1,
    scopes: { [rootScope]: { variables, live: 1 } },
    tokens: {},
    subscriptions: {},
    incidents: {},
  }
  const run = beginRun(process, empty, at)
  const { trigger } = command
  if (event?.detail.parallel && trigger !== undefined) {
    run.agenda.push({ do: 'instantiate', node: event, scope: rootScope, trigger })
  } else if (event) arrive(run, event, rootScope)
  else run.agenda.push({ do: 'instantiate', node: instantiated!, scope: rootScope })
  settle(run)
  return endRun(run)
}

/** Where it begins without a start event. */
function beginsAt({ flow }: Process, elementId: string | undefined): Node | undefined {
  if (elementId === undefined) return implicitStarts(flow)[0]
  return instantiating(flow).find(({ event: { id } }) => id === elementId)?.event
}

/**
 * Advances one process instance by one command.
 *
 * Pure: saves, sends and schedules nothing, reads no clock. The caller stores
 * `state` and `effects` together, then carries the effects out.
 *
 * @throws {TaskNotOpenError} when the command names a task that is not open.
 * @throws {JobNotActiveError} when it names a job that is not active.
 * @throws {TimerNotSetError} when it names a timer that is not set.
 * @throws {IncidentNotOpenError} when it names an incident that is not open.
 * @throws {ScopeNotOpenError} when it names a scope that is not open.
 * @throws {SubscriptionNotOpenError} when it names a subscription that is not open.
 * @throws {CallNotActiveError} when it names a call that is not active.
 * @throws {MoveNotPossibleError} when a token cannot be moved where it says.
 * @throws {RestartNotPossibleError} when it cannot begin again where the command says.
 * @throws {AddInstanceNotPossibleError} when what it names is in no multi-instance activity.
 * @throws {InstanceSuspendedError} when the instance is suspended.
 * @throws {InstanceEndedError} when the instance has ended.
 * @throws {UnknownInstanceStateError} when the state has another format.
 */
export function step(process: Process, state: InstanceState, command: Command): StepResult {
  if (state.version !== 1) throw new UnknownInstanceStateError(state.version)
  if (state.status !== 'active' && command.type !== 'restart') throw new InstanceEndedError(state.id, state.status)
  if (state.suspended && !whileSuspended.has(command.type)) throw new InstanceSuspendedError(state.id, command.type)
  const run = beginRun(process, state, command.at)
  apply(run, command)
  settle(run)
  return endRun(run)
}

/** What can be done to a suspended instance. */
const whileSuspended: ReadonlySet<Command['type']> = new Set(['resume', 'suspend', 'setVariables', 'cancelInstance'])

function apply<T extends Command['type']>(run: Run, command: CommandOf<T>): void {
  const carryOut: (run: Run, command: CommandOf<T>) => void = commands[command.type as T]
  carryOut(run, command)
}
