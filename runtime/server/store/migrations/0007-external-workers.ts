import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const tables = ({ key, moment }: ColumnTypes) => [
  `alter table job add column pauses text`,
  `alter table job add column worker ${key}`,
  `drop index job_run_at`,
  `create index job_type_run_at on job (type, run_at)`,
  `create table worker (id ${key} primary key, name ${key} not null unique, token_hash ${key} not null unique,
    types text not null, region ${key} not null, created_at ${moment} not null, created_by ${key} not null,
    seen_at ${moment}, revoked_at ${moment})`,
]

/** Jobs are taken type by type: those of plugins here, the others by workers over HTTP. */
export class ExternalWorkers extends Migration {
  override name = '0007-external-workers'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
