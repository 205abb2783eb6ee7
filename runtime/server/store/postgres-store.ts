import type { CompiledQuery } from 'kysely'
import { kyselyOn } from './kysely-on.ts'
import type { Statement } from './prepared.ts'
import type { Queries, Store } from './store.ts'
import { storeFailure } from './store-unavailable.ts'
import { transactionOn } from './transaction-on.ts'

/** What is used of a pool of node-postgres. Its connections must pipeline: what is asked for together travels together. */
export interface PostgresPool {
  readonly query: Query
  readonly connect: () => Promise<PostgresClient>
  readonly options: { readonly types: { setTypeParser(oid: number, parse: (text: string) => unknown): void } }
}

interface PostgresClient {
  readonly query: Query
  readonly release: (broken?: boolean) => void
}

type Query = (query: {
  readonly name?: string
  readonly text: string
  readonly values: readonly unknown[]
}) => Promise<{ readonly rows: Record<string, unknown>[]; readonly rowCount: number | null }>

const attempts = 5

/** A store on PostgreSQL: a connection each transaction. What another node has spoiled is tried again. */
export function postgresStore(pool: PostgresPool, close: () => Promise<void>): Omit<Store, 'location'> {
  const outside = queriesOn(pool)
  const known = new WeakMap<PostgresClient, Queries>()
  const on = (client: PostgresClient) => {
    const queries = known.get(client) ?? queriesOn(client)
    known.set(client, queries)
    return queries
  }

  return {
    ...outside,
    write: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await inTransaction(pool, (client) => transactionOn(on(client), work))
        } catch (error) {
          if (attempt < attempts && mayBeTriedAgain(error)) continue
          throw storeFailure(error) ?? error
        }
      }
    },
    ping: async () => {
      try {
        await pool.query({ text: 'select 1', values: [] })
      } catch (error) {
        throw storeFailure(error) ?? error
      }
    },
    close,
  }
}

/** What was committed, over connections of these. */
export const readingPostgres = (pool: Pick<PostgresPool, 'query'>): Queries => queriesOn(pool)

async function inTransaction<T>(pool: PostgresPool, work: (client: PostgresClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    // Not waited for: it travels with the first query.
    const begun = client.query({ text: 'begin', values: [] })
    begun.catch(() => {})
    const value = await work(client)
    await begun
    await client.query({ text: 'commit', values: [] })
    return value
  } catch (error) {
    broken = isOutdated(error)
    await client.query({ text: 'rollback', values: [] }).catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function queriesOn(on: { readonly query: Query }): Queries {
  return {
    dialect: 'postgres',
    db: kyselyOn('postgres', async ({ sql, parameters }: CompiledQuery) => {
      const { rows, rowCount } = await on.query({ text: sql, values: parameters })
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    }),
    run: async ({ name, sql }: Statement, values: readonly unknown[]) =>
      (await on.query({ name, text: sql, values })).rows,
  }
}

/** Serialization failure, deadlock; a statement that another node's upgrade has outdated. */
function mayBeTriedAgain(error: unknown) {
  return ['40001', '40P01'].includes(codeOf(error)) || isOutdated(error)
}

/** The tables have changed since the connection prepared the statement, or a pooler between has mixed connections up. */
function isOutdated(error: unknown) {
  return ['0A000', '26000'].includes(codeOf(error))
}

function codeOf(error: unknown) {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
