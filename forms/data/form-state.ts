import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledField, CompiledForm, CompiledGroup, CompiledNode, CompiledRule } from './compiled-form.ts'
import { type GroupCache, groupAnswer, groupCaches } from './group-answer.ts'
import { type NodeState, nodeKey, stateOf } from './node-state.ts'
import { type Cells, holds, newCells, noonOf, own, type RuleRun, readValue, ruleValue } from './rule-run.ts'
import { identical, isUnanswered, sameMembers } from './same.ts'

export { type NodeState, nodeKey } from './node-state.ts'
export { isUnanswered } from './same.ts'

export interface FormState {
  /** What counts: given, computed or opened with; nothing of what is hidden. */
  readonly answers: Answers
  /** By `nodeKey`. */
  readonly nodes: NodeStates
  /** What the next state may take over. */
  readonly memo: StateMemo
}

export interface NodeStates {
  readonly get: (key: string) => NodeState | undefined
  readonly keys: () => readonly string[]
}

/** Results of a state, each kept with what it came from. */
export interface StateMemo {
  readonly at: number | undefined
  readonly cells: Cells
  readonly groups: readonly (GroupCache | undefined)[]
  /** By the node's index. */
  readonly tops: readonly NodeState[]
  /** By the group's index, the item's, the field's. */
  readonly items: readonly (readonly (readonly NodeState[])[] | undefined)[]
}

export interface FormStateOptions {
  /** What the form opened with; locked fields keep it. Left out, they keep what is given. */
  readonly opened?: Answers
  /** The date, ISO 8601, that FEEL's `today()` gives; null where left out. */
  readonly today?: string
  /** The state before a change of the same compiled form: only what the change touches is computed again. */
  readonly before?: FormState
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
  const at = noonOf(today)
  const known = before?.memo.at === at ? before?.memo : undefined
  const run: RuleRun = { answers: {}, caseVariables, at, cells: known?.cells ?? newCells(compiled) }
  const groups = known?.groups ?? groupCaches(compiled)

  const shown: boolean[] = []
  for (const node of compiled.order) {
    const isVisible = isShown(run, node)
    shown[node.index] = isVisible
    if (!isVisible) continue
    const value = answerOf(run, node, answers, opened, groups)
    if (!isUnanswered(value)) run.answers[node.property] = value
  }
  const tops: NodeState[] = []
  const items: (readonly (readonly NodeState[])[] | undefined)[] = []
  for (const node of compiled.nodes) {
    const isVisible = shown[node.index] ?? isShown(run, node)
    const state = stateOf(run, node, isVisible, isAnyTrue(run, node.lockedBy), known?.tops[node.index])
    tops.push(state)
    const value = node.kind === 'group' && state.visible ? run.answers[node.property] : undefined
    items.push(
      node.kind === 'group' && Array.isArray(value)
        ? itemStates(run, node, value, state.readonly, groups[node.index]!)
        : undefined,
    )
  }
  const effective = before && sameMembers(before.answers, run.answers) ? before.answers : run.answers
  const memo = { at, cells: run.cells, groups, tops, items }
  return { answers: effective, nodes: nodeStates(compiled, memo), memo }
}

function nodeStates(compiled: CompiledForm, memo: StateMemo): NodeStates {
  return {
    get: (key) => stateByKey(compiled, memo, key),
    keys: () =>
      compiled.nodes.flatMap((node) => [
        node.id,
        ...(node.kind === 'group'
          ? (memo.items[node.index] ?? []).flatMap((_, index) => node.fields.map(({ id }) => nodeKey(id, index)))
          : []),
      ]),
  }
}

function stateByKey({ byId }: CompiledForm, { tops, items }: StateMemo, key: string): NodeState | undefined {
  const top = byId.get(key)
  if (top) return top.group ? undefined : tops[top.node.index]
  const split = key.lastIndexOf('#')
  const inner = byId.get(key.slice(0, split))
  return inner?.group && items[inner.group.index]?.[Number(key.slice(split + 1))]?.[inner.node.index]
}

function isShown(run: RuleRun, { shownBy }: CompiledNode): boolean {
  for (const rule of shownBy) if (ruleValue(run, rule) !== true) return false
  return true
}

function isAnyTrue(run: RuleRun, rules: readonly CompiledRule[]): boolean {
  for (const rule of rules) if (ruleValue(run, rule) === true) return true
  return false
}

function isLocked(run: RuleRun, { lockedBy, rules }: CompiledNode): boolean {
  return isAnyTrue(run, lockedBy) || holds(run, rules.readonly, false)
}

function answerOf(
  run: RuleRun,
  node: CompiledField | CompiledGroup,
  answers: Answers,
  opened: Answers | undefined,
  groups: readonly (GroupCache | undefined)[],
): unknown {
  if (node.rules.value) return ruleValue(run, node.rules.value)
  if (opened && isLocked(run, node)) return own(opened, node.property)
  const given = own(answers, node.property)
  if (node.kind === 'field' || !Array.isArray(given)) return given
  const kept = opened && { items: own(opened, node.property) }
  return groupAnswer(run, node, given, kept, groups[node.index]!)
}

function itemStates(
  run: RuleRun,
  group: CompiledGroup,
  value: readonly unknown[],
  isReadonly: boolean,
  cache: GroupCache,
): readonly (readonly NodeState[])[] {
  const outside = group.outside.map((read) => readValue(run, read, undefined))
  const same = cache.stated?.isReadonly === isReadonly && identical(cache.stated.outside, outside)
  const before = same ? cache.stated : undefined
  if (before?.value === value) return before.states
  const states = value.map((item, index) => {
    const known = before?.value[index] === item ? before?.states[index] : undefined
    if (known) return known
    const answers = isObject(item) ? item : {}
    const cells = cache.cellsAt(index)
    return group.fields.map((field) =>
      stateOf(run, field, holds(run, field.rules.visible, true, cells, answers), isReadonly, undefined, cells, answers),
    )
  })
  cache.stated = { value, outside, isReadonly, states }
  return states
}
