import type { ActivityBehaviour } from '../elements/element-behaviour.ts'
import type { ElementKind } from '../elements/element-kind.ts'
import type { NodeOf } from '../process/process.ts'
import { removeToken } from './cancel.ts'
import type { Variables } from './command.ts'
import { type Arrival, newKey, type Run } from './run.ts'
import type { Waiting } from './state.ts'
import { scheduleOf, setTimer } from './subscriptions.ts'
import { flowsToTake, nodeAt, park, takeFlows } from './tokens.ts'
import { evaluateMappings, propagate, setLocal, visibleVariables } from './variables.ts'

/**
 * A token enters an activity: input mappings, then the events at its boundary, then its work.
 *
 * Everything is evaluated before anything is changed, so that an incident leaves the token where it came from.
 * @throws {Stopped}
 */
export function enterActivity<K extends ElementKind>(
  run: Run,
  node: NodeOf<K>,
  behaviour: ActivityBehaviour<K>,
  { scope }: Arrival,
): void {
  const outer = visibleVariables(run, scope)
  const inputs = evaluateMappings(node.inputs, outer, run.at)
  const variables = node.inputs.length === 0 ? outer : { ...outer, ...inputs }
  const timers = node.boundary.map((event) => ({
    event,
    times: event.detail.timer && scheduleOf(event.detail.timer, variables, run.at),
  }))
  const begin = behaviour.prepare(run, node, variables)

  const hasScope = behaviour.ownScope === true || node.inputs.length > 0 || node.outputs.length > 0
  const own = hasScope ? newKey(run) : undefined
  const token = park(run, node as Parameters<typeof park>[1], scope, undefined, own)
  if (own !== undefined) run.scopes[own] = { parent: scope, token, variables: inputs, live: 0 }
  for (const { event, times } of timers) if (times) setTimer(run, event.id, token, times)
  begin(token)
}

/** The token stays at its activity until what it waits for has happened. Gives back its key. */
export function waitFor(run: Run, token: number, wait: Waiting): number {
  run.tokens[token] = { ...run.tokens[token]!, wait }
  return token
}

/** What the work gave: kept in the activity where output mappings choose from it, else passed on to the case. */
export function takeResult(run: Run, token: number, variables: Variables): void {
  const { at, scope, own } = run.tokens[token]!
  if (own !== undefined && nodeAt(run, at).outputs.length > 0) setLocal(run, own, variables)
  else propagate(run, own ?? scope, variables)
}

/** The work is done: output mappings, then the flows out. @throws {Stopped} */
export function completeActivity(run: Run, key: number): void {
  const { at, scope, own } = run.tokens[key]!
  const node = nodeAt(run, at)
  if (own !== undefined) {
    const outputs = evaluateMappings(node.outputs, visibleVariables(run, own), run.at)
    propagate(run, scope, outputs)
  }
  const flows = flowsToTake(run, node, scope)
  if (own !== undefined) delete run.scopes[own]
  removeToken(run, key, 'completed')
  takeFlows(run, node, scope, flows)
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
