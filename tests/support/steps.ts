import { expect } from 'vitest'
import {
  type Command,
  type Effect,
  type InstanceState,
  overview,
  type Process,
  type StartCommand,
  type StepResult,
  start,
  step,
  type Variables,
} from '#engine'

/** `step`, plus the promises every step keeps: it leaves its input alone, repeats, and survives JSON. */
export function steps(process: Process, state: InstanceState, command: Command): StepResult {
  const before = structuredClone({ state, command })
  const result = step(process, state, command)

  expect({ state, command }, 'step changed its input').toEqual(before)
  expect(step(process, state, command), 'step is not repeatable').toEqual(result)
  expect(JSON.parse(JSON.stringify(result)), 'result is not plain JSON').toEqual(result)
  expectConserved(result.state)
  return result
}

/** `start`, with the same promises. */
export function starts(process: Process, command: StartCommand): StepResult {
  const before = structuredClone(command)
  const result = start(process, command)

  expect(command, 'start changed its input').toEqual(before)
  expect(start(process, command), 'start is not repeatable').toEqual(result)
  expect(JSON.parse(JSON.stringify(result)), 'result is not plain JSON').toEqual(result)
  expectConserved(result.state)
  return result
}

/** Each scope counts exactly the tokens in it: those at elements and those held by joins. */
export function expectConserved({ status, scopes, tokens, subscriptions, incidents }: InstanceState): void {
  if (status !== 'active') {
    expect({ tokens, subscriptions, incidents }, 'an ended instance leaves nothing behind').toEqual({
      tokens: {},
      subscriptions: {},
      incidents: {},
    })
    return
  }
  for (const [key, { live, joins }] of Object.entries(scopes)) {
    const standing = Object.values(tokens).filter(({ scope }) => scope === Number(key)).length
    const held = Object.values(joins ?? {}).flatMap((flows) => Object.values(flows))
    expect(live, `tokens counted in scope ${key}`).toBe(standing + held.reduce((sum, count) => sum + count, 0))
  }
  for (const { token } of Object.values(incidents)) expect(tokens[token]?.wait).toBe('incident')
}

type Opened<T extends Effect['type']> = Extract<Effect, { type: T }>

