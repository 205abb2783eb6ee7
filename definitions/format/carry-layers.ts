import type { Finding, LocalizedText } from '#findings'
import type { Bundle, DefinitionKind, Layer } from './bundle.ts'
import { carriedChange, definitionIn, madeOn } from './carry-change.ts'
import { definitionKey, definitionPath } from './definition-path.ts'
import { definitionText } from './definition-text.ts'
import { inFile } from './finding.ts'
import { type Laid, layOver } from './lay-over.ts'
import { layerName } from './layer-name.ts'
import type { Choice, Conflict } from './patch/conflict.ts'
import { laidModules, layersFor, usable } from './resolve-release.ts'

/** 冲突: something that a layer and what lies below it both changed, and that a person must decide. */
export interface LayerConflict {
  /** Bundle id, or `region:CODE`. */
  readonly layer: string
  /** Of the layer that is a bundle. */
  readonly layerTitle?: LocalizedText
  /** That the layer is for. */
  readonly region: string
  readonly kind: DefinitionKind
  readonly id: string
  /** Of the definition. */
  readonly title: LocalizedText
  readonly conflict: Conflict
}

/** What was chosen, by definition (`KIND/ID`) and conflict. */
export type LayerChoices = ReadonlyMap<string, ReadonlyMap<string, Choice>>

export interface CarriedLayers {
  /**
   * All that take part, each made on what lies below it now; those that nothing moved under are the same objects. Stored
   * as they are, they can be carried again.
   */
  readonly layers: readonly Layer[]
  /** Without a choice what lies below holds. */
  readonly conflicts: readonly LayerConflict[]
  /** Changes that cannot be carried at all: they, or what they were made on, cannot be read. */
  readonly findings: readonly Finding[]
  /** What lies beneath the region's own layer. */
  readonly beneath: Laid
}

export interface CarryOptions {
  /** What a person chose now, by layer (bundle id, or `region:CODE`). */
  readonly choices?: ReadonlyMap<string, LayerChoices>
}

/**
 * Carries the layers of a region and of those it lies in over to what lies below each of them now, the wider region
 * first (three-way: `below` of a change is what it was made on). Of the bundles that are layers, those among `layers`
 * are carried as they stand there; the others are new, and made on what lies below now. What a wider layer has yet to
 * choose is not asked of a narrower one.
 */
export async function carryLayers(
  region: string,
  bundles: readonly Bundle[],
  layers: readonly Layer[],
  { choices = new Map() }: CarryOptions = {},
): Promise<CarriedLayers> {
  const known = new Set(layers)
  const carried: Layer[] = []
  const conflicts: LayerConflict[] = []
  const findings: Finding[] = []
  let laid = await laidModules(usable(bundles).modules)
  let beneath: Laid | undefined
  for (const layer of layersFor(region, bundles, layers)) {
    if (layer.region === region && !layer.bundle) beneath ??= laid
    const made = known.has(layer)
      ? await carriedOver(laid, layer, choices.get(layerName(layer)) ?? new Map())
      : { layer: newLayer(laid, layer), conflicts: [], findings: [] }
    conflicts.push(...made.conflicts.filter((conflict) => !isAsked(conflicts, conflict)))
    findings.push(...made.findings)
    carried.push(made.layer)
    laid = await layOver(laid, made.layer)
  }
  return { layers: carried, conflicts, findings, beneath: beneath ?? laid }
}

/** The layers of a region, each change with the text that it is made on among these. */
export async function layersMadeOn(
  region: string,
  bundles: readonly Bundle[],
  layers: readonly Layer[],
): Promise<Layer[]> {
  const made: Layer[] = []
  let laid = await laidModules(usable(bundles).modules)
  for (const layer of layersFor(region, bundles, layers)) {
    made.push(newLayer(laid, layer))
    laid = await layOver(laid, layer)
  }
  return made
}

/** The text of a definition in what is put together so far, if it is there. */
export function textIn(laid: Laid, kind: DefinitionKind, id: string): string | undefined {
  const definition = definitionIn(laid, kind, id)
  return definition && definitionText(definition)
}

const newBefore = new WeakMap<Laid, WeakMap<Layer, Layer>>()

function newLayer(laid: Laid, layer: Layer): Layer {
  const known = newBefore.get(laid) ?? new WeakMap<Layer, Layer>()
  newBefore.set(laid, known)
  const made = known.get(layer) ?? { ...layer, changes: layer.changes.map((change) => madeOn(laid, change)) }
  known.set(layer, made)
  return made
}

interface Carried {
  readonly layer: Layer
  readonly conflicts: readonly LayerConflict[]
  readonly findings: readonly Finding[]
}

async function carriedOver(below: Laid, layer: Layer, choices: LayerChoices): Promise<Carried> {
  const { region, bundle } = layer
  const made = await Promise.all(
    layer.changes.map((change) => carriedChange(below, change, choices.get(definitionKey(change.kind, change.id)))),
  )
  const isSame = made.every(({ change }, at) => change === layer.changes[at])
  const of = { layer: layerName(layer), ...(bundle && { layerTitle: bundle.title }), region }
  return {
    layer: isSame ? layer : { ...layer, changes: made.flatMap(({ change }) => change ?? []) },
    conflicts: made.flatMap(({ title, conflicts }, at) => {
      const { kind, id } = layer.changes[at]!
      return conflicts.map((conflict) => ({ ...of, kind, id, title, conflict }))
    }),
    findings: made.flatMap(({ findings }, at) => {
      const { kind, id } = layer.changes[at]!
      return inFile(definitionPath(kind, id), findings)
    }),
  }
}

function isAsked(above: readonly LayerConflict[], { kind, id, conflict }: LayerConflict): boolean {
  return above.some(
    (other) =>
      other.kind === kind &&
      other.id === id &&
      other.conflict.node === conflict.node &&
      other.conflict.property === conflict.property,
  )
}
