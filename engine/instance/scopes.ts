import { beginPending } from './ad-hoc.ts'
import { undoNext } from './compensation.ts'
import type { Run } from './run.ts'
import { rootScope } from './state.ts'
import { closeSubscription } from './subscriptions.ts'

/** The last token of a scope is gone: its activity is done, or the instance is. */
export function completeScope(run: Run, key: number): void {
  const scope = run.scopes[key]
  if (!scope || scope.live > 0) return
  if (key === rootScope) endInstance(run, 'completed')
  else if (undoNext(run, key) || beginPending(run, key)) return
  else if (scope.token !== undefined) run.agenda.push({ do: 'complete', token: scope.token })
}

export function endInstance(run: Run, reason: 'completed' | 'cancelled'): void {
  run.status = reason
  for (const key of Object.keys(run.subscriptions)) closeSubscription(run, Number(key), 'cancelled')
  run.effects.push({ type: 'ended', reason, variables: run.scopes[rootScope]?.variables ?? {} })
}
