import type { Finding } from '#findings'
import type { Node, Process, UsedExpression } from './process.ts'
import { doubt } from './process-findings.ts'
import { stateVariable } from './read-data.ts'

/**
 * Expressions that read a variable which nothing in the process gives: no mapping, result, loop or data object. `known`
 * are names that come from elsewhere: from forms, from jobs and messages without output mappings, from a caller.
 */
export function checkVariables(process: Process, known: Iterable<string> = []): Finding[] {
  const given = new Set([...ofTheEngine, ...known, ...[...process.nodes.values()].flatMap(givenBy)])
  const seen = new Set<string>()
  return process.expressions.flatMap((used) =>
    used.expression.names.flatMap((name) => {
      const place = `${used.elementId} ${name}`
      if (given.has(name) || seen.has(place) || isAskedFor(used.expression.source, name)) return []
      seen.add(place)
      return [unknown(used, name)]
    }),
  )
}

/** Set by the engine itself while a loop or a complex gateway is looked at (BPMN 2.0.2, tables 10.29 and 10.108). */
const ofTheEngine = [
  // What regions set, bound when a release is compiled.
  'settings',
  ...['loopCounter', 'numberOfInstances', 'numberOfActiveInstances', 'numberOfCompletedInstances'],
  ...['numberOfTerminatedInstances', 'activationCount', 'waitingForStart'],
]

function givenBy(node: Node): string[] {
  const { inputs, outputs, loop, container, sets = [], awaits = [] } = node
  const data = [...(container.dataObjects ?? []), ...[...sets, ...awaits].map(({ name }) => name)]
  const results = 'detail' in node && node.detail && 'resultVariable' in node.detail ? [node.detail.resultVariable] : []
  const looped = loop?.kind === 'multi' ? [loop.inputElement, loop.outputCollection] : []
  return [
    ...[...inputs, ...outputs].flatMap(({ target }) => target.slice(0, 1)),
    ...data.flatMap((name) => [name, stateVariable(name)]),
    ...results,
    ...looped.filter((name) => name !== undefined),
  ]
}

/** Whether the expression itself minds that the variable may be missing. */
function isAskedFor(source: string, name: string): boolean {
  return ['is defined', 'get or else'].some((asking) =>
    source.split(asking).some((rest, index) => index > 0 && rest.replace(/^[\s(`]+/, '').startsWith(name)),
  )
}

function unknown({ elementId, expression: { source } }: UsedExpression, name: string): Finding {
  const from = source.indexOf(name)
  return {
    ...doubt(
      'variable-unknown',
      elementId,
      [`没有任何步骤给出变量“${name}”`, `Nothing gives the variable "${name}"`],
      [
        '请检查拼写，或在前面的表单、输出映射或结果变量中给出它',
        'Check its spelling, or give it by a form, an output mapping or a result before',
      ],
    ),
    ...(from >= 0 && { position: { from, to: from + name.length } }),
  }
}
