import type { FeelExpression } from '#feel'
import { bodyOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import { beginAdHoc } from '../instance/ad-hoc.ts'
import { describe, evaluateValue } from '../instance/expressions.ts'
import { Stopped } from '../instance/stopped.ts'
import { unbidden } from '../process/implicit-starts.ts'
import type { FlowScope } from '../process/process.ts'
import { idOf } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface AdHocSubProcessDetail {
  readonly flow: FlowScope
  /** One activity at a time, in the order of the file. */
  readonly sequential: boolean
  /** Where it holds after an activity is done, nothing new begins. */
  readonly completion?: FeelExpression
  /** Whether what is still open is then taken away. */
  readonly cancelsRemaining: boolean
  /** Ids of the activities to do; all where left out. */
  readonly active?: Value
}

/** 即席子流程 (BPMN 2.0.2, 13.3.6): its activities without incoming flow are offered, in no order of their own. */
export const adHocSubProcess: ActivityBehaviour<'adHocSubProcess'> = {
  read: (element, reader) => {
    const completion = bodyOf(element, 'completionCondition')
    return {
      flow: { id: '', nodes: [], startEvents: [], eventSubProcesses: [] },
      sequential: element.get('ordering') === 'Sequential',
      ...(completion !== undefined && { completion: reader.expression(completion, idOf(element)) }),
      cancelsRemaining: element.get('cancelRemainingInstances') !== false,
      active: reader.extensionValue(element, 'zeebe:AdHoc', 'activeElementsCollection'),
    }
  },
  ownScope: true,
  prepare: (run, { id, detail }, variables) => {
    const offered = unbidden(detail.flow).map((node) => node.id)
    const active = detail.active && evaluateValue(detail.active, variables, run.at)
    if (detail.active && !Array.isArray(active)) {
      throw new Stopped(
        'ad-hoc-elements',
        `The activities of "${id}" must be a list of ids, but were ${describe(active)}.`,
      )
    }
    const chosen = Array.isArray(active) ? offered.filter((each) => active.includes(each)) : offered
    return (token) => {
      waitFor(run, token, 'scope')
      beginAdHoc(run, run.tokens[token]!.own!, chosen, detail.sequential)
    }
  },
}
