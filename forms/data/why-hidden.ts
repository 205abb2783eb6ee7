import { type Locale, type LocalizedText, localize } from '#findings'
import type { Answers } from '../definition/form-definition.ts'
import { readCondition } from '../definition/reading/read-rule.ts'
import { isObject } from '../definition/shape.ts'
import { choiceOf } from './choices.ts'
import type { CompiledField, CompiledForm, CompiledGroup, CompiledNode, CompiledRule, Read } from './compiled-form.ts'
import { type FormStateOptions, formState } from './form-state.ts'
import { newCells, type RuleRun, readValue, ruleValue, runOver } from './rule-run.ts'

/** Why a node is not shown. */
export interface Hidden {
  /** The rule that hides it, and the node it is about: itself, or what it lies in. */
  readonly ruleId: string
  readonly nodeId: string
  /** What it reads, and what that is now. */
  readonly values: readonly { readonly title: string; readonly value: string }[]
  /** All of it in a sentence. */
  readonly sentence: string
}

export interface WhyHiddenOptions extends Omit<FormStateOptions, 'before'> {
  readonly caseVariables?: Answers
  /** Of a field in a repeated group: which item. The first where left out. */
  readonly index?: number
}

/** Which rule hides a node, and with what values; nothing where it is shown or the form has no such node. */
export function whyHidden(
  compiled: CompiledForm,
  answers: Answers,
  nodeId: string,
  locale: Locale,
  { caseVariables = {}, index = 0, ...options }: WhyHiddenOptions = {},
): Hidden | undefined {
  const found = compiled.byId.get(nodeId)
  if (!found) return undefined
  const state = formState(compiled, answers, caseVariables, options)
  const run = runOver(state.answers, caseVariables, options.today, newCells(compiled))
  const outer = found.group ?? found.node
  for (const node of [...outer.sections, outer]) {
    const rule = node.rules.visible
    if (rule && ruleValue(run, rule) !== true) return explained(compiled, node, rule, run, undefined, locale)
  }
  const { group, node } = found
  const rule = node.rules.visible
  if (!group || !rule) return undefined
  const items = state.answers[group.property]
  const item: unknown = Array.isArray(items) ? items[index] : undefined
  const inItem = isObject(item) ? item : {}
  if (ruleValue(run, rule, newCells(group), inItem) === true) return undefined
  return explained(compiled, node, rule, run, inItem, locale, group)
}

function explained(
  compiled: CompiledForm,
  node: CompiledNode,
  { rule, reads }: CompiledRule,
  run: RuleRun,
  item: Answers | undefined,
  locale: Locale,
  group?: CompiledGroup,
): Hidden {
  const values = reads
    .filter(({ from }) => from === 'item' || from === 'form')
    .map((read) => currentValue(compiled, read, readValue(run, read, item), locale, group))
  const name = nameOf(node, locale)
  const condition = readCondition(rule, compiled.form, locale, compiled.codeLists)
  const now = values.map(({ title, value }) => (locale === 'zh-CN' ? `“${title}”${value}` : `“${title}” ${value}`))
  const sentence =
    locale === 'zh-CN'
      ? `“${name}”只在${condition}时显示${now.length > 0 ? `，而现在${now.join('，')}` : ''}。`
      : `“${name}” is shown only when ${condition}${now.length > 0 ? `; now ${now.join(', ')}` : ''}.`
  return { ruleId: rule.id, nodeId: node.id, values, sentence }
}

function nameOf({ node }: CompiledNode, locale: Locale): string {
  return localize('title' in node ? node.title : node.text, locale).slice(0, 40)
}

function currentValue(
  { byProperty }: CompiledForm,
  { property, from }: Read,
  value: unknown,
  locale: Locale,
  group: CompiledGroup | undefined,
) {
  const node = from === 'item' ? group?.byProperty.get(property) : byProperty.get(property)
  const title: LocalizedText = node?.node.title ?? { 'zh-CN': property }
  return { title: localize(title, locale), value: said(node, value, locale) }
}

function said(node: CompiledField | CompiledGroup | undefined, value: unknown, locale: Locale): string {
  const isChinese = locale === 'zh-CN'
  if (value === null || value === undefined) return isChinese ? '未填写' : 'is not answered'
  if (Array.isArray(value)) return isChinese ? `有 ${value.length} 项` : `has ${value.length}`
  if (typeof value === 'boolean') return isChinese ? `为“${value ? '是' : '否'}”` : `is “${value ? 'yes' : 'no'}”`
  const choice = node?.kind === 'field' && node.choices && choiceOf(node.choices, value)
  const text = choice ? localize(choice.title, locale) : isObject(value) ? '…' : String(value)
  return isChinese ? `为“${text}”` : `is “${text}”`
}
