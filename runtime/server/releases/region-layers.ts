import type { Layer, LayerChange, Patch } from '#definitions'
import { areasOf } from '../permissions/region-code.ts'
import type { Db, Tx } from '../store/store.ts'

/** The published layers of the regions that contain this one, itself included, from the outside in. */
export async function layersAbove(db: Db, region: string): Promise<Layer[]> {
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
    changes: changes.map(
      ({ kind, definition_id, content, patch, below }): LayerChange => ({
        kind: kind as LayerChange['kind'],
        id: definition_id,
        content,
        ...(patch !== null && { patch: JSON.parse(patch) as Patch }),
        ...(below !== null && { below }),
      }),
    ),
  }))
}

/** Makes these changes the layer of the region, in place of what was there. */
export async function putLayer({ db }: Tx, region: string, changes: readonly LayerChange[]): Promise<void> {
  await db.deleteFrom('published_change').where('region', '=', region).execute()
  for (const { kind, id, content, patch, below } of changes) {
    await db
      .insertInto('published_change')
      .values({
        region,
        kind,
        definition_id: id,
        content,
        patch: patch ? JSON.stringify(patch) : null,
        below: below ?? null,
      })
      .execute()
  }
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
