import { type Bundle, digestOf, type Layer, type LayerChange, layerOfBundle, type Patch } from '#definitions'
import { areasOf } from '../permissions/region-code.ts'
import type { Db, Tx } from '../store/store.ts'

/** A layer as it is stored: what a region changed itself, or a bundle's as it was carried to what lies below it. */
export interface StoredLayer extends Layer {
  /** Whose people settle its conflicts: the region, or for a bundle the widest one that it holds in and that has a release. */
  readonly settledIn: string
  /** Of a bundle: names what it was when it was installed; one that was edited since is new. */
  readonly source?: string
}

/** The stored layers that take part in a region, from the outside in; of a bundle the one that the widest region keeps. */
export async function layersAbove(db: Db, region: string): Promise<StoredLayer[]> {
  const [own, carried] = await Promise.all([ownLayers(db, region), carriedLayers(db, region)])
  return [...carried, ...own]
}

async function ownLayers(db: Db, region: string): Promise<StoredLayer[]> {
  const rows = await db
    .selectFrom('published_change')
    .selectAll()
    .where('region', 'in', areasOf(region))
    .orderBy('region')
    .orderBy('kind')
    .orderBy('definition_id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.region)].map(([of, changes]) => ({
    region: of,
    settledIn: of,
    changes: changes.map(
      ({ kind, definition_id, content, patch, below, settled }): LayerChange => ({
        kind: kind as LayerChange['kind'],
        id: definition_id,
        content,
        ...(patch !== null && { patch: JSON.parse(patch) as Patch }),
        ...(below !== null && { below }),
        ...(settled !== null && { settled: JSON.parse(settled) as NonNullable<LayerChange['settled']> }),
      }),
    ),
  }))
}

async function carriedLayers(db: Db, region: string): Promise<StoredLayer[]> {
  const rows = await db
    .selectFrom('carried_layer')
    .selectAll()
    .where('region', 'in', areasOf(region))
    .orderBy('region')
    .execute()
  return [...Map.groupBy(rows, ({ bundle }) => bundle).values()].flatMap(([row]) =>
    row ? [{ ...(JSON.parse(row.layer) as Layer), settledIn: row.region, source: row.source }] : [],
  )
}

/** Those that still are what is installed. */
export function layersOfInstalled(bundles: readonly Bundle[], stored: readonly StoredLayer[]): StoredLayer[] {
  return stored.filter(({ bundle, source }) => {
    if (!bundle) return true
    const installed = bundles.find(({ manifest }) => manifest.id === bundle.id && manifest.kind === 'layer')
    return installed !== undefined && sourceOf(layerOfBundle(installed)) === source
  })
}

const sources = new WeakMap<Layer, string>()

/** Names the layer of a bundle by what it holds. */
export function sourceOf(layer: Layer): string {
  const source = sources.get(layer) ?? digestOf(layer)
  sources.set(layer, source)
  return source
}

/** Makes these changes the layer of the region, and these the layers of bundles that are settled in it. */
export async function putLayer(
  tx: Tx,
  region: string,
  changes: readonly LayerChange[],
  carried: readonly StoredLayer[] = [],
): Promise<void> {
  const { db } = tx
  await db.deleteFrom('published_change').where('region', '=', region).execute()
  for (const { kind, id, content, patch, below, settled } of changes) {
    await db
      .insertInto('published_change')
      .values({
        region,
        kind,
        definition_id: id,
        content,
        patch: patch ? JSON.stringify(patch) : null,
        below: below ?? null,
        settled: settled ? JSON.stringify(settled) : null,
      })
      .execute()
  }
  for (const layer of carried) await putCarried(tx, region, layer)
}

export async function putCarried({ db }: Tx, region: string, stored: StoredLayer): Promise<void> {
  const { settledIn: _, source = '', ...layer } = stored
  const row = { source, layer: JSON.stringify(layer) }
  await db
    .insertInto('carried_layer')
    .values({ region, bundle: layer.bundle?.id ?? '', ...row })
    .onConflict((conflict) => conflict.columns(['region', 'bundle']).doUpdateSet(row))
    .execute()
}

/** The regions in this one that have a layer or a release of their own, the wider ones first. */
export async function regionsBelow(db: Db, region: string): Promise<string[]> {
  const isWithin = [`${region}0`, `${region}:`] as const
  const [layers, publications] = await Promise.all([
    db
      .selectFrom('published_change')
      .select('region')
      .distinct()
      .where('region', '>=', isWithin[0])
      .where('region', '<', isWithin[1])
      .execute(),
    db
      .selectFrom('publication')
      .select('region')
      .distinct()
      .where('region', '>=', isWithin[0])
      .where('region', '<', isWithin[1])
      .execute(),
  ])
  return [...new Set([...layers, ...publications].map((row) => row.region))].sort()
}
