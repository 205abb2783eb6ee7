import { sql } from 'kysely'
import { areasOf } from '../permissions/region-code.ts'
import type { Db } from '../store/store.ts'

/** Whether cases of the process may not begin in the region: it is suspended there, or in a region that contains it. */
export async function isProcessSuspended(db: Db, processId: string, region: string): Promise<boolean> {
  const found = await db
    .selectFrom('process_suspension')
    .select('region')
    .where('process_id', '=', processId)
    .where('region', 'in', areasOf(region))
    .where('state', '!=', 'resuming')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A condition on `start_trigger`: its process is not suspended in its region. What it would begin waits. */
export const triggerNotSuspended = sql<boolean>`not exists (select 1 from process_suspension as s
  where s.process_id = start_trigger.process_id and s.state <> 'resuming'
  and substr(start_trigger.region, 1, length(s.region)) = s.region)`
