import type { Node, NodeOf } from '../process/process.ts'
import { nextTime } from '../time/schedule.ts'
import { takeResult } from './activity.ts'
import { cancelToken, removeToken } from './cancel.ts'
import type { Variables } from './command.ts'
import { setDataStates } from './data.ts'
import { startEventSubProcess } from './event-sub-process.ts'
import { holdsNow } from './expressions.ts'
import { stopLeaving } from './incidents.ts'
import type { Run } from './run.ts'
import type { Subscription } from './state.ts'
import { Stopped } from './stopped.ts'
import { closeSubscription, openWait, openWaits, waitsFor } from './subscriptions.ts'
import { arrive, changeLive, nodeAt, noteLeft } from './tokens.ts'
import { evaluateMappings, propagate, visibleVariables } from './variables.ts'

/** What a subscription waited for has happened. It must be open. */
export function happen(run: Run, key: number, variables: Variables): void {
  const subscription = run.subscriptions[key]!
  const event = nodeAt(run, subscription.at)
  if (event.kind === 'boundaryEvent') happenAtBoundary(run, key, subscription, event, variables)
  else if (event.kind === 'startEvent') happenAtStart(run, key, subscription, event, variables)
  else happenToToken(run, key, subscription, event, variables)
}

function happenAtBoundary(
  run: Run,
  key: number,
  subscription: Subscription,
  event: NodeOf<'boundaryEvent'>,
  variables: Variables,
): void {
  const token = subscription.token!
  const { scope } = run.tokens[token]!
  const failed = takeEventVariables(run, event, scope, variables)
  if (event.detail.parallel && !isComplete(run, key, subscription, event)) return
  if (event.detail.interrupting) {
    closeSubscription(run, key, 'happened')
    cancelToken(run, token)
  } else {
    repeat(run, key, subscription)
    changeLive(run, scope, 1)
  }
  goOn(run, event, scope, failed)
}

function happenAtStart(
  run: Run,
  key: number,
  subscription: Subscription,
  event: NodeOf<'startEvent'>,
  variables: Variables,
): void {
  if (subscription.token !== undefined) {
    happenToToken(run, key, subscription, event, variables)
    return
  }
  const node = nodeAt(run, event.container.id)
  if (node.kind !== 'eventSubProcess') return
  const scope = subscription.scope!
  const failed = takeEventVariables(run, event, scope, variables)
  if (event.detail.parallel && !isComplete(run, key, subscription, event)) return
  if (event.detail.interrupting) closeSubscription(run, key, 'happened')
  else repeat(run, key, subscription)
  startEventSubProcess(run, node, event, scope, failed)
}

type MultipleEvent = NodeOf<'boundaryEvent'> | NodeOf<'startEvent'>

/**
 * Of a parallel multiple event: whether all its triggers have happened by this one. One that does not interrupt waits
 * for all of them again then, unless a timer among them does not come again.
 */
function isComplete(run: Run, key: number, subscription: Subscription, { id, detail }: MultipleEvent): boolean {
  const { token, scope } = subscription
  const others = Object.entries(run.subscriptions).filter(
    ([other, each]) => Number(other) !== key && each.at === id && each.token === token && each.scope === scope,
  )
  const isLast = others.length === 0
  const comesAgain = detail.triggers.every((trigger) => trigger.kind !== 'timer' || trigger.timer.kind === 'cycle')
  closeSubscription(run, key, 'happened')
  if (!isLast || detail.interrupting || !comesAgain) return isLast
  const owner = token === undefined ? { scope: scope! } : { token }
  const seenFrom = scope ?? run.tokens[token!]!.own ?? run.tokens[token!]!.scope
  openWaits(run, id, owner, waitsFor(detail.triggers, visibleVariables(run, seenFrom), run.at))
  return true
}

/** A timer that does not interrupt is set for its next time; other subscriptions stay as they are. */
function repeat(run: Run, key: number, subscription: Subscription): void {
  if (subscription.kind !== 'timer' || !run.subscriptions[key]) return
  closeSubscription(run, key, 'happened')
  const { at, token, scope } = subscription
  const times = nextTime(subscription, run.at)
  if (times) openWait(run, at, token === undefined ? { scope: scope! } : { token }, { kind: 'timer', times })
}

