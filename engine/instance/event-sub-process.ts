import type { NodeOf } from '../process/process.ts'
import { cancelWithin } from './cancel.ts'
import { emptyDataObjects } from './data.ts'
import { stopLeaving } from './incidents.ts'
import { newKey, type Run } from './run.ts'
import type { Stopped } from './stopped.ts'
import { openWaits, waitsFor } from './subscriptions.ts'
import { arrive, changeLive, park } from './tokens.ts'
import { visibleVariables } from './variables.ts'

/** A scope has been entered: its event sub-processes begin to wait for their events. @throws {Stopped} */
export function watchScope(run: Run, container: NodeOf<'startEvent'>['container'], scope: number): void {
  if (container.eventSubProcesses.length === 0) return
  const variables = visibleVariables(run, scope)
  const waits = container.eventSubProcesses.flatMap(({ detail }) =>
    detail.flow.startEvents.map(({ id, detail: { triggers } }) => ({
      id,
      waits: waitsFor(triggers, variables, run.at),
    })),
  )
  for (const each of waits) openWaits(run, each.id, { scope }, each.waits)
}

/**
 * The start event of an event sub-process has happened in `scope`. An interrupting one takes away all else in the
 * scope first, the other event sub-processes' waits included (BPMN 2.0.2, 13.5.4).
 */
export function startEventSubProcess(
  run: Run,
  node: NodeOf<'eventSubProcess'>,
  event: NodeOf<'startEvent'>,
  scope: number,
  failed?: Stopped,
  how: 'asDrawn' | 'beside' = 'asDrawn',
): void {
  if (event.detail.interrupting && how === 'asDrawn') cancelWithin(run, scope)
  changeLive(run, scope, 1)
  run.effects.push({ type: 'history', what: 'entered', elementId: node.id })
  const own = newKey(run)
  const token = park(run, node, scope, 'scope', own)
  run.scopes[own] = { parent: scope, token, variables: emptyDataObjects(node.detail.flow), live: 1 }
  if (failed) stopLeaving(run, event, own, failed)
  else arrive(run, event, own)
}
