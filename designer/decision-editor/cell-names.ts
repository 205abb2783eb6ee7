import { FeelSyntaxError, parseExpression } from '#feel'
import type { LocalizedText } from '#findings'
import { feelFunctions } from '../form-editor/rules/feel-functions.ts'
import type { DecisionModel, TableModel } from './decision-model.ts'

export interface OfferedName {
  readonly text: string
  readonly from: 'fromColumn' | 'fromTable' | 'fromSettings' | 'fromDecision' | 'fromFeel'
  readonly title?: LocalizedText
}

export interface NamesAround {
  readonly decision: DecisionModel
  readonly decisions: readonly DecisionModel[]
  readonly settings: readonly { readonly id: string; readonly title: LocalizedText }[]
}

const known = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined
    throw error
  }
}

/** The names that an expression reads; none where it cannot be understood. */
export function namesRead(expression: string): readonly string[] {
  return known(() => parseExpression(expression).names) ?? []
}

/** What a cell or an expression may say, the nearest first. `column` counts inputs, then outputs. */
export function offeredNames(
  { decision, decisions, settings }: NamesAround,
  column: number | undefined,
): readonly OfferedName[] {
  const { logic } = decision
  const table = logic.kind === 'table' ? logic.table : undefined
  const own = table && column !== undefined ? valuesOf(table, column) : []
  const read = table ? table.inputs.flatMap(({ expression }) => namesRead(expression)) : []
  const before = decisions.filter(({ id }) => decision.requires.includes(id))
  return [
    ...own.map((text) => ({ text, from: 'fromColumn' as const })),
    ...[...new Set(read)].filter((name) => name !== 'settings').map((text) => ({ text, from: 'fromTable' as const })),
    ...before.map(({ name }) => ({ text: name, from: 'fromDecision' as const })),
    ...settings.map(({ id, title }) => ({ text: `settings.${id}`, from: 'fromSettings' as const, title })),
    ...feelFunctions.map(({ name, gives }) => ({ text: `${name}(`, from: 'fromFeel' as const, title: gives })),
  ]
}

/** The values allowed in a column, and those its cells hold already. */
function valuesOf({ inputs, outputs, rules }: TableModel, column: number): readonly string[] {
  const { values = '', type = '' } = inputs[column] ?? outputs[column - inputs.length] ?? {}
  const allowed = values.match(/"[^"]*"|[^,\s]+/g) ?? []
  const used = rules.map(({ cells }) => cells[column]?.text.trim() ?? '').filter((text) => text !== '' && text !== '-')
  const yesNo = type === 'boolean' ? ['true', 'false'] : []
  return [...new Set([...allowed, ...yesNo, ...used])].slice(0, 30)
}

/** Those that go on with what was typed last, and where that began. */
export function completionsAt(
  names: readonly OfferedName[],
  before: string,
): { readonly from: number; readonly names: readonly OfferedName[] } {
  const typed = /(?:"[^"]*|[\p{L}_][\p{L}\p{N}_.]*)$/u.exec(before)?.[0] ?? ''
  const needle = typed.toLowerCase()
  if (needle === '') return { from: before.length, names: [] }
  const found = names.filter(
    ({ text, title }) =>
      text !== typed &&
      (text.toLowerCase().startsWith(needle) ||
        text
          .toLowerCase()
          .replace(/^settings\./, '')
          .startsWith(needle) ||
        (title !== undefined && Object.values(title).some((word) => word.toLowerCase().includes(needle)))),
  )
  return { from: before.length - typed.length, names: found.slice(0, 8) }
}
