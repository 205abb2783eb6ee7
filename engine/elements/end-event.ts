import { cancelWithin } from '../instance/cancel.ts'
import { forgetCompensations } from '../instance/compensation.ts'
import { bringAbout } from '../instance/throw-triggers.ts'
import { changeLive, takeFlows } from '../instance/tokens.ts'
import { readTriggers } from '../process/read-triggers.ts'
import type { Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface EndEventDetail {
  readonly triggers: readonly Trigger[]
}

/** 结束事件: brings about what it says, then its token is gone. A terminating one takes all tokens of its scope along. */
export const endEvent: FlowBehaviour<'endEvent'> = {
  read: (element, reader) => ({ triggers: readTriggers(element, reader) }),
  enter: (run, node, { scope }) => {
    if (bringAbout(run, node, node.detail.triggers, scope) === 'interrupted') return
    if (!node.detail.triggers.some(({ kind }) => kind === 'terminate')) {
      takeFlows(run, node, scope, [])
      return
    }
    run.effects.push({ type: 'history', what: 'left', elementId: node.id })
    cancelWithin(run, scope)
    forgetCompensations(run, scope)
    changeLive(run, scope, 0)
  },
}
