import { type Command, type Effect, type InstanceState, type Process, type StepResult, start, step } from '#engine'
import type { StoredCase } from './stored.ts'

/** What a case must look like after exactly the commands that its history names, each once. */
export interface Replayed {
  readonly state: InstanceState
  /** The start and the commands after it. */
  readonly steps: number
  readonly openTasks: readonly string[]
  readonly jobs: readonly string[]
  /** Jobs that are done. */
  readonly done: readonly string[]
  readonly timers: ReadonlyMap<string, number>
  readonly incidents: readonly string[]
  /** `what element`, line by line. */
  readonly history: readonly string[]
}

/** Plays a case again from its answers and its history. @throws where the history names what could not have happened. */
export function replay(process: Process, of: StoredCase): Replayed {
  const open = { tasks: new Map<string, string>(), jobs: new Map<string, string>(), timers: new Map<string, Timer>() }
  const incidents = new Map<string, string>()
  const done: string[] = []
  const history = [`started ${of.start_element_id}`]
  let steps = 0

  const keep = (effect: Effect) => {
    switch (effect.type) {
      case 'openTask':
        open.tasks.set(effect.taskId, effect.elementId)
        return `taskOpened ${effect.elementId}`
      case 'closeTask':
        return `${effect.reason === 'completed' ? 'taskCompleted' : 'taskCancelled'} ${taken(open.tasks, effect.taskId)}`
      case 'queueJob':
        open.jobs.set(effect.jobId, effect.elementId)
        return undefined
      case 'dropJob': {
        const elementId = taken(open.jobs, effect.jobId)
        if (effect.reason === 'cancelled') return undefined
        done.push(effect.jobId)
        return `${effect.reason === 'completed' ? 'jobCompleted' : 'jobFailed'} ${elementId}`
      }
      case 'setTimer':
        open.timers.set(effect.timerId, { elementId: effect.elementId, due: effect.due })
        return undefined
      case 'clearTimer': {
        const { elementId } = taken(open.timers, effect.timerId)
        return effect.reason === 'fired' ? `timerFired ${elementId}` : undefined
      }
      case 'raiseIncident':
        incidents.set(effect.incidentId, effect.elementId)
        return `incident ${effect.elementId}`
      case 'closeIncident':
        return `incidentClosed ${taken(incidents, effect.incidentId)}`
      case 'history':
        return `${effect.what} ${effect.elementId}`
      case 'ended':
        return 'ended'
      default:
        throw new Error(`The crash test does not know the effect ${effect.type}.`)
    }
  }
  const took = ({ state, effects }: StepResult) => {
    steps += 1
    for (const effect of effects) history.push(...[keep(effect)].filter((line) => line !== undefined))
    return state
  }

  let state = took(
    start(process, {
      type: 'start',
      at: of.started_at,
      instanceId: of.id,
      variables: JSON.parse(of.start_answers) as Record<string, unknown>,
      startEventId: of.start_element_id,
    }),
  )
  const answered = answeredTasks(of)
  const waiting = new Set(of.jobs.map(({ job_id }) => job_id))
  for (const line of of.history) {
    const command = commandOf(line, open, answered, waiting)
    if (command) state = took(step(process, state, command))
  }
  return {
    state,
    steps,
    openTasks: [...open.tasks.keys()],
    jobs: [...open.jobs.keys()],
    done,
    timers: new Map([...open.timers].map(([id, { due }]) => [id, due])),
    incidents: [...incidents.keys()],
    history,
  }
}

interface Timer {
  readonly elementId: string
  readonly due: number
}

type Answered = ReadonlyMap<string, Record<string, unknown>>

function answeredTasks({ id, tasks }: StoredCase): Answered {
  return new Map(
    tasks.map((task) => [task.id.slice(id.length + 1), JSON.parse(task.answers ?? '{}') as Record<string, unknown>]),
  )
}

interface Open {
  readonly tasks: ReadonlyMap<string, string>
  readonly jobs: ReadonlyMap<string, string>
  readonly timers: ReadonlyMap<string, Timer>
}

/** The command that a line of history stands for; the others follow from those. */
function commandOf(
  { what, element_id, at }: StoredCase['history'][number],
  open: Open,
  answered: Answered,
  waiting: ReadonlySet<string>,
): Command | undefined {
  switch (what) {
    case 'taskCompleted': {
      const taskId = theOne(what, element_id, [...open.tasks])
      return { type: 'completeTask', at, taskId, variables: answered.get(taskId) ?? {} }
    }
    case 'jobCompleted': {
      // Two jobs of one element may be open at once: what still stands in the store is not the one that was done.
      const jobs = [...open.jobs].filter(([id]) => !waiting.has(id))
      return { type: 'completeJob', at, jobId: theOne(what, element_id, jobs), variables: {} }
    }
    case 'timerFired': {
      const timers = [...open.timers].map(([id, { elementId }]): [string, string] => [id, elementId])
      return { type: 'fireTimer', at, timerId: theOne(what, element_id, timers) }
    }
    case 'jobFailed':
      throw new Error(`The job of ${element_id} failed, which it never does.`)
    default:
      return undefined
  }
}

function theOne(what: string, elementId: string | null, open: readonly (readonly [string, string])[]): string {
  const found = open.find(([, at]) => at === elementId)
  if (!found) throw new Error(`History says "${what} ${elementId}", and nothing was open there.`)
  return found[0]
}

function taken<T>(from: Map<string, T>, id: string): T {
  const value = from.get(id)
  if (value === undefined) throw new Error(`${id} was closed without being open.`)
  from.delete(id)
  return value
}
