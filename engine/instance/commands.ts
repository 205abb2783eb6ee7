import { elements } from '../elements/index.ts'
import {
  CallNotActiveError,
  IncidentNotOpenError,
  JobNotActiveError,
  ScopeNotOpenError,
  SubscriptionNotOpenError,
  TaskNotOpenError,
  TimerNotSetError,
} from '../errors.ts'
import { takeResult, workAgain } from './activity.ts'
import { addInstance } from './add-instance.ts'
import { cancelWithin, closeIncident } from './cancel.ts'
import type { Command, Variables } from './command.ts'
import { happen } from './events.ts'
import { keyOf } from './ids.ts'
import { raiseIncident } from './incidents.ts'
import { moveToken } from './move-token.ts'
import { restart } from './restart.ts'
import type { Run } from './run.ts'
import { endInstance } from './scopes.ts'
import { rootScope, type Waiting } from './state.ts'
import { type Thrown, throwUp } from './throwing.ts'
import { arrive, nodeAt } from './tokens.ts'
import { setLocal } from './variables.ts'

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** What each command does. It does not compile with one missing. */
export const commands: { readonly [T in Command['type']]: (run: Run, command: CommandOf<T>) => void } = {
  completeTask: (run, { taskId, variables }) =>
    finishWork(run, unnamedReceive(run, taskId) ?? openTask(run, taskId), variables),
  completeJob: (run, { jobId, variables }) => finishWork(run, activeJob(run, jobId), variables),
  failJob: (run, { jobId, message }) => {
    const token = activeJob(run, jobId)
    run.effects.push({ type: 'dropJob', jobId, reason: 'failed' })
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'working' }
    raiseIncident(run, token, { code: 'job-failed', message })
  },
  throwError,
  deliver: (run, { subscriptionId, variables }) => deliver(run, subscriptionId, variables),
  completeCall: (run, { callId, variables }) => {
    const token = activeCall(run, callId)
    const node = nodeAt(run, run.tokens[token]!.at)
    const takesAll = node.kind !== 'callActivity' || node.outputs.length > 0 || node.detail.takeAll
    finishWork(run, token, takesAll ? variables : {})
  },
  throwFromCall,
  fireTimer: (run, { timerId }) => fireTimer(run, timerId),
  retryIncident: (run, { incidentId }) => retryIncident(run, incidentId),
  setVariables: (run, { scopeId, variables }) => {
    const scope = scopeId === undefined ? rootScope : keyOf(scopeId)
    if (!Object.hasOwn(run.scopes, scope)) throw new ScopeNotOpenError(String(scopeId), Object.keys(run.scopes))
    setLocal(run, scope, variables)
  },
  addInstance,
  moveToken,
  suspend: (run) => {
    run.suspended = true
  },
  resume: (run) => {
    run.suspended = false
  },
  cancelInstance: (run) => {
    cancelWithin(run, rootScope)
    endInstance(run, 'cancelled')
  },
  restart,
}

/** A task or job is done: what it gave becomes variables, and the token goes on. */
function finishWork(run: Run, token: number, variables: Variables): void {
  const { wait, ...current } = run.tokens[token]!
  const id = String(token)
  if (wait === 'task') run.effects.push({ type: 'closeTask', taskId: id, reason: 'completed' })
  else if (wait === 'call') run.effects.push({ type: 'endCall', callId: id, reason: 'completed' })
  else if (wait === 'job') run.effects.push({ type: 'dropJob', jobId: id, reason: 'completed' })
  run.tokens[token] = current
  takeResult(run, token, variables)
  run.agenda.push({ do: 'complete', token })
}

function fireTimer(run: Run, timerId: string): void {
  const key = keyOf(timerId)
  const timer = Object.hasOwn(run.subscriptions, key) ? run.subscriptions[key] : undefined
  if (timer?.kind !== 'timer') throw new TimerNotSetError(timerId, subscriptionIds(run, ['timer']))
  happen(run, key, {})
}

function deliver(run: Run, subscriptionId: string, variables: Variables): void {
  const key = keyOf(subscriptionId)
  const kind = Object.hasOwn(run.subscriptions, key) ? run.subscriptions[key]?.kind : undefined
  if (kind !== 'message' && kind !== 'signal') {
    throw new SubscriptionNotOpenError(subscriptionId, subscriptionIds(run, ['message', 'signal']))
  }
  happen(run, key, variables)
}