/** A catch event, a receive task, or an event-based gateway whose choice this is. */
function happenToToken(run: Run, key: number, subscription: Subscription, event: Node, variables: Variables): void {
  const token = subscription.token!
  const { at, scope, since } = run.tokens[token]!
  closeSubscription(run, key, 'happened')
  if (event.kind === 'receiveTask' && at === event.id) {
    const { wait: _, ...current } = run.tokens[token]!
    run.tokens[token] = current
    takeResult(run, token, variables)
    run.agenda.push({ do: 'complete', token })
    return
  }
  const failed = takeEventVariables(run, event, scope, variables)
  const isMultiple = (event.kind === 'catchEvent' || event.kind === 'startEvent') && event.detail.parallel
  if (isMultiple && isWaiting(run, token)) return
  removeToken(run, token, 'completed')
  if (at !== event.id) chooseBranch(run, nodeAt(run, at), event, since)
  if (failed) stopLeaving(run, event, scope, failed)
  else if (event.kind === 'startEvent') arrive(run, event, scope)
  else run.agenda.push({ do: 'leave', node: event, scope, ...(at === event.id && { since }) })
}

function chooseBranch(run: Run, gateway: Node, event: Node, since: number | undefined): void {
  const flow = gateway.outgoing.find(({ target }) => target === event)
  noteLeft(run, gateway, since)
  if (flow) run.effects.push({ type: 'history', what: 'flowTaken', elementId: flow.id })
  run.effects.push({ type: 'history', what: 'entered', elementId: event.id })
}

function isWaiting(run: Run, token: number): boolean {
  return Object.values(run.subscriptions).some((subscription) => subscription.token === token)
}

/**
 * What an event brought: chosen by its output mappings, or passed on to the case as it is.
 * Gives back what went wrong with the mappings; the event has happened all the same.
 */
export function takeEventVariables(run: Run, event: Node, scope: number, variables: Variables): Stopped | undefined {
  setDataStates(run, event, scope)
  if (event.outputs.length === 0) {
    propagate(run, scope, variables)
    return undefined
  }
  try {
    const seen = { ...visibleVariables(run, scope), ...variables }
    propagate(run, scope, evaluateMappings(event.outputs, seen, run.at))
    return undefined
  } catch (error) {
    if (error instanceof Stopped) return error
    throw error
  }
}

/** A token begins at an event that has happened, or stops there. */
export function goOn(run: Run, event: Node, scope: number, failed: Stopped | undefined): void {
  if (failed) stopLeaving(run, event, scope, failed)
  else arrive(run, event, scope)
}

/** Fires a conditional event whose condition has become true. Gives back whether there was one. */
export function fireConditions(run: Run): boolean {
  if (!run.variablesChanged) return false
  run.variablesChanged = false
  for (const [id, subscription] of Object.entries(run.subscriptions)) {
    if (subscription.kind !== 'condition') continue
    const key = Number(id)
    const holds = conditionHolds(run, subscription)
    if (holds !== subscription.held) run.subscriptions[key] = { ...subscription, held: holds }
    if (!holds || subscription.held) continue
    happen(run, key, {})
    run.variablesChanged = true
    return true
  }
  return false
}

function conditionHolds(run: Run, { at, token, scope }: Subscription): boolean {
  const event = nodeAt(run, at)
  const triggers = 'detail' in event && event.detail && 'triggers' in event.detail ? event.detail.triggers : []
  const trigger = triggers.find(({ kind }) => kind === 'condition')
  if (trigger?.kind !== 'condition') return false
  const seenFrom = scope ?? run.tokens[token!]!.own ?? run.tokens[token!]!.scope
  try {
    return holdsNow(trigger.expression, visibleVariables(run, seenFrom), run.at)
  } catch (error) {
    if (error instanceof Stopped) return false
    throw error
  }
}
