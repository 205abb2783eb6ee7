import { plain } from '#feel'
import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { Choice } from './choices.ts'
import type { CompiledField, CompiledForm, CompiledGroup, CompiledNode, CompiledRule } from './compile-form.ts'
import { type Memo, newMemo } from './memo.ts'
import { formContext, itemContext, own, type RuleContext } from './rule-context.ts'

/** What a node is at the moment. The same object as before where nothing about it changed. */
export interface NodeState {
  readonly visible: boolean
  readonly required: boolean
  readonly readonly: boolean
  /** What is left to choose from. */
  readonly choices?: readonly Choice[]
}

export interface FormState {
  /** What counts: given, computed or opened with; nothing of what is hidden. */
  readonly answers: Answers
  /** By `nodeKey`. */
  readonly nodes: ReadonlyMap<string, NodeState>
  /** What the next state may take over. */
  readonly memo: Memo
}

export interface FormStateOptions {
  /** What the form opened with; locked fields keep it. Left out, they keep what is given. */
  readonly opened?: Answers
  /** The date, ISO 8601, that FEEL's `today()` gives; null where left out. */
  readonly today?: string
  /** The state before a change of the same compiled form: only what the change touches is computed again. */
  readonly before?: FormState
}

/** Names a node's state: its id, and for a field of a repeated group the item's index. */
export function nodeKey(id: string, index?: number): string {
  return index === undefined ? id : `${id}#${index}`
}

/** True for what counts as not answered: nothing, null, or an empty text. */
export function isUnanswered(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/**
 * What the form is, given `answers`: what the rules show, demand, lock, offer and compute.
 * Names in `answers` that are no field's are left out.
 */
export function formState(
  compiled: CompiledForm,
  answers: Answers,
  caseVariables: Answers,
  { opened, today, before }: FormStateOptions = {},
): FormState {
  const memo = before?.memo ?? newMemo()
  const effective: Record<string, unknown> = {}
  const nodes = new Map<string, NodeState>()

  const context = formContext(compiled, effective, caseVariables, today)
  const shown = (node: CompiledNode) =>
    [...node.sections, node].every(({ rules }) => isTrue(memo, rules.visible, context, true))
  const locked = (node: CompiledNode) =>
    [...node.sections, node].some(({ rules }) => isTrue(memo, rules.readonly, context, false))

  for (const node of compiled.order) {
    if (!shown(node)) continue
    const given = own(answers, node.property)
    const kept = opened && own(opened, node.property)
    const value = node.rules.value
      ? ruleValue(memo, node.rules.value, context)
      : opened && locked(node)
        ? kept
        : node.kind === 'group'
          ? groupAnswer(memo, node, given, kept, opened !== undefined, context)
          : given
    if (!isUnanswered(value)) effective[node.property] = value
  }

  const describe = (
    key: string,
    node: CompiledNode,
    at: RuleContext,
    suffix: string,
    visible: boolean,
    around: boolean,
  ) => {
    const readonly = around || node.rules.value !== undefined || isTrue(memo, node.rules.readonly, at, false, suffix)
    const demanded = 'required' in node && node.required
    const required = visible && !readonly && (demanded || isTrue(memo, node.rules.required, at, false, suffix))
    const choices = visible && node.kind === 'field' ? remainingChoices(memo, node, at, suffix) : undefined
    const state = memo.of(`state ${key}`, [visible, required, readonly, choices], () => ({
      visible,
      required,
      readonly,
      ...(choices && { choices }),
    }))
    nodes.set(key, state)
    return state
  }

  for (const node of compiled.nodes) {
    const around = node.sections.some(({ rules }) => isTrue(memo, rules.readonly, context, false))
    const state = describe(node.id, node, context, '', shown(node), around)
    const items = node.kind === 'group' && state.visible ? own(effective, node.property) : undefined
    if (node.kind !== 'group' || !Array.isArray(items)) continue
    items.forEach((item, index) => {
      const at = itemContext(node, item, context)
      for (const field of node.fields) {
        const suffix = `#${index}`
        const visible = isTrue(memo, field.rules.visible, at, true, suffix)
        describe(nodeKey(field.id, index), field, at, suffix, visible, state.readonly)
      }
    })
  }
  return { answers: memo.same('answers', effective), nodes, memo }
}

/** What a rule's expression gives, as JSON; computed again only where an answer it reads changed. */
export function ruleValue(
  memo: Memo,
  { rule, expression, reads }: CompiledRule,
  context: RuleContext,
  suffix = '',
): unknown {
  const read = reads.flatMap(([name, stands]) => {
    const value = context.read(stands)
    return value === undefined ? [] : [[name, value] as const]
  })
  return memo.of(`rule ${rule.id}${suffix}`, [context.at, ...read.map(([, value]) => value)], () =>
    plain(expression.evaluate(Object.fromEntries(read), context.at).value),
  )
}

function isTrue(
  memo: Memo,
  rule: CompiledRule | undefined,
  context: RuleContext,
  without: boolean,
  suffix = '',
): boolean {
  return rule ? ruleValue(memo, rule, context, suffix) === true : without
}

function remainingChoices(
  memo: Memo,
  field: CompiledField,
  context: RuleContext,
  suffix: string,
): readonly Choice[] | undefined {
  const { choices, rules } = field
  if (!choices || !rules.options) return choices
  const left = ruleValue(memo, rules.options, context, suffix)
  if (left === null) return choices
  const values: readonly unknown[] = Array.isArray(left) ? left : [left]
  return memo.of(`choices ${field.id}${suffix}`, [left, choices], () =>
    choices.filter(({ value }) => values.includes(value)),
  )
}

const noItems: readonly unknown[] = []

function groupAnswer(
  memo: Memo,
  group: CompiledGroup,
  given: unknown,
  opened: unknown,
  lock: boolean,
  context: RuleContext,
): unknown {
  if (!Array.isArray(given)) return given
  const outside = group.readsOutside.map((name) => context.read(name) ?? null)
  const kept: readonly unknown[] = Array.isArray(opened) ? opened : noItems
  return memo.of(`group ${group.id}`, [given, kept, lock, ...outside], () =>
    given.map((item, index) =>
      isObject(item)
        ? memo.of(`item ${group.id}#${index}`, [item, kept[index], lock, ...outside], () =>
            itemAnswer(memo, group, item, lock ? (kept[index] ?? {}) : undefined, index, context),
          )
        : item,
    ),
  )
}

function itemAnswer(
  memo: Memo,
  group: CompiledGroup,
  item: Answers,
  opened: unknown,
  index: number,
  context: RuleContext,
): Answers {
  const suffix = `#${index}`
  const effective: Record<string, unknown> = {}
  const at = itemContext(group, effective, context)
  for (const field of group.order) {
    const { rules, property } = field
    if (!isTrue(memo, rules.visible, at, true, suffix)) continue
    const value = rules.value
      ? ruleValue(memo, rules.value, at, suffix)
      : own(isObject(opened) && isTrue(memo, rules.readonly, at, false, suffix) ? opened : item, property)
    if (!isUnanswered(value)) effective[property] = value
  }
  return memo.same(`answers ${group.id}${suffix}`, effective)
}
