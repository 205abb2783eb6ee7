import { calendarFunctionNames, type FeelExpression } from '#feel'
import type { CompiledForm, CompiledNode } from './compile-form.ts'

/** Names of the settings that the form's expressions read. */
export function settingsReadBy({ nodes }: CompiledForm): readonly string[] {
  const paths = nodes.flatMap(pathsOf)
  return [
    ...new Set(paths.filter((path) => path.startsWith('settings.')).map((path) => path.slice('settings.'.length))),
  ]
}

function pathsOf(node: CompiledNode): readonly string[] {
  return expressionsOf(node).flatMap(({ paths }) => paths ?? [])
}

/** Whether the form's expressions ask for working days. */
export function readsCalendar({ nodes }: CompiledForm): boolean {
  return nodes.flatMap(expressionsOf).some(({ source }) => asksForDays.test(source))
}

const asksForDays = new RegExp(calendarFunctionNames.map((name) => name.replaceAll(' ', '\\s+')).join('|'))

function expressionsOf(node: CompiledNode): readonly FeelExpression[] {
  const { checks, ...single } = node.rules
  const rules = [...Object.values(single), ...checks].flatMap((rule) => rule?.expression ?? [])
  const opened = 'prefill' in node && node.prefill ? [node.prefill] : []
  return [...rules, ...opened, ...(node.kind === 'group' ? node.fields.flatMap(expressionsOf) : [])]
}
