import { Migration } from '@mikro-orm/migrations'
import { type ColumnTypes, columnTypesOf } from './column-types.ts'

const tables = ({ key, moment, bytes, clustered }: ColumnTypes) => [
  `create table user_account (id ${key} primary key, user_name ${key} not null unique, display_name text not null,
    password_hash text not null, created_at ${moment} not null)`,
  `create table role_grant (id ${key} primary key, user_id ${key} not null references user_account (id),
    role ${key} not null, region ${key} not null, unique (user_id, role, region))`,
  `create table session (token_hash ${key} primary key, user_id ${key} not null references user_account (id),
    created_at ${moment} not null, seen_at ${moment} not null)`,
  `create index session_seen_at on session (seen_at)`,
  `create table sign_in_attempt (key ${key} primary key, failures integer not null, last_at ${moment} not null)`,
  `create index sign_in_attempt_last_at on sign_in_attempt (last_at)`,

  `create table region (code ${key} primary key, name text not null, level text not null, parent ${key}, path text not null)`,
  `create index region_parent on region (parent, code)`,

  `create table installed_bundle (id ${key} primary key, version text not null, files text not null,
    installed_at ${moment} not null)`,
  `create table draft (region ${key} not null, kind ${key} not null, definition_id ${key} not null, content text not null,
    version integer not null, edited_by text not null, edited_at ${moment} not null, primary key (region, kind, definition_id))`,
  `create table published_change (region ${key} not null, kind ${key} not null, definition_id ${key} not null,
    content text not null, primary key (region, kind, definition_id))`,
  `create table stored_release (digest ${key} primary key, region ${key} not null, content text not null)`,
  `create table publication (region ${key} not null, number integer not null,
    digest ${key} not null references stored_release (digest), published_at ${moment} not null, published_by text not null,
    comment text not null, changed text not null, primary key (region, number))`,

  `create table case_number (prefix ${key} primary key, last integer not null)`,
  `create table cases (id ${key} primary key, number ${key} not null unique, number_reversed ${key} not null unique,
    title text not null, process_id ${key} not null, process_title text not null, region ${key} not null,
    status ${key} not null, release ${key} not null references stored_release (digest), started_at ${moment} not null,
    started_by ${key} not null, started_by_name text not null, ended_at ${moment}, start_element_id ${key} not null,
    start_form_id ${key}, start_answers text not null)`,
  `create index cases_started_by on cases (started_by, started_at, id)`,
  `create table instance (case_id ${key} primary key references cases (id), version integer not null, state text not null,
    history_count integer not null)`,
  `create table case_area (area ${key} not null, started_at ${moment} not null, case_id ${key} not null,
    primary key (area, started_at, case_id)) ${clustered}`,

  `create table task (id ${key} primary key, case_id ${key} not null references cases (id), element_id ${key} not null,
    name text not null, form_id ${key}, assignee ${key}, roles text not null, due ${moment}, priority integer not null,
    status ${key} not null, opened_at ${moment} not null, closed_at ${moment}, completed_by ${key}, completed_by_name text,
    answers text)`,
  `create index task_case on task (case_id, opened_at)`,
  `create table task_offer (offered_to ${key} not null, area ${key} not null, due_key ${moment} not null,
    task_id ${key} not null, process_id ${key} not null, primary key (offered_to, area, due_key, task_id)) ${clustered}`,

  `create table job (case_id ${key} not null references cases (id), job_id ${key} not null, element_id ${key} not null,
    type ${key} not null, headers text not null, variables text not null, retries_left integer not null,
    attempts integer not null, run_at ${moment} not null, lease ${key}, primary key (case_id, job_id))`,
  `create index job_run_at on job (run_at)`,
  `create table timer (case_id ${key} not null references cases (id), timer_id ${key} not null, element_id ${key} not null,
    due ${moment} not null, primary key (case_id, timer_id))`,
  `create index timer_due on timer (due)`,
  `create table incident (case_id ${key} not null references cases (id), incident_id ${key} not null,
    element_id ${key} not null, code ${key} not null, message text not null, raised_at ${moment} not null,
    closed_at ${moment}, primary key (case_id, incident_id))`,

  `create table history (case_id ${key} not null, seq integer not null, at ${moment} not null, what ${key} not null,
    element_id ${key}, by_name text, detail text, primary key (case_id, seq)) ${clustered}`,
  `create table audit (stream ${key} not null, seq integer not null, at ${moment} not null, actor ${key} not null,
    action ${key} not null, subject ${key} not null, previous_hash ${key} not null, hash ${key} not null,
    primary key (stream, seq)) ${clustered}`,

  `create table file (id ${key} primary key, name text not null, type ${key} not null, size integer not null,
    uploaded_by ${key} not null, uploaded_at ${moment} not null, case_id ${key})`,
  `create table file_content (file_id ${key} primary key references file (id), content ${bytes} not null)`,
  `create table answered_request (user_id ${key} not null, request_id ${key} not null, at ${moment} not null,
    case_id ${key} not null, primary key (user_id, request_id))`,
  `create table notice (id ${key} primary key, case_id ${key} not null, region ${key} not null, role ${key} not null,
    text text not null, at ${moment} not null)`,
  `create index notice_role_region on notice (role, region, at)`,
]

export class Foundation extends Migration {
  override name = '0001-foundation'

  override up(): void {
    for (const table of tables(columnTypesOf(this.driver))) this.addSql(table)
  }
}
