import {
  CallNotActiveError,
  type Command,
  type Effect,
  InstanceEndedError,
  type InstanceState,
  type Process,
  type StartCommand,
  type StepResult,
  start,
  step,
} from '#engine'

/** A process within a case: 0 is the case's own, the others are called ones. */
export interface PlayedInstance {
  readonly number: number
  readonly process: Process
  readonly caller: number
  readonly callId: string
  readonly depth: number
  state: InstanceState
}

export interface Waits {
  readonly elementId: string
}

export interface PlayedTimer extends Waits {
  readonly due: number
}

export interface PlayedSubscription extends Waits {
  readonly kind: 'message' | 'signal'
  readonly name: string
  readonly key: string | null
}

/** What a case asks of other cases. */
export interface PlayedMessage {
  readonly name: string
  readonly key: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** A case that is played in memory by its commands: what it must look like in the store. Ids are those of the store. */
export function playedCase(caseId: string, processOf: (id: string) => Process) {
  const instances = new Map<number, PlayedInstance>()
  const tasks = new Map<string, Waits>()
  const jobs = new Map<string, Waits>()
  const timers = new Map<string, PlayedTimer>()
  const subscriptions = new Map<string, PlayedSubscription>()
  const incidents = new Map<string, Waits>()
  const done: string[] = []
  const failed: string[] = []
  const sent: PlayedMessage[] = []
  const history: string[] = []

  const keep = (call: number, effect: Effect): string | undefined => {
    const stored = (id: string) => storedAs(call, id)
    switch (effect.type) {
      case 'openTask':
        tasks.set(stored(effect.taskId), effect)
        return `taskOpened ${effect.elementId}`
      case 'closeTask':
        return `${effect.reason === 'completed' ? 'taskCompleted' : 'taskCancelled'} ${taken(tasks, stored(effect.taskId)).elementId}`
      case 'queueJob':
        jobs.set(stored(effect.jobId), effect)
        return undefined
      case 'dropJob': {
        const { elementId } = taken(jobs, stored(effect.jobId))
        if (effect.reason === 'cancelled') return undefined
        const completed = effect.reason === 'completed'
        ;(completed ? done : failed).push(stored(effect.jobId))
        return `${completed ? 'jobCompleted' : 'jobFailed'} ${elementId}`
      }
      case 'setTimer':
        timers.set(stored(effect.timerId), effect)
        return undefined
      case 'clearTimer': {
        const { elementId } = taken(timers, stored(effect.timerId))
        return effect.reason === 'fired' ? `timerFired ${elementId}` : undefined
      }
      case 'subscribe': {
        const { kind, name, correlationKey, elementId } = effect
        subscriptions.set(stored(effect.subscriptionId), { kind, name, key: correlationKey ?? null, elementId })
        return undefined
      }
      case 'unsubscribe': {
        const { kind, elementId } = taken(subscriptions, stored(effect.subscriptionId))
        return effect.reason === 'delivered' ? `${kind}Received ${elementId}` : undefined
      }
      case 'raiseIncident':
        incidents.set(stored(effect.incidentId), effect)
        return `incident ${effect.elementId}`
      case 'closeIncident':
        return `incidentClosed ${taken(incidents, stored(effect.incidentId)).elementId}`
      case 'sendMessage':
        sent.push({ name: effect.name, key: effect.correlationKey ?? null, variables: effect.variables })
        return undefined
      case 'history':
        return `${effect.what} ${effect.elementId}`
      case 'ended':
        return call === 0 ? 'ended' : undefined
      case 'startCall':
      case 'endCall':
      case 'throwToCaller':
        return undefined
      case 'broadcastSignal':
      case 'changeTask':
        throw new Error(`The crash test does not know the effect ${effect.type}.`)
    }
  }

  /** Carries out a command and what follows from it within the case, in the order in which it comes up. */
  const carryOut = (at: number, first: () => { call: number; result: StepResult }) => {
    const follows: (() => void)[] = []
    const take = (call: number, { effects }: StepResult) => {
      for (const effect of effects) {
        const line = keep(call, effect)
        if (line !== undefined) history.push(lineAt(call, line))
        follows.push(() => follow(call, effect))
      }
    }
    const command = (call: number, given: Command) => {
      const one = instances.get(call)
      if (!one) throw new CallNotActiveError(String(call), [])
      const result = step(one.process, one.state, given)
      one.state = result.state
      take(call, result)
    }
    const tell = (call: number, given: Command) => {
      try {
        command(call, given)
      } catch (error) {
        if (!(error instanceof CallNotActiveError || error instanceof InstanceEndedError)) throw error
      }
    }
    const follow = (call: number, effect: Effect) => {
      const one = instances.get(call)
      if (!one) return
      if (effect.type === 'startCall' && one.state.status === 'active') {
        const { callId, processId, variables } = effect
        const number = instances.size
        const process = processOf(processId)
        const result = start(process, { type: 'start', at, instanceId: `${caseId}.${number}`, variables })
        instances.set(number, { number, process, caller: call, callId, depth: one.depth + 1, state: result.state })
        take(number, result)
      } else if (effect.type === 'endCall') {
        const called = [...instances.values()].findLast(
          ({ caller, callId, number }) => number !== 0 && caller === call && callId === effect.callId,
        )
        if (called?.state.status === 'active') tell(called.number, { type: 'cancelInstance', at })
      } else if (effect.type === 'ended' && call !== 0 && effect.reason === 'completed') {
        tell(one.caller, { type: 'completeCall', at, callId: one.callId, variables: effect.variables })
      } else if (effect.type === 'throwToCaller' && call !== 0) {
        const { kind, code, variables } = effect
        tell(one.caller, { type: 'throwFromCall', at, callId: one.callId, kind, code, variables })
      }
    }
    const { call, result } = first()
    take(call, result)
    for (let next = follows.shift(); next; next = follows.shift()) next()
  }

  return {
    ...{ instances, tasks, jobs, timers, subscriptions, incidents, done, failed, sent, history },
    begin: (processId: string, command: StartCommand) =>
      carryOut(command.at, () => {
        const process = processOf(processId)
        const result = start(process, command)
        instances.set(0, { number: 0, process, caller: 0, callId: '', depth: 0, state: result.state })
        return { call: 0, result }
      }),
    command: (call: number, given: Command) =>
      carryOut(given.at, () => {
        const one = instances.get(call)
        if (!one) throw new Error(`The case has no called process ${call}.`)
        const result = step(one.process, one.state, given)
        one.state = result.state
        return { call, result }
      }),
  }
}

export type PlayedCase = ReturnType<typeof playedCase>

export const storedAs = (call: number, id: string) => (call === 0 ? id : `${call}:${id}`)

/** A line of history, with the number of the called process it happened in. */
export const lineAt = (call: number, line: string) => (call === 0 ? line : `${line} in ${call}`)

function taken<T>(from: Map<string, T>, id: string): T {
  const value = from.get(id)
  if (value === undefined) throw new Error(`${id} was closed without being open.`)
  from.delete(id)
  return value
}