function subscriptionIds(run: Run, kinds: readonly string[]): string[] {
  return Object.keys(run.subscriptions).filter((key) => kinds.includes(run.subscriptions[Number(key)]!.kind))
}

/** The worker's error goes to its handler; where there is none, the token stops and its work can be tried again. */
function throwError(run: Run, { jobId, code, message, variables = {} }: CommandOf<'throwError'>): void {
  const token = activeJob(run, jobId)
  const { wait: _, ...current } = run.tokens[token]!
  run.tokens[token] = current
  run.effects.push({ type: 'dropJob', jobId, reason: 'failed' })
  throwOrStop(run, { kind: 'error', code, variables }, token, message)
}

function throwFromCall(run: Run, { callId, kind, code, variables = {} }: CommandOf<'throwFromCall'>): void {
  const token = activeCall(run, callId)
  if (kind === 'error') {
    const { wait: _, ...current } = run.tokens[token]!
    run.tokens[token] = current
    run.effects.push({ type: 'endCall', callId, reason: 'failed' })
  }
  throwOrStop(run, { kind, code, variables }, token)
}

function throwOrStop(run: Run, thrown: Thrown, token: number, message?: string): void {
  const current = run.tokens[token]!
  if (throwUp(run, thrown, { scope: current.scope, token }).caught) return
  run.effects.push({ type: 'throwToCaller', elementId: current.at, ...thrown })
  if (thrown.kind === 'escalation') return
  run.tokens[token] = { ...run.tokens[token]!, stopped: 'working' }
  const reason = message === undefined ? '' : ` ${message}`
  raiseIncident(run, token, { code: 'error-uncaught', message: `Nothing catches error "${thrown.code}".${reason}` })
}

/** The token tries again what it could not do: to enter, to work, or to leave. */
function retryIncident(run: Run, incidentId: string): void {
  const key = keyOf(incidentId)
  const incident = Object.hasOwn(run.incidents, key) ? run.incidents[key] : undefined
  if (!incident) throw new IncidentNotOpenError(incidentId, Object.keys(run.incidents))
  closeIncident(run, key)
  const { wait: _, incident: __, stopped, ...token } = run.tokens[incident.token]!
  run.tokens[incident.token] = token
  const node = nodeAt(run, token.at)
  if (stopped === 'working') {
    workAgain(run, incident.token)
    return
  }
  if (stopped === 'leaving' && (token.own !== undefined || 'prepare' in elements[node.kind])) {
    run.agenda.push({ do: 'complete', token: incident.token })
    return
  }
  delete run.tokens[incident.token]
  if (stopped === 'starting') run.agenda.push({ do: 'instantiate', node, scope: token.scope, trigger: token.trigger })
  else if (stopped === 'leaving') run.agenda.push({ do: 'leave', node, scope: token.scope, since: token.since })
  else arrive(run, node, token.scope, undefined, token.index)
}

function openTask(run: Run, taskId: string): number {
  const token = waitingToken(run, taskId, 'task')
  if (token === undefined) throw new TaskNotOpenError(taskId, waitingIds(run, 'task'))
  return token
}

/** A receive task that names no message is done when somebody says so. */
function unnamedReceive(run: Run, id: string): number | undefined {
  const token = waitingToken(run, id, 'event')
  const node = token === undefined ? undefined : nodeAt(run, run.tokens[token]!.at)
  return node?.kind === 'receiveTask' && node.detail.triggers.length === 0 ? token : undefined
}

function activeCall(run: Run, callId: string): number {
  const token = waitingToken(run, callId, 'call')
  if (token === undefined) throw new CallNotActiveError(callId, waitingIds(run, 'call'))
  return token
}

function activeJob(run: Run, jobId: string): number {
  const token = waitingToken(run, jobId, 'job')
  if (token === undefined) throw new JobNotActiveError(jobId, waitingIds(run, 'job'))
  return token
}

/** The token with this id, where it waits for that. */
function waitingToken(run: Run, id: string, wait: Waiting): number | undefined {
  const key = keyOf(id)
  return Object.hasOwn(run.tokens, key) && run.tokens[key]?.wait === wait ? key : undefined
}

function waitingIds(run: Run, wait: Waiting): string[] {
  return Object.keys(run.tokens).filter((key) => run.tokens[Number(key)]?.wait === wait)
}
