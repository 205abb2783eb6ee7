import { type InferKyselyDB, MikroORM, SqliteDriver } from '@mikro-orm/sql'
import type { Kysely } from 'kysely'
import { entities } from './entities/index.ts'
import { migrations } from './migrations/index.ts'
import { type PostgresPool, postgresStore, readingPostgres } from './postgres-store.ts'
import type { Statement } from './prepared.ts'
import { readingSqlite, sqliteStore } from './sqlite-store.ts'
import { StoreUnavailableError, storeFailure } from './store-unavailable.ts'
import { WalSqliteDialect } from './wal-sqlite-dialect.ts'

export type Tables = InferKyselyDB<(typeof entities)[number]>
export type Db = Kysely<Tables>

/** Where queries are asked; the tables and columns are those of the entities. */
export interface Queries {
  readonly db: Db
  readonly dialect: Dialect
  /** Runs a statement that `prepared` has made. */
  readonly run: (statement: Statement, values: readonly unknown[]) => Promise<unknown[]>
}

/** One transaction. */
export interface Tx extends Queries {
  /** A change whose outcome the work does not need: it is done before the commit, which fails where the change does. */
  readonly soon: (change: Promise<unknown>) => void
}

export type Dialect = 'sqlite' | 'postgres'

/** Asked by itself, the store shows what was committed last. */
export interface Store extends Queries {
  readonly location: StoreLocation
  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. Work may run again, where PostgreSQL asks for it or
   * another piece of work in the same commit has failed, so it must change nothing but the store, and through `tx` alone.
   * @throws {StoreUnavailableError} when the database cannot be reached or written; what was stored before is unharmed.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** @throws {StoreUnavailableError} */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Where the data lies: a file of SQLite's, or the address of a PostgreSQL database and how many connections to it at most. */
export type StoreLocation = { readonly file: string } | { readonly url: string; readonly connections?: number }

const connectionsAtMost = 10

/** Opens the store and brings its tables up to date. Several nodes may do so at once on one PostgreSQL. */
export async function openStore(location: StoreLocation): Promise<Store> {
  if ('file' in location) {
    const orm = await sqliteOrm(location.file)
    try {
      await migrate(orm, 'sqlite')
    } finally {
      await orm.close(true)
    }
    return { location, ...sqliteStore(location.file) }
  }
  let pool: PostgresPool | undefined
  const { url, connections = connectionsAtMost } = location
  const orm = await postgresOrm(url, connections, (created) => {
    pool = created
  })
  await migrate(orm, 'postgres')
  if (!pool) throw new Error('The driver has made no pool of connections.')
  return { location, ...postgresStore(pool, () => orm.close(true)) }
}

/** A connection of its own to a store that is open elsewhere, for reading alone. */
export async function openForReading(location: StoreLocation): Promise<Db> {
  if ('file' in location) return readingSqlite(location.file).db
  let pool: PostgresPool | undefined
  const orm = await postgresOrm(location.url, 1, (created) => {
    pool = created
  })
  // The pool is made when it is first needed.
  await orm.em.getConnection().execute('select 1')
  if (!pool) throw new Error('The driver has made no pool of connections.')
  return readingPostgres(pool).db
}

type Orm = Awaited<ReturnType<typeof sqliteOrm>>

const common = {
  entities: [...entities],
  discovery: { warnWhenNoEntities: false },
  migrations: { migrationsList: migrations, snapshot: false, silent: true },
  logger: () => {},
}

async function sqliteOrm(file: string) {
  const { Migrator } = await import('@mikro-orm/migrations')
  return MikroORM.init({
    ...common,
    driver: SqliteDriver,
    dbName: file,
    driverOptions: new WalSqliteDialect(file),
    extensions: [Migrator],
  })
}

async function postgresOrm(url: string, max: number, onPool: (pool: PostgresPool) => void): Promise<Orm> {
  const [{ Migrator }, { PostgreSqlDriver }] = await Promise.all([
    import('@mikro-orm/migrations'),
    import('@mikro-orm/postgresql'),
  ])
  const orm = await MikroORM.init({
    ...common,
    driver: PostgreSqlDriver,
    clientUrl: url,
    pool: { min: 0, max },
    driverOptions: {
      connectionTimeoutMillis: 5_000,
      pipeline: true,
      onPoolCreated: (pool: PostgresPool) => {
        // Moments and counts are well below 2^53.
        pool.options.types.setTypeParser(20, Number)
        onPool(pool)
      },
    },
    extensions: [Migrator],
  })
  return orm as unknown as Orm
}

/** The number names the lock among all of PostgreSQL's advisory locks. */
const migrationLock = 330683

async function migrate(orm: Orm, dialect: Dialect) {
  try {
    if (dialect === 'sqlite') return void (await orm.migrator.up())
    await orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${migrationLock})`)
      await orm.migrator.up({ transaction: em.getTransactionContext() })
    })
  } catch (error) {
    throw storeFailure(error) ?? error
  }
}

export { StoreUnavailableError }
