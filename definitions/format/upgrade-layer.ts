import type { Finding, LocalizedText } from '#findings'
import type { DefinitionKind, Layer, LayerChange } from './bundle.ts'
import { definitionKey, definitionPath } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { definitionText } from './definition-text.ts'
import { canonicalJson } from './digest.ts'
import { hasErrors, inFile } from './finding.ts'
import { treeOfLaid } from './laid-definition.ts'
import type { Laid } from './lay-over.ts'
import { type DefinitionOfKind, parseDefinition } from './parse-definition.ts'
import { apply } from './patch/apply.ts'
import type { Choice, Conflict, ConflictKind } from './patch/conflict.ts'
import { definitionOfTree, treeOfDefinition } from './patch/definition-tree.ts'
import { diff } from './patch/diff.ts'
import { lockedNodes } from './patch/locked-nodes.ts'
import { merge } from './patch/merge.ts'
import type { Patch, SettledChoice, Stamp } from './patch/patch.ts'

/**
 * 冲突: something that a layer and what lies below it both changed, in one definition. Besides those in a definition,
 * whole definitions conflict: `definition-removed` (changed here, gone below) and `definition-taken` (one of the same id
 * was added below).
 */
export interface UpgradeConflict extends Omit<Conflict, 'kind'> {
  readonly kind: ConflictKind | 'definition-removed' | 'definition-taken'
  /** The region, or the bundle, whose layer it is. */
  readonly layer: string
  readonly definition: { readonly kind: DefinitionKind; readonly id: string; readonly title: LocalizedText }
}

/** What was chosen, by definition (`KIND/ID`) and conflict. */
export type LayerChoices = ReadonlyMap<string, ReadonlyMap<string, Choice>>

export interface UpgradedLayer {
  /** What the layer is from now on: it fits what lies below now, and holds what was settled. */
  readonly layer: Layer
  /** Those without a choice; what lies below holds there. */
  readonly conflicts: readonly UpgradeConflict[]
  readonly findings: readonly Finding[]
}

/** Carries a layer that was made on `before` over to what lies below it now. */
export async function upgradeLayer(
  layer: Layer,
  before: Laid,
  now: Laid,
  choices: LayerChoices = new Map(),
): Promise<UpgradedLayer> {
  const carried = await Promise.all(
    layer.changes.map((change) =>
      carry(change, {
        before: below(before, change),
        now: below(now, change),
        locks: now.locks.get(definitionKey(change.kind, change.id)) ?? [],
        choices: choices.get(definitionKey(change.kind, change.id)) ?? new Map(),
      }),
    ),
  )
  const name = layer.bundle?.id ?? `region:${layer.region}`
  return {
    layer: { ...layer, changes: carried.flatMap(({ change }) => change ?? []) },
    conflicts: carried.flatMap(({ conflicts, title }, index) => {
      const { kind, id } = layer.changes[index]!
      return conflicts.map((conflict) => ({ ...conflict, layer: name, definition: { kind, id, title } }))
    }),
    findings: carried.flatMap(({ findings }, index) => {
      const { kind, id } = layer.changes[index]!
      return inFile(definitionPath(kind, id), findings)
    }),
  }
}

/**
 * The layer with choices noted in it, so that they hold when the same upgrade is asked for again. `conflicts` are those
 * the choices are about.
 */
export function withSettled(
  layer: Layer,
  conflicts: readonly UpgradeConflict[],
  choices: LayerChoices,
  stamp: Stamp,
): Layer {
  const changes = layer.changes.map((change) => {
    const chosen = choices.get(definitionKey(change.kind, change.id))
    const about = conflicts.filter(
      ({ definition, id }) => definition.kind === change.kind && definition.id === change.id && chosen?.has(id),
    )
    if (!chosen || about.length === 0) return change
    const noted = about.map(
      ({ id, below: lying }): SettledChoice => ({
        conflict: id,
        choice: chosen.get(id)!,
        ...(lying !== undefined && { below: canonicalJson(lying) }),
        ...stamp,
      }),
    )
    const kept = (change.settled ?? []).filter(({ conflict }) => !chosen.has(conflict))
    return { ...change, settled: [...kept, ...noted] }
  })
  return { ...layer, changes }
}

type Definition = DefinitionOfKind[DefinitionKind]

function below({ tables }: Laid, { kind, id }: LayerChange): Definition | undefined {
  const table: Readonly<Record<string, Definition>> = definitionsOf(tables, kind)
  return Object.hasOwn(table, id) ? table[id] : undefined
}

interface Carrying {
  readonly before: Definition | undefined
  readonly now: Definition | undefined
  readonly locks: readonly string[]
  readonly choices: ReadonlyMap<string, Choice>
}

type UnplacedConflict = Omit<UpgradeConflict, 'layer' | 'definition'>

interface Carried {
  /** Left out where nothing of it is left. */
  readonly change?: LayerChange
  readonly title: LocalizedText
  readonly conflicts: readonly UnplacedConflict[]
  readonly findings: readonly Finding[]
}

