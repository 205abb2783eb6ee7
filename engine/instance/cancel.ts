import type { Run } from './run.ts'
import type { Token } from './state.ts'
import { closeSubscription, closeSubscriptionsOf } from './subscriptions.ts'

/** Takes away a token with all that hangs on it. Its scope's count is the caller's, who may put another in its place. */
export function cancelToken(run: Run, key: number): void {
  const own = run.tokens[key]?.own
  if (own !== undefined) cancelScope(run, own)
  removeToken(run, key, 'cancelled')
}

/** Takes away everything within a scope, and the scope. */
export function cancelScope(run: Run, scope: number): void {
  cancelWithin(run, scope)
  delete run.scopes[scope]
}

/**
 * Takes away every token within a scope, those on their way and those held by joins too, what waits for its events,
 * and the scopes below it. Its own count is then 0; the scope itself stays.
 */
export function cancelWithin(run: Run, scope: number): void {
  const doomed = new Set([scope])
  for (const [key, { parent }] of Object.entries(run.scopes)) {
    if (parent !== undefined && doomed.has(parent)) doomed.add(Number(key))
  }
  const gone = new Set<number>()
  for (const [key, token] of Object.entries(run.tokens)) if (doomed.has(token.scope)) gone.add(Number(key))
  for (const key of gone) dropToken(run, key, 'cancelled')
  for (const [key, { token, scope: watched }] of Object.entries(run.subscriptions)) {
    const isGone = token === undefined ? watched !== undefined && doomed.has(watched) : gone.has(token)
    if (isGone) closeSubscription(run, Number(key), 'cancelled')
  }
  for (const [index, agendum] of run.agenda.entries()) {
    if ('scope' in agendum && doomed.has(agendum.scope)) run.agenda[index] = { do: 'nothing' }
  }
  doomed.delete(scope)
  for (const key of doomed) delete run.scopes[key]
  const { joins: _, activated: __, ...rest } = run.scopes[scope]!
  run.scopes[scope] = { ...rest, live: 0 }
}

/** Takes away a token, its waits and its incident; its own scope is the caller's. */
export function removeToken(run: Run, key: number, why: 'cancelled' | 'completed'): void {
  if (!run.tokens[key]) return
  closeSubscriptionsOf(run, { token: key })
  dropToken(run, key, why)
}

/** The same, but for its subscriptions. */
function dropToken(run: Run, key: number, why: 'cancelled' | 'completed'): void {
  const token = run.tokens[key]!
  closeWait(run, key, token, why)
  delete run.tokens[key]
  if (why === 'cancelled') run.effects.push({ type: 'history', what: 'cancelled', elementId: token.at })
}

export function closeIncident(run: Run, key: number): void {
  delete run.incidents[key]
  run.effects.push({ type: 'closeIncident', incidentId: String(key) })
}

function closeWait(run: Run, key: number, { wait, incident }: Token, reason: 'cancelled' | 'completed'): void {
  if (wait === 'task') run.effects.push({ type: 'closeTask', taskId: String(key), reason })
  if (wait === 'job') run.effects.push({ type: 'dropJob', jobId: String(key), reason })
  if (wait === 'call') run.effects.push({ type: 'endCall', callId: String(key), reason })
  if (incident !== undefined) closeIncident(run, incident)
}
