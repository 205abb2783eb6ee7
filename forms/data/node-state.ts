import type { Answers } from '../definition/form-definition.ts'
import { type Choices, choicesBelow, descendantsOf } from './choices.ts'
import type { CompiledField, CompiledNode } from './compiled-form.ts'
import { type Cells, holds, type RuleRun, readValue, ruleValue } from './rule-run.ts'

/** What a node is at the moment. The same object as before where nothing about it changed. */
export interface NodeState {
  readonly visible: boolean
  readonly required: boolean
  readonly readonly: boolean
  /** What is left to choose from. */
  readonly choices?: Choices
}

/** Names a node's state: its id, and for a field of a repeated group the item's index. */
export function nodeKey(id: string, index?: number): string {
  return index === undefined ? id : `${id}#${index}`
}

/** What a node's rules make of it; `visible` and `isAroundLocked` are known already, and `before` is what it was. */
export function stateOf(
  run: RuleRun,
  node: CompiledNode,
  visible: boolean,
  isAroundLocked: boolean,
  before: NodeState | undefined,
  cells: Cells = run.cells,
  item?: Answers,
): NodeState {
  const { rules } = node
  const readonly = isAroundLocked || rules.value !== undefined || holds(run, rules.readonly, false, cells, item)
  const required =
    visible && !readonly && (('required' in node && node.required) || holds(run, rules.required, false, cells, item))
  const choices = visible && node.kind === 'field' ? remainingChoices(run, node, cells, item) : undefined
  const isSame =
    before?.visible === visible &&
    before.required === required &&
    before.readonly === readonly &&
    before.choices === choices
  return isSame ? before : interned(node, visible, required, readonly, choices)
}

/** One object for each state a node can be in. */
function interned(
  { states }: CompiledNode,
  visible: boolean,
  required: boolean,
  readonly: boolean,
  choices: Choices | undefined,
): NodeState {
  let list = choices ? states.offering.get(choices) : states.plain
  if (!list) {
    list = []
    states.offering.set(choices!, list)
  }
  const at = (visible ? 1 : 0) + (required ? 2 : 0) + (readonly ? 4 : 0)
  list[at] ??= { visible, required, readonly, ...(choices && { choices }) }
  return list[at]
}

function remainingChoices(
  run: RuleRun,
  field: CompiledField,
  cells: Cells,
  item: Answers | undefined,
): Choices | undefined {
  if (!field.choices) return undefined
  const choices = field.within ? choicesWithin(field, field.choices, readValue(run, field.within, item)) : field.choices
  if (!field.rules.options) return choices
  const left = ruleValue(run, field.rules.options, cells, item)
  return left === null ? choices : narrowed(choices, left)
}

const nothing: Choices = []

function choicesWithin({ widget }: CompiledField, choices: Choices, above: unknown): Choices {
  if (typeof above !== 'string') return nothing
  return widget === 'cascade' || widget === 'address' ? descendantsOf(choices, above) : directlyBelow(choices, above)
}

const below = new WeakMap<Choices, Map<string, Choices>>()

/** `choicesBelow`, the same list each time. */
function directlyBelow(choices: Choices, above: string): Choices {
  return remembered(below, choices, above, () => choicesBelow(choices, above))
}

const narrowings = new WeakMap<Choices, Map<string, Choices>>()

function narrowed(choices: Choices, left: unknown): Choices {
  const values: readonly unknown[] = Array.isArray(left) ? left : [left]
  return remembered(narrowings, choices, JSON.stringify(values), () => {
    const wanted = new Set(values)
    return choices.filter(({ value }) => wanted.has(value))
  })
}

const rememberedLists = 200

function remembered(
  all: WeakMap<Choices, Map<string, Choices>>,
  choices: Choices,
  key: string,
  make: () => Choices,
): Choices {
  const lists = all.get(choices) ?? new Map<string, Choices>()
  all.set(choices, lists)
  const known = lists.get(key)
  if (known) return known
  if (lists.size >= rememberedLists) lists.clear()
  const made = make()
  lists.set(key, made)
  return made
}
