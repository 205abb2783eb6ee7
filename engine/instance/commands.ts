import { elements } from '../elements/index.ts'
import {
  IncidentNotOpenError,
  JobNotActiveError,
  ScopeNotOpenError,
  TaskNotOpenError,
  TimerNotSetError,
} from '../errors.ts'
import type { NodeOf } from '../process/process.ts'
import { nextTime } from '../time/schedule.ts'
import { takeResult, workAgain } from './activity.ts'
import { cancelToken, cancelWithin, closeIncident } from './cancel.ts'
import type { Command, Variables } from './command.ts'
import { raiseIncident } from './incidents.ts'
import type { Run } from './run.ts'
import { endInstance } from './scopes.ts'
import { rootScope, type Subscription, type Waiting } from './state.ts'
import { setTimer } from './subscriptions.ts'
import { arrive, changeLive, nodeAt } from './tokens.ts'
import { setLocal } from './variables.ts'

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** What each command does. It does not compile with one missing. */
export const commands: { readonly [T in Command['type']]: (run: Run, command: CommandOf<T>) => void } = {
  completeTask: (run, { taskId, variables }) => finishWork(run, openTask(run, taskId), variables),
  completeJob: (run, { jobId, variables }) => finishWork(run, activeJob(run, jobId), variables),
  failJob: (run, { jobId, message }) => {
    const token = activeJob(run, jobId)
    run.effects.push({ type: 'dropJob', jobId, reason: 'failed' })
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'working' }
    raiseIncident(run, token, { code: 'job-failed', message })
  },
  fireTimer: (run, { timerId }) => fireTimer(run, timerId),
  retryIncident: (run, { incidentId }) => retryIncident(run, incidentId),
  setVariables: (run, { scopeId, variables }) => {
    const scope = scopeId === undefined ? rootScope : keyOf(scopeId)
    if (!Object.hasOwn(run.scopes, scope)) throw new ScopeNotOpenError(String(scopeId), Object.keys(run.scopes))
    setLocal(run, scope, variables)
  },
  cancelInstance: (run) => {
    cancelWithin(run, rootScope)
    endInstance(run, 'cancelled')
  },
}

/** A task or job is done: what it gave becomes variables, and the token goes on. */
function finishWork(run: Run, token: number, variables: Variables): void {
  const { wait, ...current } = run.tokens[token]!
  if (wait === 'task') run.effects.push({ type: 'closeTask', taskId: String(token), reason: 'completed' })
  else run.effects.push({ type: 'dropJob', jobId: String(token), reason: 'completed' })
  run.tokens[token] = current
  takeResult(run, token, variables)
  run.agenda.push({ do: 'complete', token })
}

function fireTimer(run: Run, timerId: string): void {
  const key = keyOf(timerId)
  const timer = Object.hasOwn(run.subscriptions, key) ? run.subscriptions[key] : undefined
  if (!timer) throw new TimerNotSetError(timerId, Object.keys(run.subscriptions))
  delete run.subscriptions[key]
  run.effects.push({ type: 'clearTimer', timerId, reason: 'fired' })
  const event = nodeAt(run, timer.at)
  if (event.kind === 'boundaryEvent') {
    fireBoundary(run, event, timer)
    return
  }
  const { scope } = run.tokens[timer.token]!
  delete run.tokens[timer.token]
  run.agenda.push({ do: 'leave', node: event, scope })
}

function fireBoundary(run: Run, event: NodeOf<'boundaryEvent'>, timer: Subscription): void {
  const { scope } = run.tokens[timer.token]!
  if (event.detail.interrupting) cancelToken(run, timer.token)
  else {
    const again = nextTime(timer)
    if (again) setTimer(run, timer.at, timer.token, again)
    changeLive(run, scope, 1)
  }
  arrive(run, event, scope)
}

/** The token tries again what it could not do: to enter, to work, or to leave. */
function retryIncident(run: Run, incidentId: string): void {
  const key = keyOf(incidentId)
  const incident = Object.hasOwn(run.incidents, key) ? run.incidents[key] : undefined
  if (!incident) throw new IncidentNotOpenError(incidentId, Object.keys(run.incidents))
  closeIncident(run, key)
  const { wait: _, stopped, ...token } = run.tokens[incident.token]!
  run.tokens[incident.token] = token
  const node = nodeAt(run, token.at)
  if (stopped === 'working') {
    workAgain(run, incident.token)
    return
  }
  if (stopped === 'leaving' && 'prepare' in elements[node.kind]) {
    run.agenda.push({ do: 'complete', token: incident.token })
    return
  }
  delete run.tokens[incident.token]
  if (stopped === 'leaving') run.agenda.push({ do: 'leave', node, scope: token.scope })
  else arrive(run, node, token.scope)
}

function openTask(run: Run, taskId: string): number {
  const token = waitingToken(run, taskId, 'task')
  if (token === undefined) throw new TaskNotOpenError(taskId, waitingIds(run, 'task'))
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

/** Ids are keys in decimal; anything else is the id of nothing. */
function keyOf(id: string): number {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : -1
}
