import { DatabaseSync } from 'node:sqlite'
import { grid } from '../runtime/server/rental-answers.ts'
import { type BareModel, caseOf } from './bare-model.ts'

/** Writes to a task's case by bare `node:sqlite` what the completion of the model wrote to its own. */
export function bareSqlite(file: string, { state, version, answers, closedAt, offeredTo, lines, audit }: BareModel) {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000')
  const begin = db.prepare('begin immediate')
  const due = db.prepare('select due from task where id = ?')
  const task = db.prepare(
    'update task set status = ?, closed_at = ?, completed_by = ?, completed_by_name = ?, answers = ? where id = ?',
  )
  const offers = db.prepare(
    'delete from task_offer where task_id = ? and due_key = ? and offered_to = ? and area in (?, ?, ?, ?, ?, ?)',
  )
  const cases = db.prepare('update cases set status = ?, ended_at = ? where id = ?')
  const instance = db.prepare(
    'update instance set state = ?, version = ?, history_count = ? where case_id = ? and version = ?',
  )
  const history = db.prepare(
    `insert into history (case_id, seq, at, what, element_id, by_name, detail) values ${lines.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
  )
  const audits = db.prepare(
    'insert into audit (stream, seq, at, actor, action, subject, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const commit = db.prepare('commit')
  const areas = [2, 4, 6, 9, 12, 15].map((length) => grid.slice(0, length))

  return (taskId: string) => {
    const caseId = caseOf(taskId)
    begin.run()
    const open = due.get(taskId) as { due: number }
    task.run('completed', closedAt, 'bench', '测试', answers, taskId)
    offers.run(taskId, open.due, offeredTo, ...areas)
    cases.run('completed', closedAt, caseId)
    instance.run(state, version, 99, caseId, version - 1)
    history.run(
      ...lines.flatMap(({ seq, at, what, element_id, by_name, detail }) => [
        caseId,
        seq,
        at,
        what,
        element_id,
        by_name,
        detail,
      ]),
    )
    audits.run(`case:${caseId}`, 2, audit.at, audit.actor, audit.action, taskId, audit.previous_hash, audit.hash)
    commit.run()
  }
}
