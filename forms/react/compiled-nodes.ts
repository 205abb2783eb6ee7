import type { CompiledField, CompiledForm, CompiledGroup } from '../data/compile-form.ts'

/** The field with this id, inside a repeated group or not. */
export function fieldOf(compiled: CompiledForm, id: string): CompiledField | undefined {
  for (const node of compiled.byProperty.values()) {
    if (node.kind === 'field' && node.id === id) return node
    const inside = node.kind === 'group' ? node.fields.find((field) => field.id === id) : undefined
    if (inside) return inside
  }
  return undefined
}

export function groupOf(compiled: CompiledForm, id: string): CompiledGroup | undefined {
  return compiled.nodes.find((node) => node.kind === 'group' && node.id === id) as CompiledGroup | undefined
}
