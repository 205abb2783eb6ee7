import type { FieldNode, Widget } from './form-definition.ts'

const wide: readonly Widget[] = [
  'long-text',
  'multiple-choice',
  'file',
  'photo',
  'address',
  'cascade',
  'signature',
  'map-point',
]

/** Takes the whole row where the form does not say otherwise. */
export function isWide(widget: Widget): boolean {
  return wide.includes(widget)
}

/** 24ths of a row that a field takes on a desktop, where the part around it has `columns`. */
export function fieldSpan(field: FieldNode, widget: Widget, columns: number): number {
  return field.span ?? (isWide(widget) ? 24 : 24 / columns)
}
