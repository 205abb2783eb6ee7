import type { Command } from '#engine'
import type { Instance } from './instance.ts'
import { broadcastOrStart, deliverOrStart } from './start-by.ts'
import { type Asked, command, instanceOf, processOf, startInstance, type World } from './world.ts'

/** As in the server: a message that one case sends another may come before the other waits for it. */
const sentIsKeptFor = 60 * 60 * 1000

/** Does the first thing that an instance asked of those around it; false where nothing is left. */
export function answerOutgoing(world: World): boolean {
  const next = world.outgoing.shift()
  if (next) answer(world, instanceOf(world, next.from), next)
  return next !== undefined
}

function answer(world: World, instance: Instance, { effect, from, tooLate }: Asked): void {
  switch (effect.type) {
    case 'sendMessage':
      deliverOrStart(
        world,
        { name: effect.name, key: effect.correlationKey, variables: effect.variables },
        world.clock + sentIsKeptFor,
      )
      break
    case 'broadcastSignal':
      broadcastOrStart(world, effect.name, effect.variables, { from, tooLate })
      break
    case 'startCall':
      startInstance(world, processOf(world, effect.processId), {
        variables: effect.variables,
        caller: { instanceId: instance.id, callId: effect.callId },
      })
      break
    case 'endCall':
      cancelCalled(world, instance, effect.callId)
      break
    case 'throwToCaller': {
      const { kind, code, variables } = effect
      tellCaller(world, instance, { type: 'throwFromCall', at: world.clock, kind, code, variables })
      break
    }
    case 'ended':
      if (effect.reason === 'cancelled') break
      tellCaller(world, instance, { type: 'completeCall', at: world.clock, variables: effect.variables })
  }
}

/** A call is over for the caller: what it called goes, unless it has ended itself. */
function cancelCalled(world: World, { id }: Instance, callId: string): void {
  const called = world.instances.find(({ caller }) => caller?.instanceId === id && caller.callId === callId)
  if (called?.state.status === 'active') command(world, called, { type: 'cancelInstance', at: world.clock })
}

type SaidToCaller = Extract<Command, { callId: string }>

function tellCaller(world: World, { caller }: Instance, said: WithoutCall<SaidToCaller>): void {
  if (!caller) return
  const { callId } = caller
  const calling = instanceOf(world, caller.instanceId)
  if (calling.calls.some((call) => call.callId === callId)) command(world, calling, { ...said, callId })
}

type WithoutCall<C> = C extends unknown ? Omit<C, 'callId'> : never
