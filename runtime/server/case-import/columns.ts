import type { LocalizedText } from '#findings'
import type { Answers, CompiledField, CompiledForm, CompiledGroup } from '#forms'

/** What a column of the file fills: a field, by itself or in an item of a repeated group. */
export interface Column {
  /** As in the file. */
  readonly header: string
  /** JSON pointer into the answers. */
  readonly path: string
  readonly field: CompiledField
}

export interface Columns {
  readonly columns: readonly (Column | undefined)[]
  /** Headers that fit no field. */
  readonly unknown: readonly string[]
}

const itemsAtMost = 200

/**
 * Finds the field of each header: by its property, or by its title in Chinese or English; in a group as
 * `tenants[0].name` or `承租人[0].姓名`.
 */
export function columnsOf(form: CompiledForm, headers: readonly string[], leftOut: ReadonlySet<string>): Columns {
  const nodes = [...form.byProperty.values()]
  const columns = headers.map((header) => (leftOut.has(header) ? undefined : columnOf(nodes, header)))
  const unknown = headers.filter((header, at) => header !== '' && columns[at] === undefined && !leftOut.has(header))
  return { columns, unknown }
}

function columnOf(nodes: readonly (CompiledField | CompiledGroup)[], header: string): Column | undefined {
  const inGroup = /^(.+)\[(\d{1,3})\]\.(.+)$/.exec(header)
  if (!inGroup) {
    const field = nodes.find((node) => node.kind === 'field' && isCalled(node, header))
    return field?.kind === 'field' ? { header, path: `/${field.property}`, field } : undefined
  }
  const [, name, item, inner] = inGroup as unknown as [string, string, string, string]
  const group = nodes.find((node) => node.kind === 'group' && isCalled(node, name))
  if (group?.kind !== 'group' || Number(item) >= itemsAtMost) return undefined
  const field = group.fields.find((candidate) => isCalled(candidate, inner))
  return field && { header, path: `/${group.property}/${Number(item)}/${field.property}`, field }
}

function isCalled({ property, node }: { property: string; node: { title: LocalizedText } }, name: string) {
  return property === name || node.title['zh-CN'] === name || node.title.en === name
}

/** The answers a row gives. Cells are read as the field's schema asks; what cannot be read so stays text, for the form to refuse. */
export function answersOf(columns: readonly (Column | undefined)[], cells: readonly string[]): Answers {
  const answers: Record<string, unknown> = {}
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]
    if (!column || cell === undefined || cell === '') continue
    place(answers, column.path.slice(1).split('/'), answerOf(column.field, cell))
  }
  for (const [key, value] of Object.entries(answers)) {
    if (Array.isArray(value)) answers[key] = value.filter((item) => item !== undefined)
  }
  return answers
}

function place(answers: Record<string, unknown>, [property, item, inner]: readonly string[], value: unknown) {
  if (property === undefined) return
  if (item === undefined || inner === undefined) {
    answers[property] = value
    return
  }
  answers[property] ??= []
  const items = answers[property] as Record<string, unknown>[]
  items[Number(item)] = { ...items[Number(item)], [inner]: value }
}

function answerOf({ schema, choices }: CompiledField, cell: string): unknown {
  if (schema.type === 'array') {
    return cell
      .split(/[;；、|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => choiceOf(choices, part))
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell
  }
  if (schema.type === 'boolean') return words.get(cell.toLowerCase()) ?? cell
  if (schema.format === 'date') return isoDate(cell)
  return choiceOf(choices, cell)
}

const words = new Map([
  ...['是', '有', 'true', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['否', '无', 'false', 'no', 'n', '0'].map((word) => [word, false] as const),
])

/** A choice may be given by its code or by what it is called. */
function choiceOf(choices: CompiledField['choices'], cell: string): string {
  const called = choices?.find(({ value, title }) => value === cell || title['zh-CN'] === cell || title.en === cell)
  return called?.value ?? cell
}

/** `2026/3/2` and `2026年3月2日` as spreadsheets write them; anything else as it is. */
function isoDate(cell: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell)
  if (!parts) return cell
  const [, year, month, day] = parts as unknown as [string, string, string, string]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
