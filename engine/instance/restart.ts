import { RestartNotPossibleError } from '../errors.ts'
import { cancelWithin } from './cancel.ts'
import type { Command } from './command.ts'
import { enterScopes, subProcessesAround, whyNotInto } from './enter-scopes.ts'
import { watchScope } from './event-sub-process.ts'
import type { Run } from './run.ts'
import { rootScope } from './state.ts'
import { Stopped } from './stopped.ts'
import { arrive } from './tokens.ts'
import { setLocal } from './variables.ts'

/**
 * An operator begins an instance again at one of its elements, whether it goes on or has ended. What still waits is taken
 * away; its variables stay, those of the command over them, and what was done before can still be undone.
 * @throws {RestartNotPossibleError}
 */
export function restart(run: Run, { toElementId, variables }: Extract<Command, { type: 'restart' }>): void {
  const target = run.process.nodes.get(toElementId)
  if (!target) throw new RestartNotPossibleError(toElementId, 'there is no such element')
  if (target.kind === 'boundaryEvent' || target.kind === 'eventSubProcess') {
    throw new RestartNotPossibleError(toElementId, 'no flow leads there')
  }
  const into = subProcessesAround(run, target.container)
  const obstacle = into.map(whyNotInto).find((why) => why !== undefined)
  if (obstacle !== undefined) throw new RestartNotPossibleError(toElementId, obstacle)

  run.status = 'active'
  cancelWithin(run, rootScope)
  const { variables: before, compensations } = run.scopes[rootScope]!
  run.scopes[rootScope] = { variables: before, live: 1, ...(compensations && { compensations }) }
  setLocal(run, rootScope, variables)
  try {
    // The start event lets the event sub-processes wait for their events.
    if (target.kind !== 'startEvent' || into.length > 0) watchScope(run, run.process.flow, rootScope)
    arrive(run, target, enterScopes(run, into, rootScope))
  } catch (error) {
    if (error instanceof Stopped) throw new RestartNotPossibleError(toElementId, error.message)
    throw error
  }
}
