import { type Locale, localize } from '#findings'
import type { CompiledField, CompiledGroup } from '../../data/compile-form.ts'
import { isUnanswered } from '../../data/form-state.ts'
import { own } from '../../data/rule-run.ts'
import { isWide } from '../../definition/field-span.ts'
import type { Answers, LayoutNode } from '../../definition/form-definition.ts'
import { isObject } from '../../definition/shape.ts'
import { answerText } from '../answer-text.ts'
import { type Filled, hasContent, isShown } from '../form-answers.tsx'

export interface PrintCell {
  readonly field: CompiledField
  readonly value: unknown
  readonly pointer: string
  /** Takes the whole row. */
  readonly isLong: boolean
}

/** A form on paper, from top to bottom. */
export type PrintBlock =
  | { readonly kind: 'heading'; readonly id: string; readonly title: string }
  /** Rows of one or two questions. */
  | { readonly kind: 'fields'; readonly id: string; readonly rows: readonly (readonly PrintCell[])[] }
  /** A repeated group with a row for each item. */
  | {
      readonly kind: 'items'
      readonly id: string
      readonly title: string
      readonly group: CompiledGroup
      readonly items: readonly Answers[]
      /** Needs a sheet laid on its side. */
      readonly isWide: boolean
    }

/** Characters that fit half a row in two lines. */
const halfRow = 30
/** Columns that fit the width of a sheet, and of a sheet laid on its side; a group of more is printed item by item. */
const columnsOfSheet = 7
const columnsOfWideSheet = 14

export function printBlocks(nodes: readonly LayoutNode[], filled: Filled): readonly PrintBlock[] {
  const blocks: PrintBlock[] = []
  let cells: PrintCell[] = []
  const settle = () => {
    if (cells.length > 0) blocks.push({ kind: 'fields', id: cells[0]!.pointer, rows: rowsOf(cells) })
    cells = []
  }
  const place = (node: LayoutNode) => {
    if (node.kind === 'section') {
      if (!hasContent(node.children, filled)) return
      settle()
      blocks.push({ kind: 'heading', id: node.id, title: localize(node.title, filled.locale) })
      for (const child of node.children) place(child)
      return settle()
    }
    const compiled = 'property' in node ? filled.compiled.byProperty.get(node.property) : undefined
    if (!compiled || !isShown(compiled, filled)) return
    const value = own(filled.answers, compiled.property)
    if (compiled.kind === 'field') cells.push(cellOf(compiled, value, `/${compiled.property}`, filled.locale))
    else {
      settle()
      blocks.push(...groupBlocks(compiled, value, filled.locale))
    }
  }
  for (const node of nodes) place(node)
  settle()
  return blocks
}

function groupBlocks(group: CompiledGroup, value: unknown, locale: Locale): readonly PrintBlock[] {
  const items = (Array.isArray(value) ? value : []).filter(isObject)
  const title = localize(group.node.title, locale)
  const columns = group.fields.length
  if (columns <= columnsOfSheet || (columns <= columnsOfWideSheet && items.length > 1))
    return [{ kind: 'items', id: group.id, title, group, items, isWide: columns > columnsOfSheet }]
  const itemTitle = localize(group.node.itemTitle ?? group.node.title, locale)
  return items.flatMap((item, index): readonly PrintBlock[] => {
    const pointer = `/${group.property}/${index}`
    const cells = group.fields.map((field) =>
      cellOf(field, own(item, field.property), `${pointer}/${field.property}`, locale),
    )
    return [
      { kind: 'heading', id: pointer, title: `${itemTitle} ${index + 1}` },
      { kind: 'fields', id: `${pointer}/`, rows: rowsOf(cells) },
    ]
  })
}

function cellOf(field: CompiledField, value: unknown, pointer: string, locale: Locale): PrintCell {
  const isLong =
    (isWide(field.widget) && !(field.widget === 'signature')) ||
    (field.node.span ?? 0) > 12 ||
    (!isUnanswered(value) && answerText(field, value, locale).length > halfRow)
  return { field, value, pointer, isLong }
}

/** Two short questions a row, in the order of the form. */
function rowsOf(cells: readonly PrintCell[]): readonly (readonly PrintCell[])[] {
  const rows: PrintCell[][] = []
  for (const cell of cells) {
    const last = rows.at(-1)
    if (last?.length === 1 && !last[0]!.isLong && !cell.isLong) last.push(cell)
    else rows.push([cell])
  }
  return rows
}
