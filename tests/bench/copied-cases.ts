import { DatabaseSync } from 'node:sqlite'

/** The tables of a case, each with the column that names the case, in the order in which rows may be added. */
const tables = [
  ['cases', 'id'],
  ['instance', 'case_id'],
  ['task', 'case_id'],
  ['timer', 'case_id'],
] as const
const atOnce = 50_000

/**
 * Fills an SQLite store with copies of one case: as many as are asked for, each under ids of its own. Of the tasks and
 * timers each is due at another moment, in no order. No server may run on it.
 */
export function copyCase(file: string, model: string, copies: number): void {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -400000')
  db.exec('create temp table copy (n integer primary key, id text, shift integer)')
  db.prepare(
    `with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ?)
      insert into copy select n, 'copy-' || printf('%08d', n), (n * 2654435761) % 1000003 * 1000 from counted`,
  ).run(copies)
  const columnsOf = (table: string) =>
    (db.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[]).map(({ name }) => name)

  for (let from = 1; from <= copies; from += atOnce) {
    db.exec('begin')
    for (const [table, key] of tables) {
      const columns = columnsOf(table)
      const values = columns.map((column) => copied(table, column, key))
      db.prepare(
        `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} m join copy c
          where m.${key} = ? and c.n between ? and ?`,
      ).run(model, from, from + atOnce - 1)
    }
    db.prepare(
      `insert into task_offer select offered_to, area, due_key + c.shift, c.id || substr(task_id, length(?) + 1), process_id
        from task_offer m join copy c where m.task_id like ? || '.%' and c.n between ? and ?`,
    ).run(model, model, from, from + atOnce - 1)
    db.exec('commit')
  }
  db.exec('analyze; pragma wal_checkpoint(truncate)')
  db.close()
}

function copied(table: string, column: string, key: string): string {
  if (column === key) return 'c.id'
  if (table === 'cases' && (column === 'number' || column === 'number_reversed')) return 'c.id'
  if (table === 'task' && column === 'id') return `c.id || substr(m.id, length(m.case_id) + 1)`
  return column === 'due' ? 'm.due + c.shift' : `m.${column}`
}
