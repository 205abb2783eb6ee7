import type { Locale, LocalizedText } from '#findings'
import { localize } from '#findings'
import { type FormDefinition, fieldSchema, type NodeKind, placedNodes } from '#forms'
import { kindOf } from '../outline/node-words.ts'
import { feelFunctions } from './feel-functions.ts'

/** What may be written into a rule. */
export interface RuleName {
  /** As it stands in the expression. */
  readonly text: string
  readonly title: string
  readonly from: 'item' | 'form' | 'case' | 'setting' | 'function' | 'value'
  /** Of a field: what it is. */
  readonly kind?: NodeKind
  /** Where the caret goes when it was put in, counted from its end. */
  readonly back?: number
}

/** What lies outside the form and rules may read. */
export interface RuleSurroundings {
  readonly settings: readonly { readonly id: string; readonly title: LocalizedText }[]
  /** Answers of other forms of the region, which a case may hold. */
  readonly caseVariables: readonly { readonly name: string; readonly title: LocalizedText }[]
}

/**
 * Every name that a rule about `target` may read, those nearest first. `form` has what it uses of other forms in its
 * place (`expandForm`).
 */
export function ruleNames(
  form: FormDefinition,
  target: string,
  { settings, caseVariables }: RuleSurroundings,
  locale: Locale,
): readonly RuleName[] {
  const placed = placedNodes(form)
  const home = placed.find(({ node }) => node.id === target)?.group?.id
  const near: RuleName[] = []
  const ofForm: RuleName[] = []
  for (const place of placed) {
    const { node, group } = place
    if (!('property' in node) || (group && group.id !== home)) continue
    const name = { text: node.property, title: localize(node.title, locale), kind: kindOf(form, place) }
    if (group) near.push({ ...name, from: 'item' })
    else ofForm.push({ ...name, from: 'form' })
  }
  const hidden = new Set(near.map(({ text }) => text))
  return [
    ...near,
    ...ofForm.filter(({ text }) => !hidden.has(text)),
    ...caseVariables.map(({ name, title }) => ({
      text: `case.${name}`,
      title: localize(title, locale),
      from: 'case' as const,
    })),
    ...settings.map(({ id, title }) => ({
      text: `settings.${id}`,
      title: localize(title, locale),
      from: 'setting' as const,
    })),
    ...feelFunctions.map(({ name, takes, gives }) => ({
      text: `${name}()`,
      title: `${localize(gives, locale)}${takes ? `（${takes}）` : ''}`,
      from: 'function' as const,
      ...(takes && { back: 1 }),
    })),
  ]
}

/** The values a field named in front of a comparison may have: behind `use =`, those of `use`. */
export function valuesBefore(
  form: FormDefinition,
  target: string,
  before: string,
  valuesOf: (codeList: string) => readonly { readonly code: string; readonly title: LocalizedText }[],
  locale: Locale,
): readonly RuleName[] {
  const property = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:=|!=|,|\bin\b)\s*\(?\s*"?[^"=]*$/u.exec(before)?.[1]
  if (property === undefined) return []
  const home = placedNodes(form).find(({ node }) => node.id === target)?.group?.id
  const found = placedNodes(form).find(
    ({ node, group }) =>
      node.kind === 'field' && node.property === property && (group === undefined || group.id === home),
  )
  if (found?.node.kind !== 'field') return []
  const { options, codeList } = found.node
  const isYesNo = fieldSchema(form, found.node, found.group).type === 'boolean'
  if (isYesNo)
    return [true, false].map((value) => ({ text: String(value), title: yesNo(value, locale), from: 'value' }))
  const values =
    options?.map(({ value, title }) => ({ value, title })) ??
    (codeList ? valuesOf(codeList).map(({ code, title }) => ({ value: code, title })) : [])
  return values.map(({ value, title }) => ({
    text: JSON.stringify(value),
    title: localize(title, locale),
    from: 'value',
  }))
}

function yesNo(value: boolean, locale: Locale): string {
  if (locale === 'zh-CN') return value ? '是' : '否'
  return value ? 'yes' : 'no'
}

/** What is being written at the caret, and what it may become: names that begin so first, then those that have it. */
export function completions(
  names: readonly RuleName[],
  before: string,
): { readonly from: number; readonly names: readonly RuleName[] } {
  const inText = (before.match(/"/g) ?? []).length % 2 === 1
  const typed = inText ? before.slice(before.lastIndexOf('"')) : (/[\p{L}\p{N}_.]*$/u.exec(before)?.[0] ?? '')
  const from = before.length - typed.length
  const wish = typed.replace('"', '').toLowerCase()
  const offered = inText ? names.filter((name) => name.from === 'value') : names
  const begins = ({ text, title }: RuleName) =>
    text.replace('"', '').toLowerCase().startsWith(wish) || title.toLowerCase().startsWith(wish)
  const has = ({ text, title }: RuleName) => text.toLowerCase().includes(wish) || title.toLowerCase().includes(wish)
  const fitting = [...offered.filter(begins), ...offered.filter((name) => !begins(name) && has(name))]
  return { from, names: fitting.filter(({ text }) => text !== typed).slice(0, 30) }
}
