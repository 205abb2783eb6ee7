import { bringAbout } from '../instance/throw-triggers.ts'
import { arrive, leave } from '../instance/tokens.ts'
import { isLink, type Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'
import { beginJob, readThrown, workOf } from './message-job.ts'
import type { ServiceTaskDetail } from './service-task.ts'

export interface ThrowEventDetail {
  readonly triggers: readonly Trigger[]
  /** Of a message event that names a job type: a worker sends it, as in Camunda 8. */
  readonly job?: ServiceTaskDetail
}

/** 中间抛出事件: brings about what it says and goes on; a link goes on at the catch event of the same name. */
export const throwEvent: FlowBehaviour<'throwEvent'> = {
  read: (element, reader) => readThrown(element, reader),
  work: (run, node, variables) => workOf(run, node, variables),
  enter: (run, node, { scope }) => {
    if (beginJob(run, node, scope)) return
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
