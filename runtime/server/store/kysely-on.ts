import {
  type CompiledQuery,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Db } from './store.ts'

export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

/** Kysely for building queries; how they are run, and in which transaction, is ours. */
export function kyselyOn(dialect: 'sqlite' | 'postgres', execute: Execute): Db {
  const connection = { executeQuery: execute as <R>(query: CompiledQuery) => Promise<QueryResult<R>>, streamQuery }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  }
  return new Kysely({ dialect: { ...dialects[dialect], createDriver: () => driver } })
}

const dialects: Readonly<Record<'sqlite' | 'postgres', Omit<Dialect, 'createDriver'>>> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  },
}

async function refuse(): Promise<never> {
  throw new Error('Transactions are begun by `store.write`.')
}

// biome-ignore lint/correctness/useYield: nothing streams
async function* streamQuery(): AsyncIterableIterator<never> {
  throw new Error('Queries of the store are not streamed: walk pages by a cursor.')
}
