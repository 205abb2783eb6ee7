import type { ElementBehaviour } from '../elements/element-behaviour.ts'
import type { ElementKind } from '../elements/element-kind.ts'
import { endAfterCompensation } from '../elements/end-event.ts'
import { elements } from '../elements/index.ts'
import type { Node, NodeOf } from '../process/process.ts'
import { hasTrigger } from '../process/trigger.ts'
import { completeActivity, enterActivity } from './activity.ts'
import type { Variables } from './command.ts'
import { resetComplexGateways } from './complex-gateways.ts'
import { beginWithData, waitsForData } from './data.ts'
import { type StoppedLoops, stopsLoop } from './endless-loop.ts'
import { fireConditions } from './events.ts'
import { raiseIncident, stopLeaving } from './incidents.ts'
import { releaseInclusiveJoins } from './inclusive-joins.ts'
import { instantiate } from './instantiate.ts'
import { isJoin } from './joins.ts'
import type { Agendum, Arrival, Run } from './run.ts'
import { completeScope } from './scopes.ts'
import { isGathered } from './start-quantity.ts'
import { Stopped } from './stopped.ts'
import { leave, nodeAt, park } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/** Moves tokens until all of them wait. Iterative: no process is too deep for it. */
export function settle(run: Run): void {
  let passed = 0
  const stopped: StoppedLoops = new Map()
  do {
    for (let next = 0; next < run.agenda.length; next += 1) {
      const agendum = run.agenda[next]!
      if (goesLast(run, agendum, next)) continue
      if (agendum.do === 'arrive') passed += 1
      if (agendum.do !== 'arrive' || !stopsLoop(run, agendum, passed, stopped)) carryOut(run, agendum)
      if (next > 1000) {
        run.agenda.splice(0, next + 1)
        next = -1
      }
    }
    run.agenda.length = 0
  } while (
    run.status === 'active' &&
    (releaseInclusiveJoins(run) || resetComplexGateways(run) || beginWithData(run) || fireConditions(run))
  )
}

/**
 * A signal is thrown when all other branches stand where they wait, so that those which come to a catch event in the same
 * step hear it, in whatever order they are drawn: parallel branches have none. Gives back whether the arrival was put off.
 */
function goesLast(run: Run, agendum: Agendum, place: number): boolean {
  if (agendum.do !== 'arrive' || !throwsSignal(agendum.node)) return false
  const isLast = run.agenda.every((other, at) => at <= place || (other.do === 'arrive' && throwsSignal(other.node)))
  if (!isLast) run.agenda.push(agendum)
  return !isLast
}

function throwsSignal(node: Node): boolean {
  return (node.kind === 'throwEvent' || node.kind === 'endEvent') && hasTrigger(node.detail.triggers, 'signal')
}

function carryOut<T extends Agendum['do']>(run: Run, agendum: AgendumOf<T>): void {
  const act: (run: Run, agendum: AgendumOf<T>) => void = acts[agendum.do as T]
  act(run, agendum)
}

type AgendumOf<T extends Agendum['do']> = Extract<Agendum, { do: T }>

const acts: { readonly [T in Agendum['do']]: (run: Run, agendum: AgendumOf<T>) => void } = {
  arrive: tryArrive,
  instantiate: (run, { node, scope, trigger }) => instantiate(run, node, scope, trigger),
  leave: (run, { node, scope, since }) => tryLeave(run, node, scope, since),
  work: (run, { token }) => tryWork(run, token),
  complete: (run, { token }) => tryComplete(run, token),
  endAfterCompensation: (run, { node, scope }) => tryEnd(run, node, scope),
  completeScope: (run, { scope }) => completeScope(run, scope),
  nothing: () => {},
}

function tryArrive(run: Run, arrival: Arrival): void {
  const { node, scope } = arrival
  if (!run.scopes[scope] || isGathered(run, arrival) || waitsForData(run, arrival)) return
  if (!isJoin(arrival)) run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
  try {
    enter(run, node, arrival)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const token = park(run, node, scope)
    if (arrival.index !== undefined) run.tokens[token] = { ...run.tokens[token]!, index: arrival.index }
    raiseIncident(run, token, error)
  }
}

function enter<K extends ElementKind>(run: Run, node: NodeOf<K>, arrival: Arrival): void {
  const behaviour: ElementBehaviour<K> = elements[node.kind]
  if ('enter' in behaviour) behaviour.enter(run, node, arrival)
  else enterActivity(run, node, behaviour, arrival)
}

function tryWork(run: Run, token: number): void {
  const current = run.tokens[token]
  if (!current) return
  const { at, scope, own } = current
  try {
    work(run, nodeAt(run, at), token, visibleVariables(run, own ?? scope))
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    run.tokens[token] = { ...run.tokens[token]!, stopped: 'working' }
    raiseIncident(run, token, error)
  }
}

function work<K extends ElementKind>(run: Run, node: NodeOf<K>, token: number, variables: Variables): void {
  const behaviour: ElementBehaviour<K> = elements[node.kind]
  if ('prepare' in behaviour) behaviour.prepare(run, node, variables)(token)
  else behaviour.work?.(run, node, variables)(token)
}

function tryComplete(run: Run, token: number): void {
  const current = run.tokens[token]
  if (!current) return
  try {
    completeActivity(run, token)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    run.tokens[token] = { ...current, stopped: 'leaving' }
    raiseIncident(run, token, error)
  }
}

function tryEnd(run: Run, node: NodeOf<'endEvent'>, scope: number): void {
  try {
    endAfterCompensation(run, node, scope)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    stopLeaving(run, node, scope, error)
  }
}

function tryLeave(run: Run, node: Node, scope: number, since: number | undefined): void {
  try {
    leave(run, node, scope, since)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    stopLeaving(run, node, scope, error)
  }
}
