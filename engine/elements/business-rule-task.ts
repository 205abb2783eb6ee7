import { extensionOf, textOf } from '../bpmn/moddle-element.ts'
import { evaluateDecision } from '../decision/evaluate-decision.ts'
import { takeResult } from '../instance/activity.ts'
import { evaluateText } from '../instance/expressions.ts'
import { Stopped } from '../instance/stopped.ts'
import { problem } from '../process/process-findings.ts'
import { idOf } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'
import { prepareJob, readJob, type ServiceTaskDetail } from './service-task.ts'

export interface BusinessRuleTaskDetail {
  readonly decisionId: Value
  readonly resultVariable: string
  /** Where the task names a job type, as in Camunda 8: a worker decides. */
  readonly job?: ServiceTaskDetail
}

/** 业务规则任务: a DMN decision whose result becomes a variable; or a job. */
export const businessRuleTask: ActivityBehaviour<'businessRuleTask'> = {
  read: (element, reader) => {
    if (extensionOf(element, 'zeebe:TaskDefinition')) {
      return { decisionId: { literal: '' }, resultVariable: '', job: readJob(element, reader) }
    }
    const decisionId = reader.extensionValue(element, 'zeebe:CalledDecision', 'decisionId')
    const resultVariable = textOf(extensionOf(element, 'zeebe:CalledDecision'), 'resultVariable')
    if (!decisionId || resultVariable === undefined) {
      reader.note(
        problem(
          'decision-missing',
          idOf(element),
          ['业务规则任务没有填写决策或结果变量', 'The business rule task lacks a decision or a result variable'],
          ['请选择决策表并填写结果变量', 'Choose a decision table and name the result variable'],
        ),
      )
    }
    return { decisionId: decisionId ?? { literal: '' }, resultVariable: resultVariable ?? '' }
  },
  prepare: (run, node, variables) => {
    const { id, detail } = node
    if (detail.job) return prepareJob(run, node, detail.job, variables)
    const decisionId = evaluateText(detail.decisionId, variables, run.at, 'The decision id') ?? ''
    const decision = Object.hasOwn(run.process.decisions, decisionId) ? run.process.decisions[decisionId] : undefined
    if (!decision)
      throw new Stopped('decision-unknown', `"${id}" asks for decision "${decisionId}", which is not there.`)
    const result = evaluateDecision(run.process.decisions, decisionId, variables, run.at)
    if (result.problem) throw new Stopped(result.problem.code, result.problem.message)
    return (token) => {
      takeResult(run, token, { [detail.resultVariable]: result.value })
      run.agenda.push({ do: 'complete', token })
    }
  },
}
