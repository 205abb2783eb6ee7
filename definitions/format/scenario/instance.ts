import { type Effect, type InstanceState, type OpenTask, type Process, type StepResult, step } from '#engine'

export type QueuedJob = Extract<Effect, { type: 'queueJob' }>
export type SetTimer = Extract<Effect, { type: 'setTimer' }>
export type RaisedIncident = Extract<Effect, { type: 'raiseIncident' }>

/** A run of a process in a scenario: its state, and what its effects asked for and is still due. Oldest first. */
export interface Instance {
  readonly process: Process
  readonly state: InstanceState
  readonly tasks: readonly OpenTask[]
  readonly jobs: readonly QueuedJob[]
  readonly timers: readonly SetTimer[]
  readonly incidents: readonly RaisedIncident[]
}

export function begun(process: Process, result: StepResult): Instance {
  return carriedOut({ process, state: result.state, tasks: [], jobs: [], timers: [], incidents: [] }, result)
}

export function advanced(instance: Instance, command: Parameters<typeof step>[2]): Instance {
  return carriedOut(instance, step(instance.process, instance.state, command))
}

function carriedOut(instance: Instance, { state, effects }: StepResult): Instance {
  return effects.reduce(carryOut, { ...instance, state })
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
    case 'raiseIncident':
      return { ...instance, incidents: [...instance.incidents, effect] }
    case 'closeIncident':
      return { ...instance, incidents: instance.incidents.filter(({ incidentId }) => incidentId !== effect.incidentId) }
    default:
      return instance
  }
}
