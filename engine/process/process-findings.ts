import type { FeelSyntaxError } from '#feel'
import type { Finding } from '#findings'

type Words = readonly [zh: string, en: string]

/** A finding about one element of a process. */
export function finding(
  severity: Finding['severity'],
  code: string,
  node: string,
  [zh, en]: Words,
  [remedyZh, remedyEn]: Words,
): Finding {
  return { severity, code, node, message: { 'zh-CN': zh, en }, remedy: { 'zh-CN': remedyZh, en: remedyEn } }
}

export function problem(code: string, node: string, message: Words, remedy: Words): Finding {
  return finding('error', code, node, message, remedy)
}

export function doubt(code: string, node: string, message: Words, remedy: Words): Finding {
  return finding('warning', code, node, message, remedy)
}

export function expressionFinding(node: string, source: string, error: FeelSyntaxError): Finding {
  const { from } = error.position
  const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source
  return {
    ...problem(
      error.code === 'feel-too-large' ? 'expression-too-large' : 'expression-syntax',
      node,
      [
        `表达式“${shown}”第 ${from + 1} 个字符处有误`,
        `The expression "${shown}" is wrong at character ${from + 1}: ${error.message}`,
      ],
      ['请按 FEEL 语法更正表达式', 'Correct the expression; it must be FEEL'],
    ),
    position: error.position,
  }
}

export function emptyEvent(node: string): Finding {
  return problem(
    'event-empty',
    node,
    ['事件没有指定触发方式', 'The event does not say what it waits for'],
    ['请选择定时、消息等触发方式', 'Choose what triggers it, for example a timer or a message'],
  )
}