async function carry(change: LayerChange, carrying: Carrying): Promise<Carried> {
  const { kind, id } = change
  const { before, now } = carrying
  const title = (now ?? before)?.title ?? { 'zh-CN': id }
  if (before === now) return { change, title, conflicts: [], findings: [] }
  if (before && now) return { ...(await carryPatch(change, before, now, carrying)), title }
  if (now) return carryAddition(change, now, carrying, title)
  const kept = await wholeOf(change, before)
  const settled = settle('definition-removed', title, carrying, change)
  if (!kept || settled.choice === undefined) return { change, title, ...settled, findings: [] }
  const own = { kind, id, content: kept, ...(change.by && { by: change.by }), ...(change.at && { at: change.at }) }
  return { ...(settled.choice === 'here' && { change: own }), title, conflicts: [], findings: [] }
}

/** A definition that the layer added, and what lies below has added as well. */
async function carryAddition(
  change: LayerChange,
  now: Definition,
  carrying: Carrying,
  title: LocalizedText,
): Promise<Carried> {
  const { definition } = await parseDefinition(change.kind, change.content)
  if (definition && canonicalJson(definition) === canonicalJson(now)) return { title, conflicts: [], findings: [] }
  const settled = settle('definition-taken', title, carrying, change)
  if (settled.choice === undefined) return { change, title, ...settled, findings: [] }
  return { ...(settled.choice === 'here' && { change }), title, conflicts: [], findings: [] }
}

async function carryPatch(
  change: LayerChange,
  before: Definition,
  now: Definition,
  { locks, choices }: Carrying,
): Promise<Omit<Carried, 'title'>> {
  const { kind } = change
  const [old, fresh] = await Promise.all([treeOfLaid(kind, before), treeOfLaid(kind, now)])
  const patch = await patchOf(change, before)
  if (!old.tree || !fresh.tree || !patch)
    return { change, conflicts: [], findings: [...old.findings, ...fresh.findings] }
  const locked = [...locks, ...lockedNodes(fresh.tree)]
  const merged = merge(old.tree, fresh.tree, patch, { locked, choices })
  const isEmpty = merged.patch.changes.length === 0 && !merged.patch.locks && !change.texts
  const { content: _, settled: __, ...rest } = change
  return {
    ...(!isEmpty && { change: { ...rest, content: '', patch: merged.patch } }),
    conflicts: merged.conflicts,
    findings: merged.problems,
  }
}

/** What the layer changes, also where it holds the definition as a whole. */
async function patchOf(
  { kind, content, patch, settled, by, at }: LayerChange,
  before: Definition,
): Promise<Patch | undefined> {
  if (patch) return settled ? { ...patch, settled: [...(patch.settled ?? []), ...settled] } : patch
  const [old, edited] = await Promise.all([treeOfLaid(kind, before), treeOfDefinition(kind, content)])
  if (!old.tree || !edited.tree) return undefined
  const stamp = { ...(by !== undefined && { by }), ...(at !== undefined && { at }) }
  const changes = diff(old.tree, edited.tree).changes.map((change) => ({ ...change, ...stamp }))
  return { changes, ...(settled && { settled }) }
}

/** The text of the definition as the layer had it. */
async function wholeOf(
  { kind, content, patch }: LayerChange,
  before: Definition | undefined,
): Promise<string | undefined> {
  if (!patch) return content
  const { tree } = before ? await treeOfLaid(kind, before) : {}
  if (!tree) return before && definitionText(before)
  const { content: whole, findings } = await definitionOfTree(kind, apply(tree, patch).resolved)
  return hasErrors(findings) ? undefined : whole
}

type WholeConflict = 'definition-removed' | 'definition-taken'

function settle(kind: WholeConflict, title: LocalizedText, { choices }: Carrying, before: LayerChange) {
  const settled = [...(before.settled ?? []), ...(before.patch?.settled ?? [])].find(
    ({ conflict }) => conflict === kind,
  )
  const choice = choices.get(kind) ?? settled?.choice
  const { message, here, under } = wholeWords[kind]
  const [zh, en] = [message[0](title['zh-CN']), message[1](title.en ?? title['zh-CN'])]
  const conflict: UnplacedConflict = {
    id: kind,
    kind,
    node: '/',
    title,
    message: { 'zh-CN': zh, en },
    choices: [
      { choice: 'below', title: { 'zh-CN': under[0], en: under[1] } },
      { choice: 'here', title: { 'zh-CN': here[0], en: here[1] } },
    ],
  }
  return { choice, conflicts: choice === undefined ? [conflict] : [] }
}

type Said = (title: string) => string

const wholeWords: Record<
  WholeConflict,
  { message: readonly [zh: Said, en: Said]; under: readonly [string, string]; here: readonly [string, string] }
> = {
  'definition-removed': {
    message: [
      (title) => `本级修改了“${title}”，而上级已不再提供这个定义`,
      (title) => `"${title}" is changed here, but it is no longer there below`,
    ],
    under: ['随上级取消', 'Let it go as below'],
    here: ['在本级保留一份', 'Keep a copy of it here'],
  },
  'definition-taken': {
    message: [
      (title) => `本级与上级各自新增了编号相同的“${title}”`,
      (title) => `"${title}" was added here, and one of the same id below`,
    ],
    under: ['采用上级的定义', 'Take the one from below'],
    here: ['保留本级的定义', 'Keep the one from here'],
  },
}
