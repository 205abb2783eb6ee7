import type { Node } from '../process/process.ts'
import { cancelWithin } from './cancel.ts'
import { holdsNow } from './expressions.ts'
import type { Run } from './run.ts'
import { arrive, changeLive, nodeAt } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/** The activities of an ad-hoc sub-process begin, all at once or the first of them. */
export function beginAdHoc(run: Run, scope: number, activities: readonly string[], sequential: boolean): void {
  const now = sequential ? activities.slice(0, 1) : activities
  const pending = activities.slice(now.length)
  if (pending.length > 0) run.scopes[scope] = { ...run.scopes[scope]!, pending }
  changeLive(run, scope, now.length)
  for (const id of now) arrive(run, nodeAt(run, id), scope)
}

/** One after the other: the next begins when the one before is done. Gives back whether there was one. */
export function beginPending(run: Run, scope: number): boolean {
  const { pending, ...rest } = run.scopes[scope]!
  if (!pending) return false
  run.scopes[scope] = rest
  beginAdHoc(run, scope, pending, true)
  return true
}

/** Whether an ad-hoc sub-process has enough now that `node` in it is done. */
export function hasEnough(run: Run, { container }: Node, scope: number): boolean {
  const around = run.process.nodes.get(container.id)
  if (around?.kind !== 'adHocSubProcess' || !around.detail.completion) return false
  return holdsNow(around.detail.completion, visibleVariables(run, scope), run.at)
}

/** Begins nothing more in an ad-hoc sub-process, and takes away what is open where it says so. */
export function endAdHoc(run: Run, { container }: Node, scope: number): void {
  const around = run.process.nodes.get(container.id)
  if (around?.kind !== 'adHocSubProcess' || !run.scopes[scope]) return
  if (around.detail.cancelsRemaining) cancelWithin(run, scope)
  const { pending: _, ...rest } = run.scopes[scope]!
  run.scopes[scope] = rest
  changeLive(run, scope, 0)
}
