import { type FeelExpression, FeelSyntaxError, parseExpression } from '#feel'
import type { Finding, LocalizedText } from '#findings'
import { extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { expressionFinding } from './process-findings.ts'
import type { Value } from './value.ts'

/** Reads parts of a process and notes what is wrong with them. */
export interface Reader {
  readonly note: (finding: Finding) => void
  /** FEEL, with or without a leading `=`. */
  readonly expression: (source: string, node: string) => FeelExpression
  /** Literal, or FEEL after a leading `=`. */
  readonly value: (source: string, node: string) => Value
  /** The value of an attribute of an extension element, e.g. `zeebe:AssignmentDefinition`, `assignee`. */
  readonly extensionValue: (element: ModdleElement, extension: string, attribute: string) => Value | undefined
}

export function makeReader(findings: Finding[]): Reader {
  const expression = (source: string, node: string): FeelExpression => {
    try {
      return parseExpression(source)
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
