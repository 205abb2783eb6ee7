import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const tables = ({ key, moment }: ColumnTypes) => [
  `alter table instance add column suspended integer not null default 0`,
  `alter table instance add column hops integer not null default 0`,
  `create table called_instance (case_id ${key} not null references cases (id), number integer not null,
    process_id ${key} not null, caller integer not null, call_id ${key} not null, depth integer not null,
    active integer not null, state text not null, primary key (case_id, number))`,
  `create table subscription (case_id ${key} not null references cases (id), subscription_id ${key} not null,
    element_id ${key} not null, kind ${key} not null, name ${key} not null, correlation_key ${key}, region ${key} not null,
    fresh integer not null, opened_at ${moment} not null, primary key (case_id, subscription_id))`,
  `create index subscription_waits on subscription (kind, name, correlation_key, opened_at)`,
  `create index subscription_fresh on subscription (opened_at) where fresh = 1`,
  `create table message (id ${key} primary key, kind ${key} not null, name ${key} not null, correlation_key ${key},
    variables text not null, area ${key} not null, status ${key} not null, at ${moment} not null,
    expires_at ${moment} not null, hops integer not null)`,
  `create index message_new on message (at) where status = 'new'`,
  `create index message_waiting on message (name, at) where status = 'waiting'`,
  `create index message_at on message (at)`,
  `create table signal_delivery (message_id ${key} not null references message (id), case_id ${key} not null,
    subscription_id ${key} not null, primary key (message_id, case_id, subscription_id))`,
  `create table start_trigger (region ${key} not null, number integer not null,
    release ${key} not null references stored_release (digest), process_id ${key} not null, element_id ${key} not null,
    kind ${key} not null, name ${key}, due ${moment}, every ${key}, remaining integer, primary key (region, number))`,
  `create index start_trigger_due on start_trigger (due) where due is not null`,
  `create index start_trigger_name on start_trigger (kind, name)`,
  `create index incident_open on incident (raised_at, case_id, incident_id) where closed_at is null`,
]

/** Messages, signals and calls between processes, and what operators do. */
export class BetweenCases extends Migration {
  override name = '0002-between-cases'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
