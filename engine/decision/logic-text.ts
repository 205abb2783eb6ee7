import type { Decision } from './decision.ts'

/** Logic that is no table, as one would write it in FEEL; of a service the decisions whose results it gives. */
export function logicText(logic: Exclude<Decision['logic'], { kind: 'table' }>): string {
  if (logic.kind === 'literal') return logic.expression.source
  if (logic.kind === 'service') return logic.outputs.join(', ')
  return `${logic.calls}(${logic.bindings.map(({ parameter, expression }) => `${parameter}: ${expression.source}`).join(', ')})`
}
