import { Migration } from '@mikro-orm/migrations'

/**
 * What is due is found by walking an index in its order, whatever else waits: jobs and timers of suspended cases stand
 * apart, and so do jobs under a lease.
 */
export class WaitingWork extends Migration {
  override name = '0012-waiting-work'

  override up(): void {
    for (const table of ['job', 'timer']) {
      this.addSql(`alter table ${table} add column suspended integer not null default 0`)
      this.addSql(`update ${table} set suspended = 1 where exists (select 1 from instance
        where instance.case_id = ${table}.case_id and instance.suspended <> 0)`)
    }
    this.addSql(`drop index job_type_run_at`)
    this.addSql(`create index job_due on job (type, suspended, run_at)`)
    this.addSql(`create index job_leased on job (run_at) where lease is not null`)
    this.addSql(`drop index timer_due`)
    this.addSql(`create index timer_waiting on timer (suspended, due)`)
  }
}
