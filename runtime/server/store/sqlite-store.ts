import { kyselyOn } from './kysely-on.ts'
import type { Statement } from './prepared.ts'
import { onlyLooks, type SqliteConnection, sqliteConnection } from './sqlite-connection.ts'
import type { Store } from './store.ts'
import { transactionOn } from './transaction-on.ts'
import { writeQueue } from './write-queue.ts'

/**
 * A store in one file: one connection writes, transaction by transaction, another one reads what was committed and waits
 * for nobody. Its tables must be there.
 */
export function sqliteStore(file: string): Omit<Store, 'location'> {
  const writer = sqliteConnection(file)
  const reader = sqliteConnection(file, { forReading: true })
  const inTurn = writeQueue(writer)
  const writing = queriesOn(async (sql, values) => writer.run(sql, values))
  /** A change outside a transaction is one by itself. */
  const outside = queriesOn((sql, values) =>
    onlyLooks(sql) ? at(() => reader.run(sql, values)) : inTurn(async () => writer.run(sql, values)),
  )

  return {
    dialect: 'sqlite',
    ...outside,
    write: (work) => inTurn(() => transactionOn({ dialect: 'sqlite', ...writing }, work)),
    ping: async () => void reader.run('select 1', []),
    close: async () => {
      await inTurn(async () => {})
      reader.close()
      writer.close()
    },
  }
}

/** What was committed, over a connection of its own. */
export function readingSqlite(file: string): Pick<Store, 'db' | 'run'> {
  const reader = sqliteConnection(file, { forReading: true })
  return queriesOn((sql, values) => at(() => reader.run(sql, values)))
}

type Run = (sql: string, values: readonly unknown[]) => Promise<ReturnType<SqliteConnection['run']>>

function queriesOn(run: Run) {
  return {
    db: kyselyOn('sqlite', async ({ sql, parameters }) => {
      const { rows, changed, lastId } = await run(sql, parameters)
      return { rows, numAffectedRows: BigInt(changed), insertId: BigInt(lastId) }
    }),
    run: async ({ sql }: Statement, values: readonly unknown[]) => (await run(sql, values)).rows,
  }
}

async function at<T>(look: () => T): Promise<T> {
  return look()
}
