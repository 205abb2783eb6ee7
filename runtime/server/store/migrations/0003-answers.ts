import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const week = 7 * 24 * 3_600_000

const tables = ({ key, moment, bytes }: ColumnTypes) => [
  `create table answer_draft (user_id ${key} not null, draft_id ${key} not null, case_id ${key}, process_id ${key} not null,
    region ${key} not null, release ${key} not null, form_id ${key} not null, answers text not null,
    version integer not null, saved_at ${moment} not null, discarded_at ${moment}, primary key (user_id, draft_id))`,
  `create index answer_draft_saved on answer_draft (user_id, saved_at, draft_id)`,
  `create index answer_draft_age on answer_draft (saved_at)`,
  `create index answer_draft_discarded on answer_draft (discarded_at) where discarded_at is not null`,
  `create table file_thumbnail (file_id ${key} primary key references file (id), type ${key} not null,
    content ${bytes} not null)`,
  `create table file_sight (user_id ${key} not null, file_id ${key} not null, until ${moment} not null,
    primary key (user_id, file_id))`,
  `create index file_sight_until on file_sight (until)`,
  `alter table file add column kept_until ${moment}`,
  `alter table file add column masked integer not null default 0`,
  `update file set kept_until = uploaded_at + ${week} where case_id is null`,
  `create index file_unattached on file (kept_until) where case_id is null`,
]

/** Drafts of answers, small pictures, files of masked answers. */
export class AnswersInWork extends Migration {
  override name = '0003-answers'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
