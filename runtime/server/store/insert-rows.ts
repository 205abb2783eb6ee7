import type { Insertable } from 'kysely'
import { prepared } from './prepared.ts'
import type { Queries, Tables } from './store.ts'

type Insert = (on: Queries, values: readonly unknown[]) => Promise<unknown>

const rowsAtOnce = 16

/** Adds rows to a table, many with one statement. The columns that are not named must have defaults. */
export function insertRows<T extends keyof Tables & string, C extends keyof Insertable<Tables[T]> & string>(
  table: T,
  columns: readonly C[],
) {
  /** `statements[3]` adds three rows. */
  const statements: Insert[] = []
  const statement = (rows: number): Insert =>
    prepared((db, values: readonly unknown[]) =>
      db.insertInto(table).values(
        Array.from({ length: rows }, (_, row) => {
          const cells = columns.map((column, at) => [column, values[row * columns.length + at]])
          return Object.fromEntries(cells) as Insertable<Tables[T]>
        }),
      ),
    )

  return async (on: Queries, rows: readonly Pick<Insertable<Tables[T]>, C>[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const some = rows.slice(from, from + rowsAtOnce)
      statements[some.length] ??= statement(some.length)
      await statements[some.length]!(
        on,
        some.flatMap((row) => columns.map((column) => row[column])),
      )
    }
  }
}
