import type { Db, Tx } from '../store/store.ts'
import { regionsBelow } from './region-layers.ts'

/** Notes that something changed under the regions in this one that have releases or layers of their own. */
export async function markBelow(tx: Tx, region: string, now: number): Promise<void> {
  for (const below of await regionsBelow(tx.db, region)) await markDue(tx, below, now)
  await tx.db.deleteFrom('region_upgrade').where('region', '=', region).execute()
}

/** Notes that something changed under the region. */
export async function markDue({ db }: Tx, region: string, now: number): Promise<void> {
  const row = { since: now, status: 'due', why: null }
  await db
    .insertInto('region_upgrade')
    .values({ region, ...row })
    .onConflict((conflict) => conflict.column('region').doUpdateSet(row))
    .execute()
}

/** Whether the region must decide something before it can follow what changed below it. */
export async function upgradeWaits(db: Db, region: string): Promise<boolean> {
  const row = await db
    .selectFrom('region_upgrade')
    .select('status')
    .where('region', '=', region)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  return row !== undefined
}
