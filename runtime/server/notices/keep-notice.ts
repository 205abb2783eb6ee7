import type { Notice } from '#plugins'
import type { Store } from '../store/store.ts'

/** Stores a notice once, however often its job is run. */
export async function keepNotice(store: Store, notice: Notice, at: number): Promise<void> {
  const { id, caseId, region, role, text } = notice
  await store.write(async ({ db }) => {
    await db
      .insertInto('notice')
      .values({ id, case_id: caseId, region, role, text, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}
