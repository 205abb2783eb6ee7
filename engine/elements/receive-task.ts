import { elementOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import { openWaits, waitsFor } from '../instance/subscriptions.ts'
import { problem } from '../process/process-findings.ts'
import { readMessage } from '../process/read-triggers.ts'
import { idOf } from '../process/reader.ts'
import type { Trigger } from '../process/trigger.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface ReceiveTaskDetail {
  readonly triggers: readonly Trigger[]
  /** Whether its message begins an instance. */
  readonly instantiates: boolean
}

/** 接收任务: waits for its message. One that names none (BPMN 2.0.2, table 10.9) waits until it is told that it is done. */
export const receiveTask: ActivityBehaviour<'receiveTask'> = {
  read: (element, reader) => {
    const instantiates = element.get('instantiate') === true
    const named = elementOf(element, 'messageRef')
    if (!named && !instantiates) {
      reader.note(noMessage(idOf(element)))
      return { triggers: [], instantiates }
    }
    const message = readMessage(named, idOf(element), reader)
    return { triggers: message ? [message] : [], instantiates }
  },
  prepare: (run, node, variables) => {
    const waits = waitsFor(node.detail.triggers, variables, run.at)
    return (token) => openWaits(run, node.id, { token: waitFor(run, token, 'event') }, waits)
  },
}

function noMessage(node: string) {
  return problem(
    'receive-without-message',
    node,
    ['接收任务没有指定消息：没有消息能送到它', 'The receive task names no message, so that none can come to it'],
    ['请选择或新建一个消息', 'Choose a message or make one'],
  )
}
