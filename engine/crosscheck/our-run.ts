import type { Variables } from '../instance/command.ts'
import type { Effect } from '../instance/effect.ts'
import type { InstanceState } from '../instance/state.ts'
import { type StepResult, start, step } from '../instance/step.ts'
import type { Process } from '../process/process.ts'
import { type LeftOut, leaveOut } from './left-out.ts'
import type { Moment } from './moment.ts'

/** A run on this engine. Never changed; each action gives another one. */
export interface OurRun {
  readonly process: Process
  readonly state: InstanceState
  readonly moment: Moment
  /** What happened since the last action that the other engine does otherwise. */
  readonly leftOut?: LeftOut
}

/** No clock is needed: nothing in the subset looks at it. */
const at = 0

export function startOurs(process: Process, variables: Variables): OurRun {
  return ranTo(process, start(process, { type: 'start', at, instanceId: 'crosscheck', variables }))
}

/** Does the work that waits at the element. It must be there. */
export function workOurs({ process, state }: OurRun, elementId: string, variables: Variables): OurRun {
  const [id, token] = Object.entries(state.tokens).find(([, each]) => each.at === elementId)!
  const command =
    token.wait === 'job'
      ? ({ type: 'completeJob', at, jobId: id, variables } as const)
      : ({ type: 'completeTask', at, taskId: id, variables } as const)
  return ranTo(process, step(process, state, command))
}

/** Elements at which a job waits, the oldest first. */
export function jobsOf({ state }: OurRun): string[] {
  return Object.values(state.tokens).flatMap(({ at: elementId, wait }) => (wait === 'job' ? [elementId] : []))
}

function ranTo(process: Process, { state, effects }: StepResult): OurRun {
  const moment: Moment = {
    entered: historyOf(effects, 'entered'),
    taken: historyOf(effects, 'flowTaken'),
    open: Object.values(state.tokens).flatMap(({ at: id, wait }) => (wait === 'task' || wait === 'job' ? [id] : [])),
    ended: state.status !== 'active',
  }
  return { process, state, moment, leftOut: leftOutIn(process, state, moment) }
}

function historyOf(effects: readonly Effect[], what: 'entered' | 'flowTaken'): string[] {
  return effects.flatMap((effect) => (effect.type === 'history' && effect.what === what ? [effect.elementId] : []))
}

function leftOutIn(process: Process, state: InstanceState, { taken }: Moment): LeftOut | undefined {
  const standing = Object.values(state.tokens)
  const stopped = standing.find(({ wait }) => wait === 'incident')
  if (stopped) return leaveOut('incident', stopped.at)
  const twice = firstDouble(standing.map(({ at: id }) => id))
  if (twice !== undefined) return leaveOut('twice', twice)
  const fed = joinFedTwice(process, state, taken)
  if (fed !== undefined) return leaveOut('fed-twice', fed)
  for (const [key, { joins }] of Object.entries(state.scopes)) {
    const held = Object.keys(joins ?? {})[0]
    if (held !== undefined && standing.every(({ scope }) => scope !== Number(key))) return leaveOut('stuck', held)
  }
  return undefined
}

function joinFedTwice({ nodes }: Process, { scopes }: InstanceState, taken: readonly string[]): string | undefined {
  for (const { joins } of Object.values(scopes)) {
    for (const [id, held] of Object.entries(joins ?? {})) {
      if (Object.values(held).some((count) => count > 1)) return id
    }
  }
  const joins = [...nodes.values()].filter(({ kind, incoming }) => kind === 'parallelGateway' && incoming.length > 1)
  const double = firstDouble(
    taken.filter((flow) => joins.some(({ incoming }) => incoming.some(({ id }) => id === flow))),
  )
  return joins.find(({ incoming }) => incoming.some(({ id }) => id === double))?.id
}

function firstDouble(ids: readonly string[]): string | undefined {
  return ids.find((id, index) => ids.indexOf(id) !== index)
}
