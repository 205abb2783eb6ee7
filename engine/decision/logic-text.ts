import type { Decision, Logic } from './decision.ts'

/** Logic that is no table, as one would write it in FEEL; of a service the decisions whose results it gives. */
export function logicText(logic: Exclude<Decision['logic'], { kind: 'table' }>): string {
  if (logic.kind === 'literal') return logic.expression.source
  if (logic.kind === 'service') return logic.outputs.join(', ')
  return textOf(logic)
}

function textOf(logic: Logic): string {
  switch (logic.kind) {
    case 'literal':
      return logic.expression.source
    case 'table':
      return `[${logic.inputs.map(({ expression }) => expression.source).join(', ')}] → …`
    case 'invocation':
      return `${logic.calls}(${logic.bindings.map(({ parameter, logic: inner }) => `${parameter}: ${textOf(inner)}`).join(', ')})`
    case 'context':
      return `{ ${logic.entries.map(({ name = 'result', logic: inner }) => `${name}: ${textOf(inner)}`).join(', ')} }`
    case 'list':
      return `[${logic.items.map(textOf).join(', ')}]`
    case 'function':
      return `function(${logic.parameters.join(', ')}) ${textOf(logic.body)}`
    case 'conditional':
      return `if ${textOf(logic.test)} then ${textOf(logic.positive)} else ${textOf(logic.negative)}`
    case 'filter':
      return `${textOf(logic.items)}[${textOf(logic.body)}]`
    case 'for':
      return `for ${logic.variable} in ${textOf(logic.items)} return ${textOf(logic.body)}`
    case 'some':
    case 'every':
      return `${logic.kind} ${logic.variable} in ${textOf(logic.items)} satisfies ${textOf(logic.body)}`
  }
}
