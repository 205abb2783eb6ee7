import {
  type Constants,
  type FeelExpression,
  FeelSyntaxError,
  parseExpression,
  type WorkingCalendar,
  withConstants,
} from '#feel'
import type { Finding, LocalizedText } from '#findings'
import { extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import type { UsedExpression } from './process.ts'
import { expressionFinding, problem } from './process-findings.ts'
import type { Value } from './value.ts'

/** Reads parts of a process and notes what is wrong with them. */
export interface Reader {
  readonly note: (finding: Finding) => void
  /** What was read so far. */
  readonly expressions: readonly UsedExpression[]
  /** FEEL, with or without a leading `=`. */
  readonly expression: (source: string, node: string) => FeelExpression
  /** Literal, or FEEL after a leading `=`. */
  readonly value: (source: string, node: string) => Value
  /** The value of an attribute of an extension element, e.g. `zeebe:AssignmentDefinition`, `assignee`. */
  readonly extensionValue: (element: ModdleElement, extension: string, attribute: string) => Value | undefined
}

/** Reading an expression takes time, so all of a process together may be this long. */
const allExpressions = 200_000

export function makeReader(findings: Finding[], calendar?: WorkingCalendar, constants?: Constants): Reader {
  let read = 0
  const expressions: UsedExpression[] = []
  const expression = (source: string, node: string): FeelExpression => {
    if (read <= allExpressions && read + source.length > allExpressions) findings.push(tooManyExpressions(node))
    read += source.length
    if (read > allExpressions) return { source, names: [], evaluate: () => ({ value: null, warnings: [] }) }
    try {
      const parsed = withConstants(parseExpression(source, [], calendar), constants)
      expressions.push({ elementId: node, expression: parsed })
      return parsed
    } catch (error) {
      if (!(error instanceof FeelSyntaxError)) throw error
      findings.push(expressionFinding(node, source, error))
      return { source, names: [], evaluate: () => ({ value: null, warnings: [] }) }
    }
  }
  const value = (source: string, node: string): Value =>
    source.trimStart().startsWith('=') ? { expression: expression(source, node) } : { literal: source.trim() }
  return {
    note: (finding) => findings.push(finding),
    expressions,
    expression,
    value,
    extensionValue: (element, extension, attribute) => {
      const text = textOf(extensionOf(element, extension), attribute)
      return text === undefined ? undefined : value(text, idOf(element))
    },
  }
}

export function idOf(element: ModdleElement): string {
  return element.id ?? ''
}

/** The element's name, with its English one; the id where it has none. */
export function nameOf(element: ModdleElement): LocalizedText {
  const en = textOf(element, 'gezhi:nameEn')
  return { 'zh-CN': textOf(element, 'name') ?? en ?? idOf(element), ...(en !== undefined && { en }) }
}

function tooManyExpressions(node: string): Finding {
  return problem(
    'expressions-too-large',
    node,
    [
      `流程中的表达式总长超过 ${allExpressions} 个字符`,
      `The expressions of the process are longer than ${allExpressions} characters`,
    ],
    ['请把判断移到决策表中，或拆分流程', 'Move decisions to decision tables, or split the process'],
  )
}
