import type { Finding, LocalizedText } from '#findings'
import type { Bundle, DefinitionKind, Layer, LayerChange } from './bundle.ts'
import { definitionKey, definitionPath } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { definitionText } from './definition-text.ts'
import { inFile } from './finding.ts'
import { type Laid, layOver } from './lay-over.ts'
import type { DefinitionOfKind } from './parse-definition.ts'
import type { Choice, Conflict } from './patch/conflict.ts'
import { treeOfDefinition } from './patch/definition-tree.ts'
import { lockedNodes } from './patch/locked-nodes.ts'
import { mergeDefinition } from './patch/patch-definition.ts'
import { laidModules, layersFor, usable } from './resolve-release.ts'

/** One thing that a person must decide before a region's layer can follow what changed below it. */
export interface LayerConflict {
  readonly region: string
  readonly kind: DefinitionKind
  readonly id: string
  /** Of the definition. */
  readonly title: LocalizedText
  readonly conflict: Conflict
}

export interface CarriedLayers {
  /** The layers as they lie over what is below them now; those that nothing moved under are the same objects. */
  readonly layers: readonly Layer[]
  /** Without a choice what lies below holds. */
  readonly conflicts: readonly LayerConflict[]
  /** Changes that cannot be carried at all: the definition they are for is gone, or cannot be read. */
  readonly findings: readonly Finding[]
  /** What lies beneath the region's own layer. */
  readonly beneath: Laid
}

export interface CarryOptions {
  /** What a person chose, by `KIND/ID` and the id of the conflict. */
  readonly choices?: ReadonlyMap<string, ReadonlyMap<string, Choice>>
}

/**
 * Carries the layers of a region and of those it lies in over to what lies below each of them now, the wider region
 * first (three-way: `below` of a change is what it was made on). `choices` are about the layer of `region` itself.
 */
export async function carryLayers(
  region: string,
  bundles: readonly Bundle[],
  layers: readonly Layer[],
  { choices = new Map() }: CarryOptions = {},
): Promise<CarriedLayers> {
  const own = new Set(layers)
  const carried: Layer[] = []
  const conflicts: LayerConflict[] = []
  const findings: Finding[] = []
  let laid = await laidModules(usable(bundles).modules)
  let beneath: Laid | undefined
  for (const layer of layersFor(region, bundles, layers)) {
    if (layer.region === region && own.has(layer)) beneath ??= laid
    const made = own.has(layer)
      ? await carriedOver(laid, layer, layer.region === region ? choices : new Map())
      : undefined
    conflicts.push(...(made?.conflicts ?? []))
    findings.push(...(made?.findings ?? []))
    if (made) carried.push(made.layer)
    laid = await layOver(laid, made?.layer ?? layer)
  }
  return { layers: carried, conflicts, findings, beneath: beneath ?? laid }
}

/** The text of a definition in what is put together so far, if it is there. */
export function textIn({ tables }: Laid, kind: DefinitionKind, id: string): string | undefined {
  const definition = definitionIn(tables, kind, id)
  return definition && definitionText(definition)
}

type Definition = DefinitionOfKind[DefinitionKind]

function definitionIn(tables: Laid['tables'], kind: DefinitionKind, id: string): Definition | undefined {
  const table: Readonly<Record<string, Definition>> = definitionsOf(tables, kind)
  return Object.hasOwn(table, id) ? table[id] : undefined
}

interface Carried {
  readonly layer: Layer
  readonly conflicts: readonly LayerConflict[]
  readonly findings: readonly Finding[]
}

async function carriedOver(
  below: Laid,
  layer: Layer,
  choices: ReadonlyMap<string, ReadonlyMap<string, Choice>>,
): Promise<Carried> {
  const made = await Promise.all(
    layer.changes.map((change) => carriedChange(below, change, choices.get(definitionKey(change.kind, change.id)))),
  )
  const changes = made.map(({ change }) => change)
  const isSame = changes.every((change, at) => change === layer.changes[at])
  return {
    layer: isSame ? layer : { ...layer, changes },
    conflicts: made.flatMap(({ change: { kind, id }, title, conflicts }) =>
      conflicts.map((conflict) => ({ region: layer.region, kind, id, title, conflict })),
    ),
    findings: made.flatMap(({ change: { kind, id }, findings }) => inFile(definitionPath(kind, id), findings)),
  }
}

interface CarriedChange {
  readonly change: LayerChange
  readonly title: LocalizedText
  readonly conflicts: readonly Conflict[]
  readonly findings: readonly Finding[]
}

async function carriedChange(
  laid: Laid,
  change: LayerChange,
  choices: ReadonlyMap<string, Choice> | undefined,
): Promise<CarriedChange> {
  const { kind, id, patch, below } = change
  const now = definitionIn(laid.tables, kind, id)
  const title = now?.title ?? { 'zh-CN': id }
  const asItIs = { change, title, conflicts: [], findings: [] }
  if (!patch || below === undefined || !now) return asItIs
  const text = definitionText(now)
  if (text === below && !choices) return asItIs
  const { tree } = await treeOfDefinition(kind, text)
  const locked = [...(laid.locks.get(definitionKey(kind, id)) ?? []), ...(tree ? lockedNodes(tree) : [])]
  const merged = await mergeDefinition(kind, below, text, patch, { locked, choices })
  if (!merged.patch) return { ...asItIs, findings: merged.findings }
  return { change: { ...change, patch: merged.patch, below: text }, title, conflicts: merged.conflicts, findings: [] }
}
