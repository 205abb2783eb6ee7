import { elementOf, extensionOf } from '../bpmn/moddle-element.ts'
import { messageOf } from '../instance/subscriptions.ts'
import { readMessage } from '../process/read-triggers.ts'
import { idOf } from '../process/reader.ts'
import type { MessageTrigger } from '../process/trigger.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'
import { prepareJob, readJob, type ServiceTaskDetail } from './service-task.ts'

/** A job where the task names a job type, as in Camunda 8; else the message it refers to. */
export interface SendTaskDetail {
  readonly job?: ServiceTaskDetail
  readonly message?: MessageTrigger
}

/** 发送任务: sends a message and goes on. */
export const sendTask: ActivityBehaviour<'sendTask'> = {
  read: (element, reader) =>
    extensionOf(element, 'zeebe:TaskDefinition')
      ? { job: readJob(element, reader) }
      : { message: readMessage(elementOf(element, 'messageRef'), idOf(element), reader) },
  prepare: (run, node, variables) => {
    const { job, message } = node.detail
    if (job) return prepareJob(run, node, job, variables)
    const { name, key } = message ? messageOf(message, variables, run.at) : { name: '', key: undefined }
    return (token) => {
      run.effects.push({
        type: 'sendMessage',
        elementId: node.id,
        name,
        ...(key !== undefined && { correlationKey: key }),
        variables,
      })
      run.agenda.push({ do: 'complete', token })
    }
  },
}
