import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

const preparedAtMost = 500

/**
 * Node's own SQLite for Kysely and MikroORM, set so that a commit that was answered survives a loss of power:
 * write-ahead log with `synchronous = FULL`. Statements are prepared once.
 */
export class WalSqliteDialect extends SqliteDialect {
  constructor(file: string) {
    super({ database: async () => openDatabase(file) })
  }
}

function openDatabase(file: string) {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000')
  const prepared = new Map<string, ReturnType<typeof statement>>()

  return {
    prepare(query: string) {
      // Every transaction of ours writes: taking the lock at once is what keeps a second process from spoiling it.
      const text = query === 'begin' ? 'begin immediate' : query
      // A full disk has ended the transaction already (sqlite.org/lang_transaction.html, 3.1).
      if (text === 'rollback' && !db.isTransaction) return nothing
      const known = prepared.get(text)
      if (known) return known
      const made = statement(db.prepare(text), text)
      if (prepared.size >= preparedAtMost) prepared.clear()
      prepared.set(text, made)
      return made
    },
    close: () => {
      prepared.clear()
      db.close()
    },
  }
}

const nothing = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

/** The face of a statement that Kysely's SQLite driver expects. */
function statement(prepared: StatementSync, text: string) {
  return {
    reader: /^\s*(select|pragma|explain|with)/i.test(text) || /\breturning\b/i.test(text),
    all: (values: readonly unknown[]) => prepared.all(...(values as SQLInputValue[])),
    run: (values: readonly unknown[]) => prepared.run(...(values as SQLInputValue[])),
    iterate: (values: readonly unknown[]) => prepared.iterate(...(values as SQLInputValue[])),
  }
}
