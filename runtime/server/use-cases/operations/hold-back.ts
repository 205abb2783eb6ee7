import type { Addressed } from '../../execution/carry-out.ts'
import { setAside } from '../../execution/set-aside.ts'
import type { Tx } from '../../store/store.ts'
import type { Intent, Operating } from './operate.ts'

/** Held back by itself, or with all cases of its process. */
export const heldBack = { alone: 1, withProcess: 2 } as const

/** Holds a case back: nobody completes a task of it, and its jobs, timers and messages wait. */
export async function holdBack(operating: Operating, how: keyof typeof heldBack): Promise<Intent> {
  await setSuspended(operating, heldBack[how])
  return { action: 'suspend-case', what: 'suspended', commands: await toAll(operating, 'suspend') }
}

/** Lets it go on; what was due meanwhile happens now. */
export async function letGoOn(operating: Operating): Promise<Intent> {
  await setSuspended(operating, 0)
  // Messages may have come meanwhile.
  await operating.tx.db
    .updateTable('subscription')
    .set({ fresh: 1 })
    .where('case_id', '=', operating.loaded.id)
    .where('kind', '=', 'message')
    .execute()
  return { action: 'resume-case', what: 'resumed', commands: await toAll(operating, 'resume') }
}

async function setSuspended({ tx, loaded }: Operating, suspended: 0 | 1 | 2): Promise<void> {
  await tx.db.updateTable('instance').set({ suspended }).where('case_id', '=', loaded.id).execute()
  await setAside(tx, loaded.id, suspended !== 0)
}

/** A command to the case's own process and to all that it called. */
async function toAll({ tx, loaded, at }: Operating, type: 'suspend' | 'resume'): Promise<Addressed[]> {
  const called = await activeCalls(tx, loaded.id)
  return [0, ...called].map((call) => ({ call, command: { type, at } }))
}

async function activeCalls({ db }: Tx, caseId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('called_instance')
    .select('number')
    .where('case_id', '=', caseId)
    .where('active', '=', 1)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}
