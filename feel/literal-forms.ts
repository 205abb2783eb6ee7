import { evaluate, FeelRange } from 'feelin'
import { bind } from './environment.ts'
import { FeelSyntaxError } from './feel-syntax-error.ts'
import { child, compileTree, type Form, nameOf, sourceOf } from './form.ts'
import { isTemporal, kindOf } from './values.ts'
import type { Work } from './work.ts'

/** Numbers, texts, `true`, `@"…"`: what feelin says they mean, once. */
const constant: Form = (tree, around) => {
  const source = sourceOf(tree, around)
  const plain = plainLiteral(source)
  if (plain !== undefined) return () => plain
  const { value, warnings } = evaluate(source)
  if (warnings[0]) throw new FeelSyntaxError(warnings[0].message, { from: tree.from, to: tree.to })
  return () => value
}

/** The literals that mean what JavaScript says they mean. */
function plainLiteral(source: string): string | number | boolean | undefined {
  if (source === 'true' || source === 'false') return source === 'true'
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(source)) return Number(source)
  return /^"[^"\\\p{Cc}]*"$/u.test(source) ? source.slice(1, -1) : undefined
}

const list: Form = (tree, around) => {
  const items = tree.children.slice(1, -1).map((item) => compileTree(item, around))
  return (environment, work) => items.map((item) => item(environment, work) ?? null)
}

/** Entries see those before them. */
const context: Form = (tree, around) => {
  const entries: { key: string; value: ReturnType<typeof compileTree> }[] = []
  let inner = around
  for (const entry of tree.children.slice(1, -1)) {
    const key = keyOf(entry.children[0]!, around)
    entries.push({ key, value: compileTree(child(entry, -1), inner) })
    inner = { ...inner, bound: new Set([...inner.bound, key]) }
  }
  return (environment, work) => {
    const values = new Map<string, unknown>()
    const within = bind(environment, values)
    for (const { key, value } of entries) values.set(key, value(within, work) ?? null)
    return Object.fromEntries(values)
  }
}

function keyOf(tree: Parameters<Form>[0], around: Parameters<Form>[1]): string {
  const text = sourceOf(tree, around)
  return text.startsWith('"') ? String(evaluate(text).value) : nameOf(tree, around)
}

/** `[1..5]`, `(a..b]` */
const interval: Form = (tree, around) => {
  const start = compileTree(child(tree, 1), around)
  const end = compileTree(child(tree, 3), around)
  const startIncluded = sourceOf(child(tree, 0), around) === '['
  const endIncluded = sourceOf(child(tree, 4), around) === ']'
  return (environment, work) =>
    makeRange(start(environment, work), end(environment, work), startIncluded, endIncluded, work, tree)
}

export function makeRange(
  start: unknown,
  end: unknown,
  startIncluded: boolean,
  endIncluded: boolean,
  work: Work,
  place: { from: number; to: number },
): FeelRange | null {
  const type = boundType(start ?? end)
  const matches = (bound: unknown) => bound === null || bound === undefined || boundType(bound) === type
  if (type === null || !matches(start) || !matches(end)) {
    return work.warn('INVALID_TYPE', `No range from ${kindOf(start)} to ${kindOf(end)}`, place)
  }
  return new FeelRange({
    start: start ?? null,
    end: end ?? null,
    'start included': startIncluded && start !== null && start !== undefined,
    'end included': endIncluded && end !== null && end !== undefined,
    valueType: type,
  })
}

const temporalTypes: Readonly<Record<string, string>> = {
  FeelDate: 'date',
  FeelTime: 'time',
  FeelDateTime: 'date time',
  FeelDuration: 'duration',
}

function boundType(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'string') return typeof value
  return isTemporal(value) ? (temporalTypes[value.constructor.name] ?? null) : null
}

export const literalForms: Readonly<Record<string, Form>> = {
  NumericLiteral: constant,
  StringLiteral: constant,
  BooleanLiteral: constant,
  AtLiteral: constant,
  null: () => () => null,
  List: list,
  Context: context,
  Interval: interval,
}
