import type { AbstractSqlDriver } from '@mikro-orm/sql'

/** How the two databases call the same column. */
export interface ColumnTypes {
  /** Ids, codes and words of ours: compared byte by byte, as our own code compares them. */
  readonly key: string
  readonly moment: string
  readonly bytes: string
  /** After a table whose rows live in its primary key. */
  readonly clustered: string
}

const sqlite: ColumnTypes = { key: 'text', moment: 'integer', bytes: 'blob', clustered: 'without rowid' }
const postgres: ColumnTypes = { key: 'text collate "C"', moment: 'bigint', bytes: 'bytea', clustered: '' }

export function columnTypesOf(driver: AbstractSqlDriver): ColumnTypes {
  return driver.constructor.name.startsWith('Postgre') ? postgres : sqlite
}
