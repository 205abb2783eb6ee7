import type { Finding, Locale, LocalizedText } from '#findings'
import {
  type CodeList,
  type FormDefinition,
  fieldSchema,
  fieldSpan,
  type LayoutNode,
  type NodeKind,
  placedNodes,
  readRule,
  type Widget,
  widgetOf,
} from '#forms'
import { kindOf } from '../outline/node-words.ts'

/** All that the canvas and the outline show of a node besides what is inside it. */
export interface DrawnNode {
  readonly node: LayoutNode
  readonly kind: NodeKind
  readonly required: boolean
  /** Depth in the form, from 1. */
  readonly level: number
  readonly problems: number
  readonly severity: 'error' | 'warning' | undefined
  /** Its rules in words, one a line; empty where it has none. */
  readonly rules: string
  /** Of a field. */
  readonly widget: Widget | undefined
  /** Of a field: 24ths of the row. */
  readonly span: number
  readonly choices: readonly LocalizedText[] | undefined
}

export type DrawnNodes = ReadonlyMap<string, DrawnNode>

export interface DrawnOptions {
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
  readonly findings: readonly Finding[]
  /** By the node a rule is about. */
  readonly ruleWords: ReadonlyMap<string, string>
}

/** Every node as it is to be drawn. What is drawn as in `before` is the same object, so that it need not be drawn again. */
export function drawnNodes(options: DrawnOptions, before: DrawnNodes): DrawnNodes {
  const { form, codeLists, findings, ruleWords } = options
  const lists = new Map(codeLists.map((list) => [list.id, titlesOf(list)]))
  const found = Map.groupBy(findings, ({ node }) => node)
  const demanded = new Set(form.schema.required)
  const columns = new Map<string, number>()
  const drawn = new Map<string, DrawnNode>()
  for (const placed of placedNodes(form)) {
    const { node, sections, group } = placed
    const around = group ? (group.columns ?? 2) : (columns.get(sections.at(-1) ?? '') ?? form.columns ?? 2)
    if (node.kind === 'section') columns.set(node.id, node.columns ?? around)
    const problems = found.get(node.id) ?? none
    const schema = node.kind === 'field' ? fieldSchema(form, node, group) : undefined
    const widget = node.kind === 'field' && schema ? widgetOf(node, schema) : undefined
    const next: DrawnNode = {
      node,
      kind: kindOf(form, placed),
      required:
        'property' in node && (group ? isDemanded(form, group.property, node.property) : demanded.has(node.property)),
      level: sections.length + (group ? 1 : 0) + 1,
      problems: problems.length,
      severity: problems.some(({ severity }) => severity === 'error') ? 'error' : problems[0] && 'warning',
      rules: ruleWords.get(node.id) ?? '',
      widget,
      span: node.kind === 'field' && widget ? fieldSpan(node, widget, around) : whole,
      choices: node.kind === 'field' ? choicesOf(node, lists) : undefined,
    }
    const old = before.get(node.id)
    drawn.set(node.id, old && isSame(old, next) ? old : next)
  }
  return drawn
}

/** What rules say of each node, in plain words. */
export function ruleWordsOf(
  form: FormDefinition,
  locale: Locale,
  lists: readonly CodeList[],
): ReadonlyMap<string, string> {
  const rules = Map.groupBy(form.rules ?? [], ({ target }) => target)
  return new Map(
    [...rules].map(([target, about]) => [target, about.map((rule) => readRule(rule, form, locale, lists)).join('\n')]),
  )
}

const whole = 24
const none = [] as const

function choicesOf(
  node: Extract<LayoutNode, { readonly kind: 'field' }>,
  lists: ReadonlyMap<string, readonly LocalizedText[]>,
): readonly LocalizedText[] | undefined {
  if (node.codeList !== undefined) return lists.get(node.codeList)
  return node.options && titlesOfOptions(node.options)
}

const optionTitles = new WeakMap<object, readonly LocalizedText[]>()

/** The same list for the same options. */
function titlesOfOptions(options: readonly { readonly title: LocalizedText }[]): readonly LocalizedText[] {
  const known = optionTitles.get(options)
  if (known) return known
  const titles = options.map(({ title }) => title)
  optionTitles.set(options, titles)
  return titles
}

/** More codes than the canvas ever draws are not handed on. */
const mostCodes = 30

function titlesOf(list: CodeList): readonly LocalizedText[] {
  const known = optionTitles.get(list)
  if (known) return known
  const titles = list.codes.slice(0, mostCodes).map(({ title }) => title)
  optionTitles.set(list, titles)
  return titles
}

function isDemanded(form: FormDefinition, group: string, property: string): boolean {
  const { items } = form.schema.properties[group] ?? {}
  const required = typeof items === 'object' && items !== null && 'required' in items ? items.required : undefined
  return Array.isArray(required) && required.includes(property)
}

function isSame(a: DrawnNode, b: DrawnNode): boolean {
  return (Object.keys(b) as (keyof DrawnNode)[]).every((key) => a[key] === b[key])
}
