import type { Queries, Tx } from './store.ts'

/**
 * Runs `work` on the queries of a transaction that has begun, and waits for what it has left under way.
 * @throws what the work threw, else the first of what went wrong behind its back.
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
    await Promise.all(underWay)
  }
}
