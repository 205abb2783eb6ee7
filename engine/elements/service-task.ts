import { elementsOf, extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import type { Variables } from '../instance/command.ts'
import { evaluateText, evaluateValue } from '../instance/expressions.ts'
import type { Run } from '../instance/run.ts'
import { Stopped } from '../instance/stopped.ts'
import { problem } from '../process/process-findings.ts'
import { idOf, type Reader } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface ServiceTaskDetail {
  readonly type: Value
  readonly retries: Value
  readonly headers: Readonly<Record<string, string>>
}

/** 服务任务: a job for a worker. */
export const serviceTask: ActivityBehaviour<'serviceTask'> = {
  read: readJob,
  prepare: (run, node, variables) => prepareJob(run, node.id, node.detail, variables),
}

export function readJob(element: ModdleElement, reader: Reader): ServiceTaskDetail {
  const type = reader.extensionValue(element, 'zeebe:TaskDefinition', 'type')
  if (!type) {
    reader.note(
      problem(
        'job-type-missing',
        idOf(element),
        ['服务任务没有填写作业类型', 'The service task says no job type'],
        ['请选择插件提供的作业，例如 email.send', 'Choose a job a plugin offers, e.g. email.send'],
      ),
    )
  }
  const headers = elementsOf(extensionOf(element, 'zeebe:TaskHeaders'), 'values')
  return {
    type: type ?? { literal: '' },
    retries: reader.extensionValue(element, 'zeebe:TaskDefinition', 'retries') ?? { literal: '3' },
    headers: Object.fromEntries(headers.map((header) => [textOf(header, 'key') ?? '', textOf(header, 'value') ?? ''])),
  }
}

/** @throws {Stopped} */
export function prepareJob(run: Run, elementId: string, detail: ServiceTaskDetail, variables: Variables) {
  const { type, retries: given, headers } = detail
  const jobType = evaluateText(type, variables, run.at, 'The job type')
  if (jobType === undefined) throw new Stopped('job-type-empty', `The job type of "${elementId}" is empty.`)
  const retries = Number(evaluateValue(given, variables, run.at))
  if (!Number.isInteger(retries) || retries < 0) {
    throw new Stopped('job-retries', `The retries of "${elementId}" must be a whole number from 0.`)
  }
  return (token: number) => {
    const jobId = String(waitFor(run, token, 'job'))
    run.effects.push({ type: 'queueJob', jobId, elementId, jobType, retries, headers, variables })
  }
}
