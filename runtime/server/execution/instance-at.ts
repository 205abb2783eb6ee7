import type { InstanceState, Process } from '#engine'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'

interface OwnInstance {
  readonly id: string
  readonly processId: string
  readonly state: InstanceState
}

/** The process and state behind an address in a case: its own, or those of a called process. */
export async function instanceAt(
  db: Db,
  of: OwnInstance,
  processes: ReadonlyMap<string, Process>,
  call: number,
): Promise<{ readonly process: Process; readonly state: InstanceState }> {
  if (call === 0) return { process: known(processes, of.processId), state: of.state }
  const row = await db
    .selectFrom('called_instance')
    .select(['process_id', 'state'])
    .where('case_id', '=', of.id)
    .where('number', '=', call)
    .executeTakeFirst()
  if (!row) throw new RefusedError('not-found')
  return { process: known(processes, row.process_id), state: JSON.parse(row.state) as InstanceState }
}

function known(processes: ReadonlyMap<string, Process>, id: string): Process {
  const process = processes.get(id)
  if (!process) throw new Error(`The release has no process "${id}".`)
  return process
}
