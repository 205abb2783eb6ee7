import { FeelSyntaxError, type FeelTree, parseFeel } from '#feel'
import type { Locale } from '#findings'
import { formFunctionNames } from '../../data/form-functions.ts'
import type { CodeList, FormDefinition, Rule } from '../form-definition.ts'
import { namesIn } from './names-in.ts'
import { type Reader, readClause, readNoun } from './read-expression.ts'

/**
 * A rule in plain words: 当“出租用途”为“其他”时显示。 Whatever the grammar allows is read; what has no plain words is
 * quoted as it is written; codes of `lists` are read by their titles.
 */
export function readRule(rule: Rule, form: FormDefinition, locale: Locale, lists: readonly CodeList[] = []): string {
  const parsed = syntaxOf(rule.expression)
  const isChinese = locale === 'zh-CN'
  if (!parsed) return isChinese ? `表达式有误：${rule.expression}` : `Cannot be read: ${rule.expression}`
  const reader = readerOf(rule, form, locale, parsed.text, lists)
  const always = alwaysOf(parsed.tree, parsed.text)
  if (always !== undefined && rule.kind !== 'value' && rule.kind !== 'options')
    return constantly(rule.kind, always, locale)
  const when = () => spaced(readClause(parsed.tree, reader))
  switch (rule.kind) {
    case 'visible':
      return isChinese ? `当${when()}时显示` : `Shown when ${readClause(parsed.tree, reader)}`
    case 'required':
      return isChinese ? `当${when()}时必填` : `Required when ${readClause(parsed.tree, reader)}`
    case 'readonly':
      return isChinese ? `当${when()}时不可修改` : `Locked when ${readClause(parsed.tree, reader)}`
    case 'check':
      return isChinese ? `要求${readClause(parsed.tree, reader)}` : `Demands that ${readClause(parsed.tree, reader)}`
    case 'value':
      return isChinese ? `自动计算为${readNoun(parsed.tree, reader)}` : `Computed as ${readNoun(parsed.tree, reader)}`
    case 'options':
      return isChinese ? `可选：${readNoun(parsed.tree, reader)}` : `Offers ${readNoun(parsed.tree, reader)}`
  }
}

/** A number and a Chinese word after it stand apart. */
function spaced(clause: string): string {
  return /[\w.]$/.test(clause) ? `${clause} ` : clause
}

/** The condition of a rule in plain words, without what follows from it: “出租用途”为“其他”. */
export function readCondition(
  rule: Rule,
  form: FormDefinition,
  locale: Locale,
  lists: readonly CodeList[] = [],
): string {
  const parsed = syntaxOf(rule.expression)
  return parsed ? readClause(parsed.tree, readerOf(rule, form, locale, parsed.text, lists)) : rule.expression
}

function readerOf(rule: Rule, form: FormDefinition, locale: Locale, text: string, lists: readonly CodeList[]): Reader {
  return { locale, text, names: namesIn(form, rule, lists), bound: new Map() }
}

function syntaxOf(expression: string): { readonly tree: FeelTree; readonly text: string } | undefined {
  try {
    return parseFeel(expression, 'expression', formFunctionNames)
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined
    throw error
  }
}

function alwaysOf(tree: FeelTree, text: string): boolean | undefined {
  const [only] = tree.children
  if (tree.children.length !== 1 || only?.name !== 'BooleanLiteral') return undefined
  return text.slice(only.from, only.to) === 'true'
}

function constantly(kind: 'visible' | 'required' | 'readonly' | 'check', holds: boolean, locale: Locale): string {
  const [zh, en] = constants[kind][holds ? 0 : 1]
  return locale === 'zh-CN' ? zh : en
}

const constants = {
  visible: [
    ['总是显示', 'Always shown'],
    ['从不显示', 'Never shown'],
  ],
  required: [
    ['必填', 'Required'],
    ['选填', 'Optional'],
  ],
  readonly: [
    ['不可修改', 'Locked'],
    ['可以修改', 'Can be changed'],
  ],
  check: [
    ['总是通过', 'Always passes'],
    ['从不通过', 'Never passes'],
  ],
} as const
