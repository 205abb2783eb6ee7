import type { XmlElement } from '#definitions'
import { childrenNamed, type DmnDocument, textIn } from './dmn-document.ts'

export const hitPolicies = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const
export type HitPolicy = (typeof hitPolicies)[number]

export const aggregations = ['SUM', 'COUNT', 'MIN', 'MAX'] as const

/** The types that a column may have; others are kept and shown by their name. */
export const columnTypes = ['string', 'number', 'boolean', 'date', 'time', 'dateTime', 'dayTimeDuration'] as const

export interface InputColumn {
  readonly id: string
  readonly label: string
  readonly expressionId: string | undefined
  readonly expression: string
  readonly type: string
  /** Allowed values as FEEL, e.g. `"a","b"`. */
  readonly values: string
}

export interface OutputColumn {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly type: string
  readonly values: string
  readonly fallback: string
}

export interface RuleRow {
  readonly id: string
  readonly note: string
  /** Of the inputs, then of the outputs. `id` is missing where the file has no such cell. */
  readonly cells: readonly { readonly id: string | undefined; readonly text: string }[]
}

export interface TableModel {
  readonly id: string
  readonly hitPolicy: HitPolicy
  readonly aggregation: string
  readonly inputs: readonly InputColumn[]
  readonly outputs: readonly OutputColumn[]
  readonly rules: readonly RuleRow[]
}

export type LogicModel =
  | { readonly kind: 'table'; readonly table: TableModel }
  | { readonly kind: 'literal'; readonly id: string | undefined; readonly text: string }
  /** Kept as it is: boxed expressions, invocations, or nothing at all. */
  | { readonly kind: 'other' }

export interface DecisionModel {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly note: string
  readonly requires: readonly string[]
  readonly logic: LogicModel
}

/** The decisions of a file as they are shown and edited. */
export function decisionsIn(root: DmnDocument): readonly DecisionModel[] {
  return childrenNamed(root, 'dmn:decision').map((element) => ({
    id: element.attributes.get('id') ?? '',
    name: element.attributes.get('name') ?? '',
    nameEn: element.attributes.get('gezhi:nameEn') ?? '',
    note: textIn(element, 'dmn:description') ?? '',
    requires: childrenNamed(element, 'dmn:informationRequirement').flatMap((requirement) =>
      childrenNamed(requirement, 'dmn:requiredDecision').map(
        ({ attributes }) => attributes.get('href')?.replace(/^#/, '') ?? '',
      ),
    ),
    logic: logicOf(element),
  }))
}

function logicOf(decision: XmlElement): LogicModel {
  const [table] = childrenNamed(decision, 'dmn:decisionTable')
  if (table) return { kind: 'table', table: tableOf(table) }
  const [literal] = childrenNamed(decision, 'dmn:literalExpression')
  if (literal)
    return { kind: 'literal', id: literal.attributes.get('id'), text: textIn(decision, 'dmn:literalExpression') ?? '' }
  return { kind: 'other' }
}

function tableOf(table: XmlElement): TableModel {
  const inputs = childrenNamed(table, 'dmn:input').map(inputOf)
  const outputs = childrenNamed(table, 'dmn:output').map(outputOf)
  const policy = table.attributes.get('hitPolicy')
  return {
    id: table.attributes.get('id') ?? '',
    hitPolicy: hitPolicies.find((known) => known === policy) ?? 'UNIQUE',
    aggregation: table.attributes.get('aggregation') ?? '',
    inputs,
    outputs,
    rules: childrenNamed(table, 'dmn:rule').map((rule) => ruleOf(rule, inputs.length, outputs.length)),
  }
}

function inputOf(input: XmlElement): InputColumn {
  const [expression] = childrenNamed(input, 'dmn:inputExpression')
  return {
    id: input.attributes.get('id') ?? '',
    label: input.attributes.get('label') ?? '',
    expressionId: expression?.attributes.get('id'),
    expression: textIn(input, 'dmn:inputExpression') ?? '',
    type: expression?.attributes.get('typeRef') ?? '',
    values: textIn(input, 'dmn:inputValues') ?? '',
  }
}

function outputOf(output: XmlElement): OutputColumn {
  return {
    id: output.attributes.get('id') ?? '',
    label: output.attributes.get('label') ?? '',
    name: output.attributes.get('name') ?? '',
    type: output.attributes.get('typeRef') ?? '',
    values: textIn(output, 'dmn:outputValues') ?? '',
    fallback: textIn(output, 'dmn:defaultOutputEntry') ?? '',
  }
}

function ruleOf(rule: XmlElement, inputs: number, outputs: number): RuleRow {
  const tests = childrenNamed(rule, 'dmn:inputEntry')
  const results = childrenNamed(rule, 'dmn:outputEntry')
  const cell = (entry: XmlElement | undefined) => ({
    id: entry?.attributes.get('id'),
    text: childrenNamed(entry, 'dmn:text')[0]?.text ?? '',
  })
  return {
    id: rule.attributes.get('id') ?? '',
    note: textIn(rule, 'dmn:description') ?? '',
    cells: [
      ...Array.from({ length: inputs }, (_, at) => cell(tests[at])),
      ...Array.from({ length: outputs }, (_, at) => cell(results[at])),
    ],
  }
}
