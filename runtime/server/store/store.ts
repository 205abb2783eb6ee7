import { type InferKyselyDB, MikroORM, SqliteDriver } from '@mikro-orm/sql'
import { type Kysely, sql } from 'kysely'
import { entities } from './entities/index.ts'
import { migrations } from './migrations/index.ts'
import { StoreUnavailableError, storeFailure } from './store-unavailable.ts'
import { WalSqliteDialect } from './wal-sqlite-dialect.ts'
import { writeQueue } from './write-queue.ts'

export type Tables = InferKyselyDB<(typeof entities)[number]>
export type Db = Kysely<Tables>

/** One transaction; the tables and columns of its queries are those of the entities. */
export interface Tx {
  readonly db: Db
  readonly dialect: Dialect
}

export type Dialect = 'sqlite' | 'postgres'

export interface Store {
  readonly dialect: Dialect
  /** For reading outside a transaction. Inside `write`, use what it hands you: on SQLite anything else waits for itself. */
  readonly db: Db
  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. Work may run again where PostgreSQL asks for it,
   * so it must change nothing but the store.
   * @throws {StoreUnavailableError} when the database cannot be reached or written; what was stored before is unharmed.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** @throws {StoreUnavailableError} */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Where the data lies: a file of SQLite's, or the address of a PostgreSQL database. */
export type StoreLocation = { readonly file: string } | { readonly url: string }

/** Opens the store and brings its tables up to date. Several nodes may do so at once on one PostgreSQL. */
export async function openStore(location: StoreLocation): Promise<Store> {
  const dialect: Dialect = 'file' in location ? 'sqlite' : 'postgres'
  const orm = 'file' in location ? await sqliteOrm(location.file) : await postgresOrm(location.url)
  await migrate(orm, dialect)
  const client = () => orm.em.getConnection().getClient<Tables>()
  const run = dialect === 'sqlite' ? writeQueue(client) : oneByOne(client)

  return {
    dialect,
    db: client(),
    write: (work) => run((db) => work({ dialect, db })),
    ping: async () => {
      try {
        await sql`select 1`.execute(client())
      } catch (error) {
        throw storeFailure(error) ?? error
      }
    },
    close: () => orm.close(true),
  }
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

async function postgresOrm(url: string): Promise<Orm> {
  const [{ Migrator }, { PostgreSqlDriver }] = await Promise.all([
    import('@mikro-orm/migrations'),
    import('@mikro-orm/postgresql'),
  ])
  const orm = await MikroORM.init({
    ...common,
    driver: PostgreSqlDriver,
    clientUrl: url,
    pool: { min: 0, max: 10 },
    driverOptions: {
      connectionTimeoutMillis: 5_000,
      /** Moments and counts are well below 2^53. */
      onPoolCreated: (pool: Pool) => pool.options.types.setTypeParser(20, Number),
    },
    extensions: [Migrator],
  })
  return orm as unknown as Orm
}

interface Pool {
  readonly options: { readonly types: { setTypeParser(oid: number, parse: (text: string) => unknown): void } }
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

const attempts = 5

/** PostgreSQL: a connection each. What another node has spoiled is tried again. */
function oneByOne(client: () => Db) {
  return async <T>(work: (transaction: Db) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client().transaction().execute(work)
      } catch (error) {
        if (attempt < attempts && mayBeTriedAgain(error)) continue
        throw storeFailure(error) ?? error
      }
    }
  }
}

/** Serialization failure, deadlock. */
function mayBeTriedAgain(error: unknown) {
  return error instanceof Error && 'code' in error && ['40001', '40P01'].includes(String(error.code))
}

export { StoreUnavailableError }
