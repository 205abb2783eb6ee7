import type { InstanceState, Process } from '#engine'
import type { Db } from '../store/store.ts'

/** One process of a case with its state. */
export interface CaseInstances {
  readonly number: number
  readonly process: Process
  readonly state: InstanceState
}

interface OwnProcess {
  readonly id: string
  readonly processId: string
  /** JSON */
  readonly state: string
}

/** A case's own process and those that it has called, those that have ended left out but for its own. */
export async function instancesOf(
  db: Db,
  { id, processId, state }: OwnProcess,
  processes: ReadonlyMap<string, Process>,
): Promise<CaseInstances[]> {
  const called = await db
    .selectFrom('called_instance')
    .select(['number', 'process_id', 'state'])
    .where('case_id', '=', id)
    .where('active', '=', 1)
    .orderBy('number')
    .execute()
  return [{ number: 0, process_id: processId, state }, ...called].flatMap(({ number, process_id, state: text }) => {
    const process = processes.get(process_id)
    return process ? [{ number, process, state: JSON.parse(text) as InstanceState }] : []
  })
}
