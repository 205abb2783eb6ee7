import { extensionOf, textOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import type { Variables } from '../instance/command.ts'
import type { TimeLimit } from '../instance/effect.ts'
import { describe, evaluateText, evaluateValue } from '../instance/expressions.ts'
import { Stopped } from '../instance/stopped.ts'
import { problem } from '../process/process-findings.ts'
import { idOf } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface UserTaskDetail {
  readonly formId?: string
  readonly assignee?: Value
  readonly candidateRoles?: Value
  readonly dueDate?: Value
  readonly priority?: Value
  readonly timeLimit?: { readonly value: Value; readonly kind: TimeLimit['kind'] }
}

const limitKinds: readonly string[] = [
  'urgent_hour',
  'work_hour',
  'work_day',
  'natural_day',
] satisfies TimeLimit['kind'][]

/** 用户任务: a person does it and answers its form. */
export const userTask: ActivityBehaviour<'userTask'> = {
  read: (element, reader) => {
    const kind = textOf(extensionOf(element, 'gezhi:TimeLimit'), 'kind') ?? 'natural_day'
    const limit = reader.extensionValue(element, 'gezhi:TimeLimit', 'value')
    if (!isLimitKind(kind)) {
      reader.note(
        problem(
          'time-limit-kind',
          idOf(element),
          [`未知的时限类型“${kind}”`, `Unknown kind of time limit "${kind}"`],
          ['请选择：紧急工时、工时、工作日、自然日', `Choose one of ${limitKinds.join(', ')}`],
        ),
      )
    }
    return {
      formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
      assignee: reader.extensionValue(element, 'zeebe:AssignmentDefinition', 'assignee'),
      candidateRoles: reader.extensionValue(element, 'zeebe:AssignmentDefinition', 'candidateGroups'),
      dueDate: reader.extensionValue(element, 'zeebe:TaskSchedule', 'dueDate'),
      priority: reader.extensionValue(element, 'zeebe:PriorityDefinition', 'priority'),
      timeLimit: limit && isLimitKind(kind) ? { value: limit, kind } : undefined,
    }
  },
  prepare: (run, node, variables) => {
    const { formId, assignee, candidateRoles, dueDate } = node.detail
    const task = {
      elementId: node.id,
      name: node.name,
      ...(node.lane && { lane: node.lane }),
      formId,
      assignee: evaluateText(assignee, variables, run.at, 'The assignee'),
      candidateRoles: roles(candidateRoles, variables, run.at),
      dueDate: evaluateText(dueDate, variables, run.at, 'The due date'),
      timeLimit: timeLimit(node.detail, variables, run.at),
      priority: priority(node.detail, variables, run.at),
    }
    return (token) => run.effects.push({ type: 'openTask', taskId: String(waitFor(run, token, 'task')), ...task })
  },
}

/** `a, b` or a FEEL list of texts. */
export function roles(value: Value | undefined, variables: Variables, at: number): string[] {
  if (!value) return []
  const result = evaluateValue(value, variables, at)
  const list = typeof result === 'string' ? result.split(',') : (result ?? [])
  if (!Array.isArray(list) || list.some((role) => typeof role !== 'string')) {
    throw new Stopped('assignment-roles', `The candidate groups must be texts, but were ${describe(result)}.`)
  }
  return list.map((role: string) => role.trim()).filter((role) => role !== '')
}

function timeLimit({ timeLimit: limit }: UserTaskDetail, variables: Variables, at: number): TimeLimit | undefined {
  if (!limit) return undefined
  const value = number(limit.value, variables, at, 'The time limit')
  if (value === undefined) return undefined
  if (value < 0) throw new Stopped('time-limit-value', `The time limit must not be negative, but was ${value}.`)
  return { value, kind: limit.kind }
}

function priority({ priority: value }: UserTaskDetail, variables: Variables, at: number): number {
  const result = (value && number(value, variables, at, 'The priority')) ?? 50
  if (Number.isInteger(result) && result >= 0 && result <= 100) return result
  throw new Stopped('priority-value', `The priority must be a whole number from 0 to 100, but was ${result}.`)
}

function number(value: Value, variables: Variables, at: number, what: string): number | undefined {
  const result = evaluateValue(value, variables, at)
  if (result === null || result === '') return undefined
  const found = typeof result === 'string' ? Number(result) : result
  if (typeof found === 'number' && Number.isFinite(found)) return found
  throw new Stopped('expression-type', `${what} must be a number, but was ${describe(result)}.`)
}

function isLimitKind(kind: string): kind is TimeLimit['kind'] {
  return limitKinds.includes(kind)
}
