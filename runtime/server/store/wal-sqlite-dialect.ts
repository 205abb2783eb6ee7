import { SqliteDialect } from 'kysely'
import { givesRows, type SqliteConnection, sqliteConnection } from './sqlite-connection.ts'

/** Our SQLite as MikroORM takes it, which makes and changes the tables. */
export class WalSqliteDialect extends SqliteDialect {
  constructor(file: string) {
    super({ database: async () => databaseOn(sqliteConnection(file)) })
  }
}

/** The face of a database that Kysely's SQLite driver expects. */
function databaseOn({ run, inTransaction, close }: SqliteConnection) {
  return {
    prepare: (query: string) => {
      // Taking the lock at once is what keeps a second process from spoiling the transaction later.
      const sql = query === 'begin' ? 'begin immediate' : query
      const rows = (values: readonly unknown[]) => run(sql, values).rows
      return {
        reader: givesRows(sql),
        all: rows,
        iterate: (values: readonly unknown[]) => rows(values).values(),
        run: (values: readonly unknown[]) => {
          // A full disk has ended the transaction already (sqlite.org/lang_transaction.html, 3.1).
          if (sql === 'rollback' && !inTransaction()) return { changes: 0, lastInsertRowid: 0 }
          const { changed, lastId } = run(sql, values)
          return { changes: changed, lastInsertRowid: lastId }
        },
      }
    },
    close,
  }
}
