import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const tables = ({ key, moment, clustered }: ColumnTypes) => [
  `create table element_day (process_id ${key} not null, release ${key} not null, area ${key} not null, day integer not null,
    element_id ${key} not null, bucket integer not null, count ${moment} not null, total ${moment} not null,
    primary key (process_id, release, area, day, element_id, bucket)) ${clustered}`,
  `create table element_standing (process_id ${key} not null, release ${key} not null, area ${key} not null,
    element_id ${key} not null, waiting ${moment} not null, incidents ${moment} not null,
    primary key (process_id, release, area, element_id)) ${clustered}`,
  `alter table instance add column counted_version integer not null default 0`,
  `alter table instance add column counted_lines integer not null default 0`,
  `alter table instance add column counted_standing text`,
  `create index instance_uncounted on instance (case_id) where counted_version < version`,
]

/** Figures of elements. Cases that were there before are counted after the start. */
export class Statistics extends Migration {
  override name = '0008-statistics'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
