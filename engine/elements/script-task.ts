import { type FeelExpression, parseExpression } from '#feel'
import { extensionOf, textOf } from '../bpmn/moddle-element.ts'
import { takeResult } from '../instance/activity.ts'
import { evaluate } from '../instance/expressions.ts'
import { problem } from '../process/process-findings.ts'
import { idOf } from '../process/reader.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'
import { prepareJob, readJob, type ServiceTaskDetail } from './service-task.ts'

export interface ScriptTaskDetail {
  readonly expression: FeelExpression
  readonly resultVariable: string
  /** Where the task names a job type, as in Camunda 8: a worker runs the script. */
  readonly job?: ServiceTaskDetail
}

const nothing = parseExpression('null')

/** 脚本任务: a FEEL expression whose result becomes a variable; or a job. */
export const scriptTask: ActivityBehaviour<'scriptTask'> = {
  read: (element, reader) => {
    if (extensionOf(element, 'zeebe:TaskDefinition')) {
      return { expression: nothing, resultVariable: '', job: readJob(element, reader) }
    }
    const script = extensionOf(element, 'zeebe:Script')
    const source = textOf(script, 'expression')
    const resultVariable = textOf(script, 'resultVariable')
    if (source === undefined || resultVariable === undefined) {
      reader.note(
        problem(
          'script-missing',
          idOf(element),
          ['脚本任务缺少 FEEL 表达式或结果变量', 'The script task lacks a FEEL expression or a result variable'],
          ['请填写 zeebe:script 的表达式和结果变量', 'Fill in expression and result variable of zeebe:script'],
        ),
      )
    }
    return { expression: reader.expression(source ?? 'null', idOf(element)), resultVariable: resultVariable ?? '' }
  },
  prepare: (run, node, variables) => {
    const { detail } = node
    if (detail.job) return prepareJob(run, node, detail.job, variables)
    const result = evaluate(detail.expression, variables, run.at)
    return (token) => {
      takeResult(run, token, { [detail.resultVariable]: result })
      run.agenda.push({ do: 'complete', token })
    }
  },
}
