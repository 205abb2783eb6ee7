import type { CompiledForm, CompiledNode } from './compile-form.ts'

/** Names of the settings that the form's expressions read. */
export function settingsReadBy({ nodes }: CompiledForm): readonly string[] {
  const paths = nodes.flatMap(pathsOf)
  return [
    ...new Set(paths.filter((path) => path.startsWith('settings.')).map((path) => path.slice('settings.'.length))),
  ]
}

function pathsOf(node: CompiledNode): readonly string[] {
  const { checks, ...single } = node.rules
  const rules = [...Object.values(single), ...checks].flatMap((rule) => rule?.expression.paths ?? [])
  const opened = 'prefill' in node ? (node.prefill?.paths ?? []) : []
  return [...rules, ...opened, ...(node.kind === 'group' ? node.fields.flatMap(pathsOf) : [])]
}
