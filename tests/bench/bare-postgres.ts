import { grid } from '../runtime/server/rental-answers.ts'
import { type BareModel, caseOf } from './bare-model.ts'

interface Pool {
  readonly connect: () => Promise<Client>
  readonly end: () => Promise<void>
}

interface Client {
  readonly query: (query: { name?: string; text: string; values?: readonly unknown[] }) => Promise<{ rows: unknown[] }>
  readonly release: () => void
}

/**
 * Asks PostgreSQL through bare node-postgres what the completion of the model asked it, statement by statement, and writes
 * the same rows to a task's case. Statements are named, and what does not need another's outcome travels together.
 */
export async function barePostgres(url: string, model: BareModel, connections: number) {
  const pool = await poolOf(url, connections)
  const areas = [2, 4, 6, 9, 12, 15].map((length) => grid.slice(0, length))
  const { state, version, answers, closedAt, offeredTo, lines, audit } = model
  const rows = lines.map((_, row) => `(${Array.from({ length: 7 }, (_, at) => `$${row * 7 + at + 1}`).join(', ')})`)

  const finish = async (taskId: string) => {
    const caseId = caseOf(taskId)
    const stream = `case:${caseId}`
    const client = await pool.connect()
    const ask = (name: string, text: string, ...values: readonly unknown[]) => client.query({ name, text, values })
    const [, , , , , found] = await Promise.all([
      client.query({ text: 'begin' }),
      ask('release', 'select release, process_id from cases where id = $1', caseId),
      ask(
        'instance',
        `select c.id, region, process_id, release, started_by, status, state, version, history_count, suspended, hops
          from instance i join cases c on c.id = i.case_id where i.case_id = $1 for update`,
        caseId,
      ),
      ask('lock', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', stream),
      ask('last', 'select seq, hash from audit where stream = $1 order by seq desc limit 1', stream),
      ask('due', 'select assignee, roles, status, form_id, due from task where id = $1', taskId),
    ])
    await Promise.all([
      ask(
        'task',
        `update task set status = $1, closed_at = $2, completed_by = $3, completed_by_name = $4, answers = $5 where id = $6
          returning element_id, assignee, roles, due`,
        ...['completed', closedAt, 'bench', '测试', answers, taskId],
      ),
      ask(
        'offers',
        `delete from task_offer where task_id = $1 and due_key = $2 and offered_to = $3 and area in ($4, $5, $6, $7, $8, $9)`,
        ...[taskId, dueOf(found.rows), offeredTo, ...areas],
      ),
      ask('cases', 'update cases set status = $1, ended_at = $2 where id = $3', 'completed', closedAt, caseId),
      ask(
        'save',
        'update instance set state = $1, version = $2, history_count = $3 where case_id = $4 and version = $5 returning version',
        ...[state, version, 99, caseId, version - 1],
      ),
      ask(
        'history',
        `insert into history (case_id, seq, at, what, element_id, by_name, detail) values ${rows.join(', ')}`,
        ...lines.flatMap((line) => [caseId, line.seq, line.at, line.what, line.element_id, line.by_name, line.detail]),
      ),
      ask(
        'audit',
        'insert into audit (stream, seq, at, actor, action, subject, previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        ...[stream, 2, audit.at, audit.actor, audit.action, taskId, audit.previous_hash, audit.hash],
      ),
    ])
    await client.query({ text: 'commit' })
    client.release()
  }
  return { finish, end: () => pool.end() }
}

const dueOf = (rows: readonly unknown[]) => (rows as readonly { due: number }[])[0]?.due

/** A pool of the same driver, made by the library that makes the product's. */
async function poolOf(clientUrl: string, max: number): Promise<Pool> {
  const { MikroORM } = await import('@mikro-orm/postgresql')
  const orm = await MikroORM.init({
    clientUrl,
    pool: { min: 0, max },
    driverOptions: { pipeline: true },
    entities: [],
    discovery: { warnWhenNoEntities: false },
  })
  return (await orm.em.getConnection().getNativeClient()) as unknown as Pool
}
