import type { ActivityBehaviour } from '../elements/element-behaviour.ts'
import type { ElementKind } from '../elements/element-kind.ts'
import { type Flow, hasFlow, type Node, type NodeOf } from '../process/process.ts'
import { hasTrigger } from '../process/trigger.ts'
import { endAdHoc, hasEnough } from './ad-hoc.ts'
import { removeToken } from './cancel.ts'
import type { Variables } from './command.ts'
import { finishCancel, noteCompensation } from './compensation.ts'
import { emptyDataObjects, setDataStates } from './data.ts'
import { enterLoop, finishRun, resultsOf, runVariables } from './loops.ts'
import { type Arrival, newKey, type Run } from './run.ts'
import type { Waiting } from './state.ts'
import { closeSubscriptionsOf, openWaits, type Wait, waitsFor } from './subscriptions.ts'
import { flowsToTake, nodeAt, park, takeFlows } from './tokens.ts'
import { evaluateMappings, propagate, setLocal, visibleVariables } from './variables.ts'

/**
 * A token enters an activity: input mappings, then the events at its boundary, then its work. One with a loop is
 * entered once as a whole, which the events at its boundary watch, and then once for each run.
 *
 * Everything is evaluated before anything is changed, so that an incident leaves the token where it came from.
 * @throws {Stopped}
 */
export function enterActivity<K extends ElementKind>(
  run: Run,
  node: NodeOf<K>,
  behaviour: ActivityBehaviour<K>,
  { scope, index }: Arrival,
): void {
  const seen = visibleVariables(run, scope)
  const plain = node as Node
  const isRun = run.scopes[scope]?.loop !== undefined
  if (node.loop && !isRun) {
    const boundary = boundaryWaits(plain, seen, run.at)
    openBoundary(run, boundary, enterLoop(run, plain, node.loop, scope))
    return
  }
  const mine = isRun ? runVariables(run, plain, scope, index ?? 0) : {}
  const inputs = evaluateMappings(node.inputs, { ...seen, ...mine }, run.at)
  const local = { ...(hasFlow(plain) && emptyDataObjects(plain.detail.flow)), ...mine, ...inputs }
  const hasScope = isRun || behaviour.ownScope === true || node.inputs.length > 0 || node.outputs.length > 0
  const variables = hasScope ? { ...seen, ...local } : seen
  const boundary = isRun ? [] : boundaryWaits(plain, variables, run.at)
  const begin = behaviour.prepare(run, node, variables)

  const own = hasScope ? newKey(run) : undefined
  const token = park(run, plain, scope, undefined, own)
  if (index !== undefined) run.tokens[token] = { ...run.tokens[token]!, index }
  if (own !== undefined) run.scopes[own] = { parent: scope, token, variables: local, live: 0 }
  openBoundary(run, boundary, token)
  begin(token)
}

interface BoundaryWaits {
  readonly id: string
  readonly waits: readonly Wait[]
}

function boundaryWaits({ boundary }: Node, variables: Variables, at: number): BoundaryWaits[] {
  return boundary.map(({ id, detail }) => ({ id, waits: waitsFor(detail.triggers, variables, at) }))
}

function openBoundary(run: Run, boundary: readonly BoundaryWaits[], token: number): void {
  for (const { id, waits } of boundary) openWaits(run, id, { token }, waits)
}

/** The token stays at its activity until what it waits for has happened. Gives back its key. */
export function waitFor(run: Run, token: number, wait: Waiting): number {
  run.tokens[token] = { ...run.tokens[token]!, wait }
  return token
}

/** What the work gave: kept in the activity where output mappings choose from it, else passed on to the case. */
export function takeResult(run: Run, token: number, variables: Variables): void {
  const { at, scope, own } = run.tokens[token]!
  const { outputs, loop } = nodeAt(run, at)
  const isChosen = outputs.length > 0 || (loop?.kind === 'multi' && loop.outputElement !== undefined)
  if (own !== undefined && isChosen) setLocal(run, own, variables)
  else propagate(run, own ?? scope, variables)
}

/** The work is done: output mappings, then the flows out, or the next run of a loop. @throws {Stopped} */
export function completeActivity(run: Run, key: number): void {
  const { at, scope, own, since } = run.tokens[key]!
  const node = nodeAt(run, at)
  if (node.kind === 'endEvent' && hasTrigger(node.detail.triggers, 'cancel')) {
    finishCancel(run, key)
    return
  }
  const body = own === undefined ? undefined : run.scopes[own]?.loop
  if (body) propagate(run, scope, resultsOf(node, body))
  else if (own !== undefined) propagate(run, scope, evaluateMappings(node.outputs, visibleVariables(run, own), run.at))
  setDataStates(run, node, scope)
  if (run.scopes[scope]?.loop) {
    finishRun(run, node, key)
    return
  }
  if (node.kind === 'endEvent' && hasTrigger(node.detail.triggers, 'compensation')) {
    removeActivity(run, key)
    run.agenda.push({ do: 'endAfterCompensation', node, scope })
    return
  }
  const isEnough = hasEnough(run, node, scope)
  const flows = isBeside(node) ? [] : flowsToTake(run, node, scope)
  noteCompensation(run, node, key)
  removeActivity(run, key)
  takeFlows(run, node, scope, manyTimes(flows, node.completionQuantity), since)
  if (isEnough) endAdHoc(run, node, scope)
}

/** What a compensation event undoes while its token has gone on already. */
function isBeside(node: Node): boolean {
  return (
    node.kind === 'throwEvent' &&
    node.detail.triggers.some((trigger) => trigger.kind === 'compensation' && trigger.goesOn === true)
  )
}

/** 完成数量: an activity may give several tokens to each flow that is taken (BPMN 2.0.2, 13.3.2). */
function manyTimes(flows: readonly Flow[], quantity = 1): readonly Flow[] {
  return quantity === 1 ? flows : Array.from({ length: quantity }, () => flows).flat()
}

/** Takes away a token whose activity is done, with its scope and what waited for events of either. */
export function removeActivity(run: Run, key: number): void {
  const { own } = run.tokens[key]!
  if (own !== undefined) {
    closeSubscriptionsOf(run, { scope: own })
    delete run.scopes[own]
  }
  removeToken(run, key, 'completed')
}

/** Does the work of an activity once more, under a new token: its scope and the events at its boundary stay. */
export function workAgain(run: Run, key: number): void {
  const token = run.tokens[key]!
  const again = newKey(run)
  delete run.tokens[key]
  run.tokens[again] = token
  if (token.own !== undefined) run.scopes[token.own] = { ...run.scopes[token.own]!, token: again }
  for (const [id, subscription] of Object.entries(run.subscriptions)) {
    if (subscription.token === key) run.subscriptions[Number(id)] = { ...subscription, token: again }
  }
  run.agenda.push({ do: 'work', token: again })
}
