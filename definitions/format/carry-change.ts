import type { Finding, LocalizedText } from '#findings'
import type { LayerChange } from './bundle.ts'
import { definitionKey } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { definitionText } from './definition-text.ts'
import { canonicalJson } from './digest.ts'
import { hasErrors } from './finding.ts'
import { treeOfLaid } from './laid-definition.ts'
import type { Laid } from './lay-over.ts'
import { type DefinitionOfKind, parseDefinition } from './parse-definition.ts'
import { apply } from './patch/apply.ts'
import type { Choice, Conflict, DefinitionConflictKind } from './patch/conflict.ts'
import { definitionOfTree, treeOfDefinition } from './patch/definition-tree.ts'
import { diff } from './patch/diff.ts'
import { lockedNodes } from './patch/locked-nodes.ts'
import { merge } from './patch/merge.ts'
import type { Patch } from './patch/patch.ts'
import { wholeConflict } from './whole-conflict.ts'

type Kind = LayerChange['kind']

export interface CarriedChange {
  /** As it lies over what is below now, and made on that; left out where nothing of it is left. */
  readonly change?: LayerChange
  /** Of the definition. */
  readonly title: LocalizedText
  /** Those without a choice; what lies below holds there. */
  readonly conflicts: readonly Conflict[]
  readonly findings: readonly Finding[]
}

/** A definition in what is put together so far, if it is there. */
export function definitionIn<K extends Kind>(
  { tables }: Laid,
  kind: K,
  id: string,
): DefinitionOfKind[Kind] | undefined {
  const table: Readonly<Record<string, DefinitionOfKind[Kind]>> = definitionsOf(tables, kind)
  return Object.hasOwn(table, id) ? table[id] : undefined
}

/** The change with the text that it is made on: what lies below it, where it does not say so yet. */
export function madeOn(laid: Laid, change: LayerChange): LayerChange {
  const now = definitionIn(laid, change.kind, change.id)
  return change.below !== undefined || !now ? change : { ...change, below: definitionText(now) }
}

/** Carries a change over to what lies below it now (three-way: `below` of the change is what it was made on). */
export async function carriedChange(
  laid: Laid,
  change: LayerChange,
  choices: ReadonlyMap<string, Choice> = new Map(),
): Promise<CarriedChange> {
  const { kind, id, patch, below } = change
  const now = definitionIn(laid, kind, id)
  const title = now?.title ?? (await titleOf(change))
  const asItIs = { change, title, conflicts: [], findings: [] }
  if (below === undefined) {
    if (!now || patch) return { ...asItIs, change: madeOn(laid, change) }
    return carriedAddition(change, now, choices, title)
  }
  if (!now) return left(change, below, choices, title)
  const text = definitionText(now)
  return text === below ? asItIs : { ...(await carriedPatch(laid, change, { below, now, text }, choices)), title }
}

interface Moved {
  readonly below: string
  readonly now: DefinitionOfKind[Kind]
  readonly text: string
}

async function carriedPatch(
  laid: Laid,
  change: LayerChange,
  { below, now, text }: Moved,
  choices: ReadonlyMap<string, Choice>,
): Promise<Omit<CarriedChange, 'title'>> {
  const { kind, id } = change
  const [old, fresh] = await Promise.all([treeOfDefinition(kind, below), treeOfLaid(kind, now)])
  const patch = old.tree && (await patchOf(change, old.tree))
  if (!old.tree || !fresh.tree || !patch)
    return { change, conflicts: [], findings: [...old.findings, ...fresh.findings] }
  const locked = [...(laid.locks.get(definitionKey(kind, id)) ?? []), ...lockedNodes(fresh.tree)]
  const merged = merge(old.tree, fresh.tree, patch, { locked, choices })
  const isEmpty = merged.patch.changes.length === 0 && !merged.patch.locks && !change.texts
  const { settled: _, ...rest } = change
  return {
    ...(!isEmpty && { change: { ...rest, content: '', patch: merged.patch, below: text } }),
    conflicts: merged.conflicts,
    findings: merged.problems,
  }
}

/** What the layer changes, also where it holds the definition as a whole. */
async function patchOf(
  { kind, content, patch, settled, by, at }: LayerChange,
  below: Parameters<typeof diff>[0],
): Promise<Patch | undefined> {
  if (patch) return settled ? { ...patch, settled: [...(patch.settled ?? []), ...settled] } : patch
  const edited = await treeOfDefinition(kind, content)
  if (!edited.tree) return undefined
  const stamp = { ...(by !== undefined && { by }), ...(at !== undefined && { at }) }
  const changes = diff(below, edited.tree).changes.map((made) => ({ ...made, ...stamp }))
  return { changes, ...(settled && { settled }) }
}

/** A definition that the layer added, and what lies below has added as well. */
async function carriedAddition(
  change: LayerChange,
  now: DefinitionOfKind[Kind],
  choices: ReadonlyMap<string, Choice>,
  title: LocalizedText,
): Promise<CarriedChange> {
  const { definition } = await parseDefinition(change.kind, change.content)
  if (definition && canonicalJson(definition) === canonicalJson(now)) return { title, conflicts: [], findings: [] }
  const { choice, conflicts } = settledAs('definition-taken', change, choices, title)
  const own = { ...change, below: definitionText(now) }
  return { ...(choice === 'here' && { change: own }), title, conflicts, findings: [] }
}

/** A change of a definition that is gone below. */
async function left(
  change: LayerChange,
  below: string,
  choices: ReadonlyMap<string, Choice>,
  title: LocalizedText,
): Promise<CarriedChange> {
  const { kind, id, by, at } = change
  const { choice, conflicts } = settledAs('definition-removed', change, choices, title)
  const content = choice === 'here' ? await wholeOf(change, below) : undefined
  const own = { kind, id, ...(by !== undefined && { by }), ...(at !== undefined && { at }) }
  return { ...(content !== undefined && { change: { ...own, content } }), title, conflicts, findings: [] }
}

/** The text of the definition as the layer had it. */
async function wholeOf({ kind, content, patch }: LayerChange, below: string): Promise<string | undefined> {
  if (!patch) return content
  const { tree } = await treeOfDefinition(kind, below)
  if (!tree) return below
  const { content: whole, findings } = await definitionOfTree(kind, apply(tree, patch).resolved)
  return hasErrors(findings) ? undefined : whole
}

function settledAs(
  kind: DefinitionConflictKind,
  { settled = [], patch }: LayerChange,
  choices: ReadonlyMap<string, Choice>,
  title: LocalizedText,
) {
  const before = [...settled, ...(patch?.settled ?? [])].find(({ conflict }) => conflict === kind)
  const choice = choices.get(kind) ?? before?.choice
  return { choice, conflicts: choice === undefined ? [wholeConflict(kind, title)] : [] }
}

async function titleOf({ kind, id, content, below }: LayerChange): Promise<LocalizedText> {
  const text = content === '' ? below : content
  const { definition } = text === undefined ? {} : await parseDefinition(kind, text)
  return definition?.title ?? { 'zh-CN': id }
}
