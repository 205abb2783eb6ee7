import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

const preparedAtMost = 500

/** One connection to an SQLite file. Statements are prepared once; each call has ended when it returns. */
export interface SqliteConnection {
  readonly run: (sql: string, values: readonly unknown[]) => Ran
  /** How many statements have run that were more than a look: two equal counts say that nothing was changed between. */
  readonly changes: () => number
  readonly inTransaction: () => boolean
  readonly close: () => void
}

export interface Ran {
  readonly rows: Record<string, unknown>[]
  readonly changed: number
  readonly lastId: number
}

/**
 * Set so that a commit that was answered survives a loss of power: write-ahead log with `synchronous = FULL`.
 * What a connection `forReading` is asked for never waits for a transaction and shows what was committed last.
 */
export function sqliteConnection(file: string, { forReading = false } = {}): SqliteConnection {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000')
  if (forReading) db.exec('pragma query_only = on')
  const prepared = new Map<string, Prepared>()
  let changes = 0

  const prepare = (sql: string): Prepared => {
    const made = { statement: db.prepare(sql), gives: givesRows(sql), looks: onlyLooks(sql) }
    if (prepared.size >= preparedAtMost) prepared.clear()
    prepared.set(sql, made)
    return made
  }

  return {
    run: (sql, values) => {
      const { statement, gives, looks } = prepared.get(sql) ?? prepare(sql)
      if (!looks) changes += 1
      if (gives) {
        const rows = statement.all(...(values as SQLInputValue[])) as Record<string, unknown>[]
        return { rows, changed: rows.length, lastId: 0 }
      }
      const { changes: changed, lastInsertRowid } = statement.run(...(values as SQLInputValue[]))
      return { rows: [], changed: Number(changed), lastId: Number(lastInsertRowid) }
    },
    changes: () => changes,
    inTransaction: () => db.isTransaction,
    close: () => {
      prepared.clear()
      db.close()
    },
  }
}

interface Prepared {
  readonly statement: StatementSync
  readonly gives: boolean
  readonly looks: boolean
}

export const givesRows = (sql: string): boolean =>
  /^\s*(select|pragma|explain|with)/i.test(sql) || /\breturning\b/i.test(sql)

/** True where the statement surely changes nothing. */
export const onlyLooks = (sql: string): boolean => /^\s*select\b/i.test(sql)
