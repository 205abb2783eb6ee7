import { bringAbout } from '../instance/throw-triggers.ts'
import { arrive, leave } from '../instance/tokens.ts'
import { readTriggers } from '../process/read-triggers.ts'
import { isLink, type Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'

export interface ThrowEventDetail {
  readonly triggers: readonly Trigger[]
}

/** 中间抛出事件: brings about what it says and goes on; a link goes on at the catch event of the same name. */
export const throwEvent: FlowBehaviour<'throwEvent'> = {
  read: (element, reader) => ({ triggers: readTriggers(element, reader) }),
  enter: (run, node, { scope }) => {
    const link = node.detail.triggers.find((trigger) => trigger.kind === 'link')
    const target =
      link &&
      node.container.nodes.find((other) => other.kind === 'catchEvent' && isLink(other.detail.triggers, link.name))
    if (target) {
      run.effects.push({ type: 'history', what: 'left', elementId: node.id })
      arrive(run, target, scope)
    } else if (bringAbout(run, node, node.detail.triggers, scope) === 'goesOn') leave(run, node, scope)
  },
}
