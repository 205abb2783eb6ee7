import type { Effect, InstanceState, OpenTask, Process, StepResult } from '#engine'

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>

export type Subscribed = EffectOf<'subscribe'>
export type Queued = EffectOf<'queueJob'>
/** What an instance asks of those around it. */
export type Outgoing = EffectOf<'sendMessage' | 'broadcastSignal' | 'startCall' | 'endCall' | 'throwToCaller' | 'ended'>

/** A run of a process in a scenario: its state, and what its effects asked for and is still due. Oldest first. */
export interface Instance {
  readonly id: string
  readonly process: Process
  readonly state: InstanceState
  /** Of a called process: who called it. */
  readonly caller?: { readonly instanceId: string; readonly callId: string }
  readonly tasks: readonly OpenTask[]
  readonly jobs: readonly EffectOf<'queueJob'>[]
  readonly timers: readonly EffectOf<'setTimer'>[]
  readonly subscriptions: readonly Subscribed[]
  readonly calls: readonly EffectOf<'startCall'>[]
  readonly incidents: readonly EffectOf<'raiseIncident'>[]
}

export function newInstance(process: Process, { state, effects }: StepResult, caller?: Instance['caller']): Instance {
  const empty = { tasks: [], jobs: [], timers: [], subscriptions: [], calls: [], incidents: [] }
  return carriedOut({ id: state.id, process, state, caller, ...empty }, { state, effects })
}

/** The instance after a step. */
export function carriedOut(instance: Instance, { state, effects }: StepResult): Instance {
  return effects.reduce(carryOut, { ...instance, state })
}

export function isOutgoing(effect: Effect): effect is Outgoing {
  const kinds: readonly Effect['type'][] = [
    'sendMessage',
    'broadcastSignal',
    'startCall',
    'endCall',
    'throwToCaller',
    'ended',
  ]
  return kinds.includes(effect.type)
}

function carryOut(instance: Instance, effect: Effect): Instance {
  switch (effect.type) {
    case 'openTask':
      return { ...instance, tasks: [...instance.tasks, effect] }
    case 'closeTask':
      return { ...instance, tasks: instance.tasks.filter(({ taskId }) => taskId !== effect.taskId) }
    case 'queueJob':
      return { ...instance, jobs: [...instance.jobs, effect] }
    case 'dropJob':
      return { ...instance, jobs: instance.jobs.filter(({ jobId }) => jobId !== effect.jobId) }
    case 'setTimer':
      return { ...instance, timers: [...instance.timers, effect] }
    case 'clearTimer':
      return { ...instance, timers: instance.timers.filter(({ timerId }) => timerId !== effect.timerId) }
    case 'subscribe':
      return { ...instance, subscriptions: [...instance.subscriptions, effect] }
    case 'unsubscribe': {
      const { subscriptionId } = effect
      return {
        ...instance,
        subscriptions: instance.subscriptions.filter((subscribed) => subscribed.subscriptionId !== subscriptionId),
      }
    }
    case 'startCall':
      return { ...instance, calls: [...instance.calls, effect] }
    case 'endCall':
      return { ...instance, calls: instance.calls.filter(({ callId }) => callId !== effect.callId) }
    case 'raiseIncident':
      return { ...instance, incidents: [...instance.incidents, effect] }
    case 'closeIncident':
      return { ...instance, incidents: instance.incidents.filter(({ incidentId }) => incidentId !== effect.incidentId) }
    default:
      return instance
  }
}
