import type { Queries, Tx } from './store.ts'

/**
 * Runs `work` on the queries of a transaction that has begun, and waits for all that it has left under way.
 * @throws what went wrong behind its back, else what the work threw.
 */
export async function transactionOn<T>(queries: Queries, work: (tx: Tx) => Promise<T>): Promise<T> {
  const underWay: Promise<unknown>[] = []
  const tx: Tx = {
    ...queries,
    soon: (change) => {
      change.catch(() => {})
      underWay.push(change)
    },
  }
  try {
    return await work(tx)
  } finally {
    await allOf(underWay)
  }
}

/** Waits for each, and for those that are added meanwhile, also where one fails: nothing may outlive its transaction. */
async function allOf(underWay: readonly Promise<unknown>[]) {
  let failed: { readonly error: unknown } | undefined
  for (const change of underWay) {
    try {
      await change
    } catch (error) {
      failed ??= { error }
    }
  }
  if (failed) throw failed.error
}
