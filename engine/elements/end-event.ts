import { cancelWithin } from '../instance/cancel.ts'
import { forgetCompensations } from '../instance/compensation.ts'
import type { Run } from '../instance/run.ts'
import { bringAbout } from '../instance/throw-triggers.ts'
import { changeLive, takeFlows } from '../instance/tokens.ts'
import type { NodeOf } from '../process/process.ts'
import type { Trigger } from '../process/trigger.ts'
import type { FlowBehaviour } from './element-behaviour.ts'
import { beginJob, readThrown, workOf } from './message-job.ts'
import type { ServiceTaskDetail } from './service-task.ts'

export interface EndEventDetail {
  readonly triggers: readonly Trigger[]
  /** Of a message event that names a job type: a worker sends it, as in Camunda 8. */
  readonly job?: ServiceTaskDetail
}

/** 结束事件: brings about what it says, then its token is gone. A terminating one takes all tokens of its scope along. */
export const endEvent: FlowBehaviour<'endEvent'> = {
  read: (element, reader) => readThrown(element, reader),
  work: (run, node, variables) => workOf(run, node, variables),
  enter: (run, node, { scope }) => {
    if (!beginJob(run, node, scope)) end(run, node, scope, node.detail.triggers)
  },
}

/** What an end event does once all it compensates is undone: an error or a termination among its triggers. */
export function endAfterCompensation(run: Run, node: NodeOf<'endEvent'>, scope: number): void {
  const rest = node.detail.triggers.filter(({ kind }) => kind === 'error' || kind === 'terminate')
  end(run, node, scope, rest)
}

function end(run: Run, node: NodeOf<'endEvent'>, scope: number, triggers: readonly Trigger[]): void {
  if (bringAbout(run, node, triggers, scope) === 'interrupted') return
  if (!triggers.some(({ kind }) => kind === 'terminate')) {
    takeFlows(run, node, scope, [])
    return
  }
  run.effects.push({ type: 'history', what: 'left', elementId: node.id })
  cancelWithin(run, scope)
  forgetCompensations(run, scope)
  changeLive(run, scope, 0)
}
