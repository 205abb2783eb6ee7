import type { LocalizedText } from '#findings'
import type { Bundle, DefinitionKind, Layer, LayerChange } from './bundle.ts'
import { definitionKey } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { canonicalJson } from './digest.ts'
import { treeOfLaid } from './laid-definition.ts'
import { type Laid, layOver } from './lay-over.ts'
import type { DefinitionOfKind } from './parse-definition.ts'
import { lockedNodes } from './patch/locked-nodes.ts'
import { nameOfNode, nameOfProperty } from './patch/node-name.ts'
import type { Stamp } from './patch/patch.ts'
import { type Entries, entriesOf, type Json, type Place, placeOf } from './patch/tree.ts'
import { laidModules, layersFor, usable } from './resolve-release.ts'

/** Where a value comes from: a bundle, or what a region itself changed; who set it, and when (ISO 8601), where known. */
export interface Origin extends Stamp {
  /** Bundle id, or `region:CODE`. */
  readonly layer: string
  readonly title: LocalizedText
  readonly version?: string
  /** Of a layer. */
  readonly region?: string
}

export interface ExplainedValue {
  readonly property: string
  readonly title: LocalizedText
  readonly value: Json
  readonly from: Origin
  /** What it was below, the nearest first. */
  readonly before: readonly { readonly value: Json | undefined; readonly from: Origin }[]
}

/** 来源说明: why a node of a region's release is as it is. */
export interface Explanation {
  readonly kind: DefinitionKind
  readonly id: string
  readonly node: string
  readonly title: LocalizedText
  /** Who added the node. */
  readonly added: Origin
  readonly values: readonly ExplainedValue[]
  /** Where it stands, and who put it there; nothing for the definition itself. */
  readonly place?: { readonly place: Place; readonly from: Origin }
  /** Who forbids narrower regions to touch it. */
  readonly locked?: Origin
}

export interface Explain {
  readonly region: string
  readonly bundles: readonly Bundle[]
  readonly layers: readonly Layer[]
  readonly kind: DefinitionKind
  readonly id: string
  /** `/` for the definition itself. */
  readonly node: string
}

/** Why a node is as it is in what `region` runs; `undefined` where there is no such node. */
export async function explain({ region, bundles, layers, kind, id, node }: Explain): Promise<Explanation | undefined> {
  const { modules } = usable(bundles)
  let laid = await laidModules(modules)
  let story = await begun(laid, modules, { kind, id })
  for (const layer of layersFor(region, bundles, layers)) {
    const below = laid
    laid = await layOver(below, layer)
    const change = layer.changes.find((each) => each.kind === kind && each.id === id)
    if (change) story = await continued(story, laid, layer, change)
  }
  const entry = story.entries?.get(node)
  const told = story.nodes.get(node)
  if (!story.entries || !entry || !told) return undefined
  const place = placeOf(story.entries, node)
  const locked = lockOn(story, node)
  return {
    kind,
    id,
    node,
    title: nameOfNode(node, story.entries),
    added: told.added,
    values: [...entry.values].map(([property, value]) => {
      const [from, ...before] = told.values.get(property) ?? [{ value, from: told.added }]
      return { property, title: nameOfProperty(property), value, from: from!.from, before }
    }),
    ...(place && { place: { place, from: told.placed } }),
    ...(locked && { locked }),
  }
}

/** What is known of a node: who added it, who put it where it is, and its values, the newest first. */
interface NodeStory {
  readonly added: Origin
  readonly placed: Origin
  readonly values: ReadonlyMap<string, readonly { readonly value: Json | undefined; readonly from: Origin }[]>
}

interface Story {
  readonly entries?: Entries
  readonly nodes: ReadonlyMap<string, NodeStory>
  readonly locks: ReadonlyMap<string, Origin>
}

type Named = Pick<LayerChange, 'kind' | 'id'>

async function begun(laid: Laid, modules: readonly Bundle[], named: Named): Promise<Story> {
  const owner = modules.find(({ manifest }) => manifest.id === laid.origin[definitionKey(named.kind, named.id)])
  const entries = await entriesIn(laid, named)
  if (!owner || !entries) return { nodes: new Map(), locks: new Map() }
  const { id, title, version, author, released } = owner.manifest
  const from: Origin = {
    layer: id,
    title,
    version,
    ...(author !== undefined && { by: author }),
    ...(released !== undefined && { at: released }),
  }
  const nodes = new Map([...entries].map(([node, entry]) => [node, newNode(entry.values, from)] as const))
  return { entries, nodes, locks: await locksIn(new Map(), laid, named, from) }
}

