import type { ScenarioVariables } from './action.ts'
import type { Instance, Subscribed } from './instance.ts'
import { type Asked, command, instanceOf, type World } from './world.ts'

export interface Message {
  readonly name: string
  /** Left out, it is meant for whoever waits for the name. */
  readonly key?: string
  readonly variables: ScenarioVariables
}

/** Gives a message to the one who has waited for it longest; false where nobody waits for it. */
export function publish(world: World, { name, key, variables }: Message): boolean {
  const [receiver] = waitingFor(world, 'message', name).filter(
    ({ subscribed }) => key === undefined || (subscribed.correlationKey ?? key) === key,
  )
  if (receiver) deliver(world, receiver, variables)
  return receiver !== undefined
}

/** Gives a message that was kept to one who has begun to wait for it; false where there is none. */
export function deliverKept(world: World): boolean {
  world.kept = world.kept.filter(({ until }) => until > world.clock)
  const found = world.kept.find(({ message }) => publish(world, message))
  if (found) world.kept = world.kept.filter((each) => each !== found)
  return found !== undefined
}

/** By which instance a signal was thrown, and which of its subscriptions came too late for it. */
export type Thrown = Pick<Asked, 'from' | 'tooLate'>

/** Gives a signal to everyone who waited for it when it was thrown. */
export function broadcast(world: World, name: string, variables: ScenarioVariables, thrown?: Thrown): void {
  for (const receiver of waitingFor(world, 'signal', name)) {
    const isOwn = thrown?.from === receiver.instance.id
    if (isOwn && thrown.tooLate.includes(receiver.subscribed.subscriptionId)) continue
    const { subscriptions } = instanceOf(world, receiver.instance.id)
    if (subscriptions.includes(receiver.subscribed)) deliver(world, receiver, variables)
  }
}

interface Receiver {
  readonly instance: Instance
  readonly subscribed: Subscribed
}

function waitingFor(world: World, kind: Subscribed['kind'], name: string): Receiver[] {
  return world.instances
    .flatMap((instance) => instance.subscriptions.map((subscribed) => ({ instance, subscribed })))
    .filter(({ subscribed }) => subscribed.kind === kind && subscribed.name === name)
}

function deliver(world: World, { instance, subscribed }: Receiver, variables: ScenarioVariables): void {
  const { subscriptionId } = subscribed
  command(world, instance, { type: 'deliver', at: world.clock, subscriptionId, variables })
}