/** An instance that a test plays with: it sends commands by element id and looks at what is open. */
export interface Played {
  readonly state: InstanceState
  /** Effects of the last command. */
  readonly effects: readonly Effect[]
  readonly log: readonly Command[]
  /** Element ids of open tasks, in the order they opened. */
  readonly open: readonly string[]
  readonly jobs: readonly string[]
  readonly timers: readonly string[]
  /** Element ids of events that wait for a message or signal. */
  readonly subscriptions: readonly string[]
  readonly calls: readonly string[]
  readonly incidents: readonly string[]
  readonly ended: boolean
  readonly variables: Variables
  /** Ids of elements that history says were left, over the whole run. */
  readonly passed: readonly string[]
  readonly task: (elementId: string) => Opened<'openTask'>
  readonly job: (elementId: string) => Opened<'queueJob'>
  readonly timer: (elementId: string) => Opened<'setTimer'>
  readonly subscription: (elementId: string) => Opened<'subscribe'>
  readonly call: (elementId: string) => Opened<'startCall'>
  readonly complete: (elementId: string, variables?: Variables) => Played
  readonly finish: (jobElementId: string, variables?: Variables) => Played
  readonly fail: (jobElementId: string, message?: string) => Played
  readonly fire: (eventElementId: string) => Played
  readonly deliver: (eventElementId: string, variables?: Variables) => Played
  readonly throwError: (jobElementId: string, code: string, variables?: Variables) => Played
  readonly retry: (elementId: string) => Played
  readonly send: (command: DistributiveOmit<Command, 'at'> & { at?: number }) => Played
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** The moment every played instance starts: 2026-03-02 09:00 in China. */
export const morning = Date.UTC(2026, 2, 2, 1)

/** Starts an instance and checks every step of it. */
export function play(process: Process, variables: Variables = {}, startEventId?: string): Played {
  const result = starts(process, { type: 'start', at: morning, instanceId: 'i', variables, startEventId })
  return played(process, result, [...result.effects], [])
}

function played(process: Process, { state, effects }: StepResult, all: readonly Effect[], log: Command[]): Played {
  const gone = new Set<string>()
  const passed: string[] = []
  for (const effect of all) {
    if (effect.type === 'closeTask') gone.add(`task ${effect.taskId}`)
    if (effect.type === 'dropJob') gone.add(`job ${effect.jobId}`)
    if (effect.type === 'clearTimer') gone.add(`timer ${effect.timerId}`)
    if (effect.type === 'unsubscribe') gone.add(`subscription ${effect.subscriptionId}`)
    if (effect.type === 'endCall') gone.add(`call ${effect.callId}`)
    if (effect.type === 'closeIncident') gone.add(`incident ${effect.incidentId}`)
    if (effect.type === 'history' && effect.what === 'left') passed.push(effect.elementId)
  }
  const of = <T extends Effect['type']>(type: T, key: (effect: Opened<T>) => string): Opened<T>[] =>
    all.filter((effect): effect is Opened<T> => effect.type === type).filter((effect) => !gone.has(key(effect)))
  const tasks = of('openTask', ({ taskId }) => `task ${taskId}`)
  const jobs = of('queueJob', ({ jobId }) => `job ${jobId}`)
  const timers = of('setTimer', ({ timerId }) => `timer ${timerId}`)
  const subscriptions = of('subscribe', ({ subscriptionId }) => `subscription ${subscriptionId}`)
  const calls = of('startCall', ({ callId }) => `call ${callId}`)
  const incidents = of('raiseIncident', ({ incidentId }) => `incident ${incidentId}`)
  const at = <T extends { elementId: string }>(found: readonly T[], elementId: string): T => {
    const one = found.find((each) => each.elementId === elementId)
    if (!one) throw new Error(`Nothing open at "${elementId}"; open: ${found.map((each) => each.elementId).join(', ')}`)
    return one
  }
  const send: Played['send'] = (given) => {
    const command = { at: morning, ...given } as Command
    const result = steps(process, state, command)
    return played(process, result, [...all, ...result.effects], [...log, command])
  }
  const waiting = overview(process, state).map(({ elementId }) => elementId)
  for (const { elementId } of [...tasks, ...jobs])
    expect(waiting, 'the overview misses an element').toContain(elementId)
  return {
    state,
    effects,
    log,
    open: tasks.map(({ elementId }) => elementId),
    jobs: jobs.map(({ elementId }) => elementId),
    timers: timers.map(({ elementId }) => elementId),
    subscriptions: subscriptions.map(({ elementId }) => elementId),
    calls: calls.map(({ elementId }) => elementId),
    incidents: incidents.map(({ elementId, code }) => `${elementId}: ${code}`),
    ended: state.status !== 'active',
    variables: state.scopes[1]?.variables ?? {},
    passed,
    task: (elementId) => at(tasks, elementId),
    job: (elementId) => at(jobs, elementId),
    timer: (elementId) => at(timers, elementId),
    subscription: (elementId) => at(subscriptions, elementId),
    call: (elementId) => at(calls, elementId),
    deliver: (elementId, variables = {}) =>
      send({ type: 'deliver', subscriptionId: at(subscriptions, elementId).subscriptionId, variables }),
    throwError: (elementId, code, variables) =>
      send({ type: 'throwError', jobId: at(jobs, elementId).jobId, code, variables }),
    complete: (elementId, variables = {}) =>
      send({ type: 'completeTask', taskId: at(tasks, elementId).taskId, variables }),
    finish: (elementId, variables = {}) => send({ type: 'completeJob', jobId: at(jobs, elementId).jobId, variables }),
    fail: (elementId, message = 'it failed') => send({ type: 'failJob', jobId: at(jobs, elementId).jobId, message }),
    fire: (elementId) => {
      const timer = at(timers, elementId)
      return send({ type: 'fireTimer', timerId: timer.timerId, at: timer.due })
    },
    retry: (elementId) => send({ type: 'retryIncident', incidentId: at(incidents, elementId).incidentId }),
    send,
  }
}
