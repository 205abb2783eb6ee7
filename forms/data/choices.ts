import type { LocalizedText } from '#findings'
import type { CodeList, FieldNode, PropertySchema } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'

/** One of the values a person chooses from. */
export interface Choice {
  readonly value: string
  readonly title: LocalizedText
  /** Value of the choice above it, in a code list of several levels. */
  readonly parent?: string
  /** 停用: kept where it was chosen before, and no longer offered. */
  readonly retired?: true
}

/** What a field offers, and how its values lie above each other. */
export type Choices = readonly Choice[]

/** What a field offers: its own options, its code list, or the values its schema lists; nothing where any value is allowed. */
export function choicesOf(
  field: FieldNode,
  schema: PropertySchema,
  codeLists: ReadonlyMap<string, CodeList>,
): Choices | undefined {
  if (field.options) return field.options.map(({ value, title }) => ({ value, title }))
  if (field.codeList !== undefined) return choicesOfList(codeLists.get(field.codeList))
  const values = isObject(schema.items) ? schema.items.enum : schema.enum
  // Values that are no texts are typed, and the schema alone judges them.
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
    ? values.map((value) => ({ value, title: { 'zh-CN': value } }))
    : undefined
}

const lists = new WeakMap<CodeList, Choices>()
const none: Choices = []

/** Made once a list: fields that offer the same list offer the same choices. */
function choicesOfList(list: CodeList | undefined): Choices {
  if (!list) return none
  const known = lists.get(list)
  if (known) return known
  const choices = list.codes.map(({ code, title, parent, retired }) => ({
    value: code,
    title,
    ...(parent !== undefined && { parent }),
    ...(retired && { retired }),
  }))
  lists.set(list, choices)
  return choices
}

interface Levels {
  readonly byValue: ReadonlyMap<string, Choice>
  readonly below: ReadonlyMap<string, Choices>
  /** What `below` gave for a value, all levels down. */
  readonly descendants: Map<string, Choices>
}

const levels = new WeakMap<Choices, Levels>()

function levelsOf(choices: Choices): Levels {
  const known = levels.get(choices)
  if (known) return known
  const below = new Map<string, Choice[]>()
  for (const choice of choices) {
    if (choice.parent === undefined) continue
    const siblings = below.get(choice.parent)
    if (siblings) siblings.push(choice)
    else below.set(choice.parent, [choice])
  }
  const made = { byValue: new Map(choices.map((choice) => [choice.value, choice])), below, descendants: new Map() }
  levels.set(choices, made)
  return made
}

export function isOffered(choices: Choices, value: unknown): boolean {
  return typeof value === 'string' && levelsOf(choices).byValue.has(value)
}

export function choiceOf(choices: Choices, value: unknown): Choice | undefined {
  return typeof value === 'string' ? levelsOf(choices).byValue.get(value) : undefined
}

/** The choices right below a value; those of the first level where it is left out. */
export function choicesBelow(choices: Choices, value?: string): Choices {
  const { byValue, below } = levelsOf(choices)
  if (value !== undefined) return below.get(value) ?? none
  return choices.filter(({ parent }) => parent === undefined || !byValue.has(parent))
}

/** All choices below a value, however far. The same list for the same value. */
export function descendantsOf(choices: Choices, value: string): Choices {
  const { below, descendants } = levelsOf(choices)
  const known = descendants.get(value)
  if (known) return known
  const found: Choice[] = []
  const seen = new Set([value])
  for (let open = [value]; open.length > 0; ) {
    const next = open.flatMap((above) => below.get(above) ?? []).filter((choice) => !seen.has(choice.value))
    for (const choice of next) seen.add(choice.value)
    found.push(...next)
    open = next.map((choice) => choice.value)
  }
  descendants.set(value, found)
  return found
}

/** A value and those above it, the highest first: 浙江省, 绍兴市, 嵊州市. */
export function pathTo(choices: Choices, value: unknown): Choices {
  const path: Choice[] = []
  for (let at = choiceOf(choices, value); at && !path.includes(at); at = choiceOf(choices, at.parent)) path.unshift(at)
  return path
}

const offeredBefore = new WeakMap<Choices, Map<string, Choices>>()

/** The choices that are offered beside an answer: those that are retired only where the answer has them already. */
export function offeredBeside(choices: Choices, answer: unknown): Choices {
  const known = offeredBefore.get(choices)
  if (known?.size === 0) return choices
  if (!known && !choices.some(({ retired }) => retired)) {
    offeredBefore.set(choices, new Map())
    return choices
  }
  const values = (Array.isArray(answer) ? answer : [answer]).flatMap((value) => pathTo(choices, value))
  const kept = values.filter(({ retired }) => retired).map(({ value }) => value)
  const key = kept.join('\n')
  const made = known?.get(key) ?? choices.filter(({ value, retired }) => !retired || kept.includes(value))
  // A list has few retired codes that are answers at once; more are not worth keeping.
  const keep = known && known.size < 100 ? known : new Map<string, Choices>()
  keep.set(key, made)
  offeredBefore.set(choices, keep)
  return made
}
