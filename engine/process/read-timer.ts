import { bodyOf, type ModdleElement } from '../bpmn/moddle-element.ts'
import { schedule } from '../time/schedule.ts'
import { problem } from './process-findings.ts'
import type { Reader } from './reader.ts'
import type { Timer } from './timer.ts'

const forms = [
  ['timeDate', 'date'],
  ['timeDuration', 'duration'],
  ['timeCycle', 'cycle'],
] as const

/** A timer; a literal that is neither ISO 8601 nor a cron expression is found now rather than when it should fire. */
export function readTimer(node: string, definition: ModdleElement, reader: Reader): Timer | undefined {
  for (const [property, kind] of forms) {
    const text = bodyOf(definition, property)
    if (text === undefined) continue
    const value = reader.value(text, node)
    if (value.literal !== undefined && !schedule(kind, value.literal, 0)) reader.note(noTime(node, value.literal))
    return { kind, value }
  }
  reader.note(
    problem(
      'timer-empty',
      node,
      ['定时事件没有填写时间', 'The timer event says no time'],
      ['请填写日期、时长或周期', 'Give it a date, a duration or a cycle'],
    ),
  )
  return undefined
}

function noTime(node: string, text: string) {
  return problem(
    'timer-value',
    node,
    [`“${text}”不是有效的时间（ISO 8601 或 cron）`, `"${text}" is no time (ISO 8601 or cron)`],
    [
      '例如：PT2H（两小时）、P3D（三天）、R/P1D（每天）、0 0 9 * * MON-FRI（周一至周五 9 点）',
      'For example PT2H, P3D, R/P1D, 0 0 9 * * MON-FRI',
    ],
  )
}
