import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const tables = ({ key, moment }: ColumnTypes) => [
  `alter table task add column release ${key}`,
  `alter table cases add column start_release ${key}`,
  `create table case_hold (case_id ${key} primary key references cases (id), reason text not null,
    by_name text not null, at ${moment} not null)`,
  `create table process_suspension (region ${key} not null, process_id ${key} not null, cases_too integer not null,
    state ${key} not null, reason text not null, by_id ${key} not null, by_name text not null, at ${moment} not null,
    primary key (region, process_id))`,
  `create table migration_run (id ${key} primary key, region ${key} not null, from_release ${key},
    to_release ${key} not null references stored_release (digest), migration text, state ${key} not null,
    total integer not null, reason text not null, by_id ${key} not null, by_name text not null, at ${moment} not null,
    ended_at ${moment})`,
  `create index migration_run_region on migration_run (region, at, id)`,
  `create index migration_run_open on migration_run (at) where state in ('planning', 'running', 'undoing')`,
  `create table migrated_case (run_id ${key} not null references migration_run (id), case_id ${key} not null,
    outcome ${key} not null, verdict ${key}, reasons text not null, before text, version_after integer,
    primary key (run_id, case_id))`,
  `create index migrated_case_outcome on migrated_case (run_id, outcome, verdict, case_id)`,
  `create index migrated_case_case on migrated_case (case_id)`,
  `create index cases_open on cases (region, process_id, release, id) where status = 'open'`,
]

/** Holds, suspended processes, migrations, and the release a form was filled on. */
export class Operations extends Migration {
  override name = '0005-operations'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
