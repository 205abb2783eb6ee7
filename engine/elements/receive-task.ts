import { elementOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import { openWaits, waitsFor } from '../instance/subscriptions.ts'
import { readMessage } from '../process/read-triggers.ts'
import { idOf } from '../process/reader.ts'
import type { Trigger } from '../process/trigger.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface ReceiveTaskDetail {
  readonly triggers: readonly Trigger[]
  /** Whether its message begins an instance. */
  readonly instantiates: boolean
}

/** 接收任务: waits for its message. */
export const receiveTask: ActivityBehaviour<'receiveTask'> = {
  read: (element, reader) => {
    const message = readMessage(elementOf(element, 'messageRef'), idOf(element), reader)
    return { triggers: message ? [message] : [], instantiates: element.get('instantiate') === true }
  },
  prepare: (run, node, variables) => {
    const waits = waitsFor(node.detail.triggers, variables, run.at)
    return (token) => openWaits(run, node.id, { token: waitFor(run, token, 'event') }, waits)
  },
}
