import {
  type Constants,
  type FeelExpression,
  FeelSyntaxError,
  parseExpression,
  parseUnaryTests,
  type WorkingCalendar,
  withConstants,
} from '#feel'
import type { Finding } from '#findings'
import { elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { expressionFinding, problem } from '../process/process-findings.ts'
import type { Aggregation, DecisionOutput, DecisionTable, HitPolicy, Invocation, Logic } from './decision.ts'
import { readBoxed } from './read-boxed.ts'

/** What is noted and known while the logic of a file is read. */
export interface LogicReader {
  readonly findings: Finding[]
  /** Names with spaces that expressions may use. */
  readonly knownNames: readonly string[]
  readonly calendar?: WorkingCalendar
  /** Names that mean the same in every expression, e.g. `settings`. */
  readonly constants?: Constants
}

const nothing = parseExpression('null')

/** The logic of the decision or knowledge model `id`. */
export function readLogic(id: string, logic: ModdleElement | undefined, reader: LogicReader): Logic {
  switch (logic?.$type) {
    case 'dmn:DecisionTable':
      return readTable(id, logic, reader)
    case 'dmn:LiteralExpression':
      return { kind: 'literal', expression: expression(id, textOf(logic, 'text') ?? 'null', reader) }
    case 'dmn:Invocation':
      return readInvocation(id, logic, reader)
    default: {
      const boxed = logic && readBoxed(logic, (inner) => readInner(id, inner, reader))
      if (boxed) return boxed
      reader.findings.push(noLogic(id))
      return { kind: 'literal', expression: nothing }
    }
  }
}

/** An empty box is nothing. */
function readInner(id: string, logic: ModdleElement | undefined, reader: LogicReader): Logic {
  if (!logic) return { kind: 'literal', expression: nothing }
  return readLogic(logic.id ?? id, logic, reader)
}

function readInvocation(id: string, logic: ModdleElement, reader: LogicReader): Invocation {
  const bindings = elementsOf(logic, 'binding').map((binding) => ({
    parameter: textOf(elementOf(binding, 'parameter'), 'name') ?? '',
    logic: readInner(id, elementOf(binding, 'bindingFormula'), reader),
  }))
  return { kind: 'invocation', calls: (textOf(elementOf(logic, 'calledFunction'), 'text') ?? '').trim(), bindings }
}

function readTable(id: string, table: ModdleElement, reader: LogicReader): DecisionTable {
  const cell = (node: ModdleElement | undefined, fallback: string) =>
    expression(node?.id ?? id, textOf(node, 'text') ?? fallback, reader)
  const inputs = elementsOf(table, 'input')
  const outputs = elementsOf(table, 'output')
  return {
    kind: 'table',
    hitPolicy: (textOf(table, 'hitPolicy') ?? 'UNIQUE') as HitPolicy,
    aggregation: textOf(table, 'aggregation') as Aggregation | undefined,
    inputs: inputs.map((input) => ({
      id: input.id ?? '',
      expression: cell(elementOf(input, 'inputExpression'), 'null'),
    })),
    outputs: outputs.map((output) => readOutput(output, reader)),
    rules: elementsOf(table, 'rule').map((rule) => ({
      id: rule.id ?? '',
      tests: elementsOf(rule, 'inputEntry').map((entry) => readTest(entry, reader)),
      outputs: elementsOf(rule, 'outputEntry').map((entry) =>
        textOf(entry, 'text') === undefined ? undefined : cell(entry, 'null'),
      ),
    })),
  }
}

function readOutput(output: ModdleElement, reader: LogicReader): DecisionOutput {
  const id = output.id ?? ''
  const allowed = textOf(elementOf(output, 'outputValues'), 'text')
  const fallback = textOf(elementOf(output, 'defaultOutputEntry'), 'text')
  const values = allowed && expression(id, `[${allowed}]`, reader).evaluate({}).value
  return {
    id,
    name: textOf(output, 'name') ?? textOf(output, 'label') ?? id,
    values: Array.isArray(values) ? values : [],
    default: fallback === undefined ? undefined : expression(id, fallback, reader),
  }
}

function readTest(entry: ModdleElement, reader: LogicReader): FeelExpression | undefined {
  const text = textOf(entry, 'text')
  if (text === undefined || text.trim() === '-') return undefined
  return parsed(parseUnaryTests, entry.id ?? '', text, reader)
}

function expression(node: string, source: string, reader: LogicReader): FeelExpression {
  return parsed(parseExpression, node, source, reader)
}

function parsed(
  parse: typeof parseExpression,
  node: string,
  source: string,
  { findings, knownNames, calendar, constants }: LogicReader,
): FeelExpression {
  try {
    return withConstants(parse(source, knownNames, calendar), constants)
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    findings.push(expressionFinding(node, source, error))
    return { source, names: [], evaluate: () => ({ value: null, warnings: [] }) }
  }
}

function noLogic(id: string): Finding {
  return problem(
    'decision-logic',
    id,
    [`决策“${id}”没有可执行的内容`, `Decision "${id}" holds nothing that can be evaluated`],
    ['请改为决策表或 FEEL 表达式', 'Make it a decision table or a FEEL expression'],
  )
}
