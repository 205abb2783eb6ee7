import type { Tx } from '../store/store.ts'

/** Puts the jobs and timers of a case that is suspended where nobody looks for what is due, or back again. */
export async function setAside({ db }: Tx, caseId: string, aside: boolean): Promise<void> {
  const suspended = aside ? 1 : 0
  await db.updateTable('job').set({ suspended }).where('case_id', '=', caseId).execute()
  await db.updateTable('timer').set({ suspended }).where('case_id', '=', caseId).execute()
}
