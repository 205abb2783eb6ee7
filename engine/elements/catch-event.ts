import { openWaits, waitsFor } from '../instance/subscriptions.ts'
import { leave, park } from '../instance/tokens.ts'
import { visibleVariables } from '../instance/variables.ts'
import { readTriggers } from '../process/read-triggers.ts'
import type { Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface CatchEventDetail {
  readonly triggers: readonly Trigger[]
  /** Whether all of its events must happen, in any order, rather than one of them. */
  readonly parallel: boolean
}

/** 中间捕获事件: the token waits until the event happens. */
export const catchEvent: FlowBehaviour<'catchEvent'> = {
  read: (element, reader) => ({
    triggers: readTriggers(element, reader, 'needed'),
    parallel: element.get('parallelMultiple') === true,
  }),
  enter: (run, node, { scope }) => {
    const waits = waitsFor(node.detail.triggers, visibleVariables(run, scope), run.at)
    if (waits.length === 0) leave(run, node, scope)
    else openWaits(run, node.id, { token: park(run, node, scope, 'event') }, waits)
  },
}
