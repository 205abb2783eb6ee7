import { variablesAt } from '#engine'
import type { ScenarioVariables } from './action.ts'
import type { Instance } from './instance.ts'
import type { World } from './world.ts'

/** Where all instances of a scenario stand after an action. */
export interface ScenarioStatus {
  /** Names (ids where there is none) of the tasks that wait for a person, one for each token. */
  readonly open: readonly string[]
  /** Ids of the other elements at which a token waits for something from outside: jobs, events, receive tasks, data that is not in its state. */
  readonly waiting: readonly string[]
  /** Timers that are set, those that start an instance included. */
  readonly timers: number
  /** Names of the messages and signals waited for. */
  readonly subscriptions: readonly string[]
  readonly incidents: readonly ScenarioIncident[]
  /** True where at least one instance was started and none is left. */
  readonly ended: boolean
  /** Of the processes, not of what runs inside them or is called by them; of several instances the later one wins. */
  readonly variables: ScenarioVariables
}

export interface ScenarioIncident {
  readonly element: string
  readonly code: string
  readonly message: string
}

export function statusOf({ instances, startTimers }: Pick<World, 'instances' | 'startTimers'>): ScenarioStatus {
  return {
    open: instances.flatMap(({ tasks }) => tasks.map(({ name, elementId }) => name['zh-CN'] || elementId)),
    waiting: instances.flatMap(waiting),
    timers: instances.reduce((sum, { timers }) => sum + timers.length, startTimers.length),
    subscriptions: instances.flatMap(({ subscriptions }) => subscriptions.map(({ name }) => name)),
    incidents: instances.flatMap(({ incidents }) =>
      incidents.map(({ elementId, code, message }) => ({ element: elementId, code, message })),
    ),
    ended: instances.length > 0 && instances.every(({ state }) => state.status !== 'active'),
    variables: Object.assign(
      {},
      ...instances.filter(({ caller }) => !caller).map(({ process, state }) => variablesAt(process, state)),
    ),
  }
}

function waiting({ state }: Instance): string[] {
  return Object.values(state.tokens)
    .filter(({ wait }) => wait === 'job' || wait === 'event' || wait === 'data')
    .map(({ at }) => at)
}
