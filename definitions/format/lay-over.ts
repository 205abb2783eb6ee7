import type { Finding } from '#findings'
import type { DefinitionKind, Layer, LayerChange } from './bundle.ts'
import { deepFreeze } from './deep-freeze.ts'
import { definitionKey, definitionPath, patchPath } from './definition-path.ts'
import { copyOf, type DefinitionTables, definitionsOf, putDefinition } from './definition-tables.ts'
import { canonicalJson, digestOf } from './digest.ts'
import { hasErrors, inFile } from './finding.ts'
import { type KeptResults, keptResults } from './kept-results.ts'
import { changedDefinition, type LaidDefinition } from './laid-definition.ts'

/** Definitions put together so far. Immutable, and kept as long as what it was made of: many regions share one. */
export interface Laid {
  readonly tables: DefinitionTables
  /** Which bundle, or `region:CODE`, each definition comes from first, by `KIND/ID`. */
  readonly origin: Readonly<Record<string, string>>
  /** What bundles and layers locked by a list, by definition; nodes that say so themselves are not among them. */
  readonly locks: ReadonlyMap<string, readonly string[]>
  readonly findings: readonly Finding[]
}

/** How many layers directly above one are remembered. */
const rememberedLayers = 256
const laidBefore = new WeakMap<Laid, KeptResults<Promise<Laid>>>()

/**
 * Lays a layer over what is there. The same layer over the same is laid once, however many regions have it; a layer
 * that differs in one definition costs the work of that definition.
 */
export function layOver(below: Laid, layer: Layer): Promise<Laid> {
  const known = laidBefore.get(below) ?? keptResults<Promise<Laid>>(rememberedLayers)
  laidBefore.set(below, known)
  return known.of(layerKey(layer), () => lay(below, layer))
}

async function lay(below: Laid, layer: Layer): Promise<Laid> {
  const tables = copyOf(below.tables)
  const origin: Record<string, string> = Object.assign(Object.create(null), below.origin)
  const findings = [...below.findings]
  const source = layer.bundle?.id ?? `region:${layer.region}`
  const made = await Promise.all(
    layer.changes.map((change) =>
      laidChange(below, change, below.locks.get(definitionKey(change.kind, change.id)) ?? []),
    ),
  )
  for (const [index, change] of layer.changes.entries()) {
    const { definition, findings: found } = made[index]!
    findings.push(...inFile(fileOf(layer, change), found))
    if (!definition || hasErrors(found)) continue
    putDefinition(tables, change.kind, definition)
    origin[definitionKey(change.kind, change.id)] ??= source
  }
  const locks = new Map(below.locks)
  for (const { kind, id, patch } of layer.changes) addLocks(locks, definitionKey(kind, id), patch?.locks ?? [])
  return frozenLaid({ tables, origin, locks, findings })
}

/** Table by table, so that what many regions share is not walked again for each of them. */
export function frozenLaid(laid: Laid): Laid {
  for (const table of Object.values(laid.tables)) deepFreeze(table)
  deepFreeze(laid.origin)
  return deepFreeze(laid)
}

export function addLocks(locks: Map<string, readonly string[]>, key: string, nodes: readonly string[]): void {
  if (nodes.length > 0) locks.set(key, [...new Set([...(locks.get(key) ?? []), ...nodes])])
}

const madeBefore = new WeakMap<object, KeptResults<Promise<LaidDefinition>>>()
const nothingBelow = {}
const rememberedChanges = 64

function laidChange({ tables }: Laid, change: LayerChange, locks: readonly string[]): Promise<LaidDefinition> {
  const table: Readonly<Record<string, object>> = definitionsOf(tables, change.kind)
  const below = Object.hasOwn(table, change.id) ? table[change.id]! : nothingBelow
  const known = madeBefore.get(below) ?? keptResults<Promise<LaidDefinition>>(rememberedChanges)
  madeBefore.set(below, known)
  const key = `${changeKey(change)} ${locks.join(' ')}`
  return known.of(key, () => changedDefinition(below === nothingBelow ? undefined : below, change, locks))
}

const keyOfChange = new WeakMap<LayerChange, string>()

function changeKey(change: LayerChange): string {
  const known = keyOfChange.get(change)
  if (known !== undefined) return known
  const { kind, id, content, patch, texts } = change
  const key = digestOf(patch ? { kind, id, patch, texts } : { kind, id, content, texts })
  keyOfChange.set(change, key)
  return key
}

const keyOfLayer = new WeakMap<Layer, string>()

function layerKey(layer: Layer): string {
  const { region, bundle, changes } = layer
  const known = keyOfLayer.get(layer)
  if (known !== undefined) return known
  const key = digestOf(canonicalJson([region, bundle?.id, bundle?.version, changes.map(changeKey)]))
  keyOfLayer.set(layer, key)
  return key
}

/** Where whoever must mend it finds the change. */
function fileOf({ bundle }: Layer, { kind, id, patch }: LayerChange & { kind: DefinitionKind }): string {
  const path = bundle && patch ? patchPath(kind, id) : definitionPath(kind, id)
  return bundle ? `${bundle.id}/${path}` : path
}
