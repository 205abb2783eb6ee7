import { DmnModdle } from 'dmn-moddle'
import { type FeelExpression, FeelSyntaxError, parseExpression, parseUnaryTests } from '#feel'
import type { Finding } from '#findings'
import { elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { unreadable, warningFinding } from '../bpmn/read-bpmn.ts'
import { guardXml } from '../bpmn/xml-guard.ts'
import { expressionFinding, problem } from '../process/process-findings.ts'
import type { Aggregation, Decision, DecisionOutput, Decisions, DecisionTable, HitPolicy } from './decision.ts'

/** Reads a DMN 1.3 file. `decisions` holds what can be evaluated, by id. */
export async function readDmn(xml: string): Promise<{ decisions: Decisions; findings: Finding[] }> {
  const refused = guardXml(xml)
  if (refused) return { decisions: {}, findings: [refused] }
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml)
    const findings = warnings.map(warningFinding)
    const decisions = elementsOf(rootElement, 'drgElement')
      .filter(({ $type }) => $type === 'dmn:Decision')
      .map((element) => readDecision(element, findings))
    return { decisions: Object.fromEntries(decisions.map((decision) => [decision.id, decision])), findings }
  } catch (error) {
    return { decisions: {}, findings: [unreadable('dmn-unreadable', error)] }
  }
}

function readDecision(element: ModdleElement, findings: Finding[]): Decision {
  const id = element.id ?? ''
  const name = textOf(element, 'name') ?? id
  const logic = elementOf(element, 'decisionLogic')
  return {
    id,
    name: { 'zh-CN': name, ...englishName(element) },
    variable: textOf(elementOf(element, 'variable'), 'name') ?? name,
    requires: elementsOf(element, 'informationRequirement').flatMap((requirement) => {
      const href = textOf(elementOf(requirement, 'requiredDecision'), 'href')
      return href === undefined ? [] : [href.replace(/^#/, '')]
    }),
    logic: readLogic(id, logic, findings),
  }
}

/** `gezhi:nameEn`, as on the elements of a process. */
function englishName({ $attrs }: ModdleElement): { en?: string } {
  const en = $attrs?.['gezhi:nameEn']
  return typeof en === 'string' && en.trim() !== '' ? { en } : {}
}

function readLogic(id: string, logic: ModdleElement | undefined, findings: Finding[]): Decision['logic'] {
  if (logic?.$type === 'dmn:DecisionTable') return readTable(id, logic, findings)
  if (logic?.$type === 'dmn:LiteralExpression') {
    return { kind: 'literal', expression: read(parseExpression, id, textOf(logic, 'text') ?? 'null', findings) }
  }
  findings.push(
    problem(
      'decision-logic',
      id,
      [`决策“${id}”不是决策表或表达式`, `Decision "${id}" is neither a table nor an expression`],
      ['请改为决策表或 FEEL 表达式', 'Make it a decision table or a FEEL expression'],
    ),
  )
  return { kind: 'literal', expression: parseExpression('null') }
}

function readTable(id: string, table: ModdleElement, findings: Finding[]): DecisionTable {
  const expression = (node: ModdleElement | undefined, fallback: string) =>
    read(parseExpression, node?.id ?? id, textOf(node, 'text') ?? fallback, findings)
  const inputs = elementsOf(table, 'input')
  const outputs = elementsOf(table, 'output')
  return {
    kind: 'table',
    hitPolicy: (textOf(table, 'hitPolicy') ?? 'UNIQUE') as HitPolicy,
    aggregation: textOf(table, 'aggregation') as Aggregation | undefined,
    inputs: inputs.map((input) => ({
      id: input.id ?? '',
      expression: expression(elementOf(input, 'inputExpression'), 'null'),
    })),
    outputs: outputs.map((output) => readOutput(output, findings)),
    rules: elementsOf(table, 'rule').map((rule) => ({
      id: rule.id ?? '',
      tests: elementsOf(rule, 'inputEntry').map((entry) => readTest(entry, findings)),
      outputs: elementsOf(rule, 'outputEntry').map((entry) =>
        textOf(entry, 'text') === undefined ? undefined : expression(entry, 'null'),
      ),
    })),
  }
}

function readOutput(output: ModdleElement, findings: Finding[]): DecisionOutput {
  const id = output.id ?? ''
  const allowed = textOf(elementOf(output, 'outputValues'), 'text')
  const fallback = textOf(elementOf(output, 'defaultOutputEntry'), 'text')
  const values = allowed && read(parseExpression, id, `[${allowed}]`, findings).evaluate({}).value
  return {
    id,
    name: textOf(output, 'name') ?? textOf(output, 'label') ?? id,
    values: Array.isArray(values) ? values : [],
    default: fallback === undefined ? undefined : read(parseExpression, id, fallback, findings),
  }
}

function readTest(entry: ModdleElement, findings: Finding[]): FeelExpression | undefined {
  const text = textOf(entry, 'text')
  return text === undefined || text.trim() === '-' ? undefined : read(parseUnaryTests, entry.id ?? '', text, findings)
}

function read(
  parse: (source: string) => FeelExpression,
  node: string,
  source: string,
  findings: Finding[],
): FeelExpression {
  try {
    return parse(source)
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    findings.push(expressionFinding(node, source, error))
    return { source, names: [], evaluate: () => ({ value: null, warnings: [] }) }
  }
}
