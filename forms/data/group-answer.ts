import type { Answers } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledForm, CompiledGroup } from './compiled-form.ts'
import { idsOf, itemId, withItemIds } from './item-ids.ts'
import type { NodeState } from './node-state.ts'
import { type Cells, holds, newCells, own, type RuleRun, readValue, ruleValue } from './rule-run.ts'
import { identical, isUnanswered, sameMembers } from './same.ts'

/** What became of a group's items, each with what it came from. */
export interface GroupCache {
  readonly cellsAt: (index: number) => Cells
  answered?: Answered
  stated?: Stated
}

interface Answered {
  readonly given: readonly unknown[]
  readonly opened: unknown
  readonly locks: boolean
  readonly outside: readonly unknown[]
  readonly kept: readonly unknown[]
  readonly ids: readonly (string | undefined)[]
  readonly answers: readonly unknown[]
}

interface Stated {
  readonly value: readonly unknown[]
  readonly outside: readonly unknown[]
  readonly isReadonly: boolean
  readonly states: readonly (readonly NodeState[])[]
}

/** What a group opened with; its locked fields keep it. */
export interface Opened {
  readonly items: unknown
}

export function groupCaches(compiled: CompiledForm): readonly (GroupCache | undefined)[] {
  return compiled.nodes.map((node) => {
    if (node.kind !== 'group') return undefined
    const cells: Cells[] = []
    return {
      cellsAt: (index) => {
        cells[index] ??= newCells(node)
        return cells[index]
      },
    }
  })
}

/**
 * The items of a group that count: in each, what is hidden is gone, what is computed is computed, and what is locked is
 * what the item of that id opened with; an item that was not there at first has nothing in its locked fields.
 */
export function groupAnswer(
  run: RuleRun,
  group: CompiledGroup,
  given: readonly unknown[],
  opened: Opened | undefined,
  cache: GroupCache,
): readonly unknown[] {
  const outside = group.outside.map((read) => readValue(run, read, undefined))
  const known = cache.answered
  const locks = opened !== undefined && group.keyed
  const list = locks ? opened.items : undefined
  const isSame = known?.opened === list && known?.locks === locks && identical(known.outside, outside)
  if (isSame && known.given === given) return known.answers
  const keptById = openedById(list)
  const ids = group.keyed ? idsOf(given) : []
  const kept = given.map((_, index) => (ids[index] === undefined ? undefined : keptById?.get(ids[index])))
  const answers = given.map((item, index) => {
    if (!isObject(item)) return item
    const id = ids[index]
    if (isSame && known.given[index] === item && known.ids[index] === id && known.kept[index] === kept[index])
      return known.answers[index]
    const made = itemAnswer(run, group, item, id, locks ? (kept[index] ?? nothing) : undefined, cache.cellsAt(index))
    const before = known?.answers[index]
    return isObject(before) && sameMembers(before, made) ? before : made
  })
  const result =
    known && answers.length === known.answers.length && identical(answers, known.answers) ? known.answers : answers
  cache.answered = { given, opened: list, locks, outside, kept, ids, answers: result }
  return result
}

const nothing: Answers = {}
const openedLists = new WeakMap<object, ReadonlyMap<string, Answers>>()

function openedById(opened: unknown): ReadonlyMap<string, Answers> | undefined {
  if (!Array.isArray(opened)) return undefined
  const known = openedLists.get(opened)
  if (known) return known
  const items = withItemIds(opened)
  const byId = new Map(
    idsOf(items).flatMap((id, index) => {
      const item = items[index]
      return id !== undefined && isObject(item) ? [[id, item] as const] : []
    }),
  )
  openedLists.set(opened, byId)
  return byId
}

function itemAnswer(
  run: RuleRun,
  group: CompiledGroup,
  item: Answers,
  id: string | undefined,
  kept: Answers | undefined,
  cells: Cells,
): Answers {
  const effective: Record<string, unknown> = {}
  if (id !== undefined) effective[itemId] = id
  for (const { rules, property } of group.order) {
    if (!holds(run, rules.visible, true, cells, effective)) continue
    const value = rules.value
      ? ruleValue(run, rules.value, cells, effective)
      : own(kept && holds(run, rules.readonly, false, cells, effective) ? kept : item, property)
    if (!isUnanswered(value)) effective[property] = value
  }
  return effective
}
