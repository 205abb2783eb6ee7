import {
  CallNotActiveError,
  type Command,
  type Effect,
  ElementNotFoundError,
  InstanceEndedError,
  type InstanceState,
  type Process,
  type StartCommand,
  type StepResult,
  start,
  step,
} from '#engine'
import type { Tx } from '../store/store.ts'
import { type CalledInstance, calledInstances } from './called-instances.ts'
import { keeps } from './history-level.ts'
import { factsOf } from './process-facts.ts'
import { type EffectCase, type StepFacts, storeEffect } from './store-effects.ts'
import type { Line } from './timeline.ts'

/** A command to the case's own process (`call` 0) or to one that it called. */
export interface Addressed {
  readonly call: number
  readonly command: Command
}

/** A case that is being worked on; `state` is left out while it begins. */
export interface CaseInWork extends EffectCase {
  readonly state?: InstanceState
  readonly before: readonly Line[]
}

export interface CarriedOut {
  /** Of the case's own process. */
  readonly state: InstanceState
  /** Of all steps. */
  readonly effects: readonly Effect[]
  readonly lines: readonly Line[]
}

/** Calls within calls, and calls in one transaction. Beyond, the caller is told of an error. */
const deepest = 16
const mostCalls = 500

type OwnProcess = Pick<CalledInstance, 'number' | 'depth' | 'process' | 'state'>
type Follow = () => Promise<void>

/**
 * Carries commands out and all that follows from them within the case: a call begins its process at once, and how it
 * ended is told to its caller at once, all in this transaction and under the case's lock. What is asked of other cases
 * is stored and delivered after the commit.
 */
export async function carryOut(
  tx: Tx,
  of: CaseInWork,
  first: readonly Addressed[] | StartCommand,
  facts: StepFacts,
): Promise<CarriedOut> {
  const all: Effect[] = []
  const lines: Line[] = [...of.before]
  const follows: Follow[] = []
  const called = calledInstances(tx, of.id, (id) => facts.processes.get(id))
  let calls = 0
  let own: OwnProcess | undefined = of.state && {
    number: 0,
    depth: 0,
    process: processOf(facts, of.processId),
    state: of.state,
  }

  const instance = async (number: number): Promise<OwnProcess | CalledInstance | undefined> =>
    number === 0 ? own : called.get(number)

  const take = async (number: number, process: Process, effects: readonly Effect[]) => {
    for (const [index, effect] of effects.entries()) {
      all.push(effect)
      const later = effect.type === 'broadcastSignal' ? effects.slice(index + 1) : []
      const stored = await storeEffect(tx, of, number, effect, facts, later)
      const told = stored.filter(({ what }) => keeps(process.historyLevel, what))
      lines.push(...(number === 0 ? told : told.map((line) => ofCall(line, number, process))))
      const follow = followOf(number, effect)
      if (follow) follows.push(follow)
    }
  }

  const command = async (number: number, given: Command) => {
    const one = await instance(number)
    if (!one) throw new CallNotActiveError(String(number), [])
    const { state, effects }: StepResult = step(one.process, one.state, given)
    one.state = state
    await take(number, one.process, effects)
  }

  /** What comes too late for its receiver is dropped: the receiver has ended or goes another way. */
  const tell = (number: number, given: Command) => async () => {
    try {
      await command(number, given)
    } catch (error) {
      if (!(error instanceof CallNotActiveError || error instanceof InstanceEndedError)) throw error
    }
  }

  const followOf = (number: number, effect: Effect): Follow | undefined => {
    const { at } = facts
    switch (effect.type) {
      case 'startCall':
        return () => startCall(number, effect)
      case 'endCall':
        return async () => {
          const child = await called.of(number, effect.callId)
          if (child) await tell(child.number, { type: 'cancelInstance', at })()
        }
      case 'ended':
        if (number === 0 || effect.reason !== 'completed') return undefined
        return async () => {
          const one = await called.get(number)
          if (!one) return
          const { callId, caller } = one
          await tell(caller, { type: 'completeCall', at, callId, variables: effect.variables })()
        }
      case 'throwToCaller':
        if (number === 0) return undefined
        return async () => {
          const one = await called.get(number)
          if (!one) return
          const { kind, code, variables } = effect
          await tell(one.caller, { type: 'throwFromCall', at, callId: one.callId, kind, code, variables })()
        }
      default:
        return undefined
    }
  }

  const startCall = async (number: number, effect: Extract<Effect, { type: 'startCall' }>) => {
    const { callId, processId, variables } = effect
    const { at } = facts
    const fails = (code: string) => tell(number, { type: 'throwFromCall', at, callId, kind: 'error', code })()
    const caller = await instance(number)
    if (caller?.state.status !== 'active') return
    const depth = caller.depth + 1
    const process = facts.processes.get(processId)
    if (!process) return fails('called-process-not-found')
    calls += 1
    if (depth > deepest || calls > mostCalls) return fails('too-many-calls')
    const next = await called.nextNumber()
    const begun = started(process, { type: 'start', at, instanceId: `${of.id}.${next}`, variables })
    if (!begun) return fails('called-process-has-no-start')
    called.add({ number: next, process, caller: number, callId, depth, state: begun.state })
    await take(next, process, begun.effects)
  }

  if ('type' in first) {
    const process = processOf(facts, of.processId)
    const begun = start(process, first)
    own = { number: 0, depth: 0, process, state: begun.state }
    await take(0, process, begun.effects)
  } else {
    for (const { call, command: given } of first) await command(call, given)
  }
  for (let follow = follows.shift(); follow; follow = follows.shift()) await follow()
  await called.save()
  return { state: (own as OwnProcess).state, effects: all, lines }
}

function processOf({ processes }: StepFacts, id: string): Process {
  const process = processes.get(id)
  if (!process) throw new Error(`The release has no process "${id}".`)
  return process
}

/** Undefined where the process cannot be called: it has no plain start event. */
function started(process: Process, command: StartCommand): StepResult | undefined {
  try {
    return start(process, command)
  } catch (error) {
    if (error instanceof ElementNotFoundError) return undefined
    throw error
  }
}

/** A line about an element of a called process, whose name the case's own process does not know. */
function ofCall(line: Line, call: number, process: Process): Line {
  const name = line.elementId === undefined ? undefined : factsOf(process).titles.get(line.elementId)
  return { ...line, detail: { ...(name && { name }), ...line.detail, call } }
}