function newNode(values: ReadonlyMap<string, Json>, from: Origin): NodeStory {
  return { added: from, placed: from, values: new Map([...values].map(([name, value]) => [name, [{ value, from }]])) }
}

async function continued(story: Story, laid: Laid, layer: Layer, change: LayerChange): Promise<Story> {
  const entries = await entriesIn(laid, change)
  if (!entries) return story
  const nodes = new Map<string, NodeStory>()
  for (const [node, entry] of entries) {
    const before = story.nodes.get(node)
    const from = (property?: string) => originOf(layer, change, node, property)
    if (!before) nodes.set(node, newNode(entry.values, from()))
    else
      nodes.set(
        node,
        nextNode(before, story.entries?.get(node)?.values, entry.values, from, isMoved(story, entries, node)),
      )
  }
  return { entries, nodes, locks: await locksIn(story.locks, laid, change, originOf(layer, change)) }
}

function nextNode(
  { added, placed, values }: NodeStory,
  old: ReadonlyMap<string, Json> | undefined,
  now: ReadonlyMap<string, Json>,
  from: (property?: string) => Origin,
  moved: boolean,
): NodeStory {
  const next = new Map(values)
  for (const property of new Set([...(old?.keys() ?? []), ...now.keys()])) {
    const [was, is] = [old?.get(property), now.get(property)]
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) continue
    next.set(property, [{ value: is, from: from(property) }, ...(values.get(property) ?? [])])
  }
  return { added, placed: moved ? from() : placed, values: next }
}

function isMoved({ entries: old }: Story, now: Entries, node: string): boolean {
  const [was, is] = [old?.get(node)?.parent, now.get(node)?.parent]
  return was?.id !== is?.id || was?.list !== is?.list
}

/** The layer, and who made the change to this value or node of it. */
function originOf({ region, bundle }: Layer, { patch, by, at }: LayerChange, node?: string, property?: string): Origin {
  const made = patch?.changes.findLast(
    (change) =>
      change.node === node &&
      (property === undefined
        ? change.op === 'add' || change.op === 'move'
        : 'property' in change && change.property === property),
  )
  const stamp = { by: made?.by ?? by, at: made?.at ?? at }
  return {
    layer: bundle?.id ?? `region:${region}`,
    title: bundle?.title ?? { 'zh-CN': '本区域的修改', en: 'Changes of the region' },
    ...(bundle && { version: bundle.version }),
    region,
    ...(stamp.by !== undefined && { by: stamp.by }),
    ...(stamp.at !== undefined && { at: stamp.at }),
  }
}

async function locksIn(
  before: ReadonlyMap<string, Origin>,
  laid: Laid,
  named: Named,
  from: Origin,
): Promise<ReadonlyMap<string, Origin>> {
  const definition = definitionIn(laid, named)
  const tree = definition && (await treeOfLaid(named.kind, definition)).tree
  const listed = laid.locks.get(definitionKey(named.kind, named.id)) ?? []
  const locks = new Map(before)
  for (const node of [...listed, ...(tree ? lockedNodes(tree) : [])]) if (!locks.has(node)) locks.set(node, from)
  return locks
}

/** The lock on the node, or on what it lies in. */
function lockOn({ entries, locks }: Story, node: string): Origin | undefined {
  for (let at: string | undefined = node; at !== undefined; at = entries?.get(at)?.parent?.id) {
    const from = locks.get(at)
    if (from) return from
  }
  return undefined
}

async function entriesIn(laid: Laid, named: Named): Promise<Entries | undefined> {
  const definition = definitionIn(laid, named)
  const tree = definition && (await treeOfLaid(named.kind, definition)).tree
  return tree && entriesOf(tree)
}

function definitionIn({ tables }: Laid, { kind, id }: Named): DefinitionOfKind[DefinitionKind] | undefined {
  const table: Readonly<Record<string, DefinitionOfKind[DefinitionKind]>> = definitionsOf(tables, kind)
  return Object.hasOwn(table, id) ? table[id] : undefined
}
