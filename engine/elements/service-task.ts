import { elementsOf, extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import type { Variables } from '../instance/command.ts'
import { evaluateText, evaluateValue } from '../instance/expressions.ts'
import type { Run } from '../instance/run.ts'
import { Stopped } from '../instance/stopped.ts'
import type { Mapping, Node } from '../process/process.ts'
import { problem } from '../process/process-findings.ts'
import { idOf, type Reader } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import { pausesOf } from '../time/pauses.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface ServiceTaskDetail {
  readonly type: Value
  readonly retries: Value
  /** `gezhi:retryBackoff`: milliseconds to wait after the first failure, the second …; left out, the runtime chooses. */
  readonly pauses?: readonly number[]
  /** `gezhi:jobVariables="all"`: the worker gets all that the element sees, not just what its inputs map. */
  readonly givesAll: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** 服务任务: a job for a worker. */
export const serviceTask: ActivityBehaviour<'serviceTask'> = {
  read: readJob,
  prepare: (run, node, variables) => prepareJob(run, node, node.detail, variables),
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
  const pauses = readPauses(element, reader)
  const headers = elementsOf(extensionOf(element, 'zeebe:TaskHeaders'), 'values')
  return {
    type: type ?? { literal: '' },
    retries: reader.extensionValue(element, 'zeebe:TaskDefinition', 'retries') ?? { literal: '3' },
    ...(pauses && { pauses }),
    givesAll: readGivesAll(element, reader),
    headers: Object.fromEntries(headers.map((header) => [textOf(header, 'key') ?? '', textOf(header, 'value') ?? ''])),
  }
}

/** @throws {Stopped} */
export function prepareJob(
  run: Run,
  { id: elementId, inputs }: Pick<Node, 'id' | 'inputs'>,
  detail: ServiceTaskDetail,
  seen: Variables,
) {
  const { type, retries: given, pauses, headers, givesAll } = detail
  const variables = givesAll ? seen : mapped(inputs, seen)
  const jobType = evaluateText(type, seen, run.at, 'The job type')
  if (jobType === undefined) throw new Stopped('job-type-empty', `The job type of "${elementId}" is empty.`)
  const retries = Number(evaluateValue(given, seen, run.at))
  if (!Number.isInteger(retries) || retries < 0) {
    throw new Stopped('job-retries', `The retries of "${elementId}" must be a whole number from 0.`)
  }
  return (token: number) => {
    const jobId = String(waitFor(run, token, 'job'))
    const howOften = { retries, ...(pauses && { pauses }) }
    run.effects.push({ type: 'queueJob', jobId, elementId, jobType, ...howOften, headers, variables })
  }
}

/** What the input mappings set: workers are strangers to the rest of the case. */
function mapped(inputs: readonly Mapping[], seen: Variables): Variables {
  const names = new Set(inputs.map(({ target }) => target[0]!))
  return Object.fromEntries(Object.entries(seen).filter(([name]) => names.has(name)))
}

function readPauses(element: ModdleElement, reader: Reader): readonly number[] | undefined {
  const given = textOf(element, 'gezhi:retryBackoff')
  if (given === undefined) return undefined
  const pauses = pausesOf(given)
  if (pauses) return pauses
  reader.note(
    problem(
      'retry-backoff',
      idOf(element),
      [`重试间隔“${given.slice(0, 40)}”无法识别`, `The retry back-off "${given.slice(0, 40)}" cannot be read`],
      [
        '请填写至多 20 个 ISO 8601 时长，以逗号分隔，每个不超过 30 天，例如 PT30S,PT10M',
        'Give up to 20 ISO 8601 durations, parted by commas, of 30 days at most, e.g. PT30S,PT10M',
      ],
    ),
  )
  return undefined
}

function readGivesAll(element: ModdleElement, reader: Reader): boolean {
  const given = textOf(element, 'gezhi:jobVariables') ?? 'mapped'
  if (given !== 'mapped' && given !== 'all') {
    reader.note(
      problem(
        'job-variables',
        idOf(element),
        ['交给作业的变量只能是 mapped 或 all', 'The variables given to a job are "mapped" or "all"'],
        [
          '请改为 mapped（只交给输入映射的结果）或 all（全部可见变量）',
          'Make it "mapped" (what the inputs map) or "all" (all that the element sees)',
        ],
      ),
    )
  }
  return given === 'all'
}
