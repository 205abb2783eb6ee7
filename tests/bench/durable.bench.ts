import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { pino } from 'pino'
import { completeTask, depsOn, installShippedDemo, openData, type Store, startCase } from '#runtime/server'
import type { Figure } from '../../scripts/bench.ts'
import { grid, noHazards, registration } from '../runtime/server/rental-answers.ts'

const completions = 1500
const inFlight = 16
const worker = {
  id: 'bench',
  userName: 'bench',
  displayName: '测试',
  grants: ['grid_worker', 'community_staff'].map((role) => ({ role, region: '330683' })),
}

/**
 * Task completions a second through the real use case: permission, form, engine step, then state, task, offers, case,
 * history and audit in one transaction. The baseline commits the same rows, as many to a transaction, by bare `node:sqlite`.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-durable-'))
  const store = await openData({ data })
  try {
    await installShippedDemo(store, Date.now())
    const deps = depsOn(store, { log: pino({ level: 'silent' }) })
    const complete = completeTask(deps)
    const finish = (taskId: string) => complete({ user: worker, taskId, answers: noHazards })
    const tasksOf = openTasks(store, startCase(deps))

    await inTurn(await tasksOf('warm-up', 300), finish)
    const one = await rateOf(await tasksOf('one-by-one', completions), (tasks) => inTurn(tasks, finish))
    const together = await rateOf(await tasksOf('together', completions), (tasks) => inLanes(tasks, inFlight, finish))
    const done = await store.db
      .selectFrom('cases')
      .select('id')
      .where('status', '=', 'completed')
      .limit(1)
      .executeTakeFirstOrThrow()
    const left = await tasksOf('bare', completions + 300)
    const commit = bareCommit(join(data, 'gezhi.db'), done.id)
    for (const taskId of left.slice(0, 300)) commit(taskId)
    const bare = await rateOf(left.slice(300), async (tasks) => {
      for (const taskId of tasks) commit(taskId)
    })

    report({ name: 'sqlite-one', value: one, unit: '1/s', baseline: bare, ratio: one / bare })
    report({ name: `sqlite-${inFlight}`, value: together, unit: '1/s', baseline: one, ratio: together / one })
  } finally {
    await store.close()
    rmSync(data, { recursive: true, force: true })
  }
}

function openTasks(store: Store, start: ReturnType<typeof startCase>) {
  return async (name: string, count: number): Promise<string[]> => {
    const requests = Array.from({ length: count }, (_, at) => `${name}-request-${at}`)
    const region = grid
    const started = requests.map((requestId) =>
      start({ user: worker, processId: 'rental-housing', region, answers: registration, requestId }),
    )
    const ids = new Set((await Promise.all(started)).map(({ caseId }) => caseId))
    const tasks = await store.db.selectFrom('task').select(['id', 'case_id']).where('status', '=', 'open').execute()
    return tasks.filter(({ case_id }) => ids.has(case_id)).map(({ id }) => id)
  }
}

async function rateOf(tasks: readonly string[], work: (tasks: readonly string[]) => Promise<void>): Promise<number> {
  const began = performance.now()
  await work(tasks)
  return (tasks.length / (performance.now() - began)) * 1000
}

async function inTurn(tasks: readonly string[], finish: (taskId: string) => Promise<unknown>) {
  for (const taskId of tasks) await finish(taskId)
}

async function inLanes(tasks: readonly string[], lanes: number, finish: (taskId: string) => Promise<unknown>) {
  const left = [...tasks]
  const lane = async () => {
    for (let taskId = left.pop(); taskId; taskId = left.pop()) await finish(taskId)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Writes to a task's case what the completion of `model`, a finished case, wrote to its own. */
function bareCommit(file: string, model: string) {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000')
  const first = <T>(text: string, ...values: SQLInputValue[]) => db.prepare(text).get(...values) as T
  const { state, version } = first<{ state: string; version: number }>(
    'select state, version from instance where case_id = ?',
    model,
  )
  const { answers, opened_at } = first<{ answers: string; opened_at: number }>(
    'select answers, opened_at from task where case_id = ?',
    model,
  )
  const { closed_at } = first<{ closed_at: number }>('select closed_at from task where case_id = ?', model)
  const lines = db
    .prepare('select seq, at, what, element_id, by_name, detail from history where case_id = ? and at = ? order by seq')
    .all(model, closed_at) as Record<string, SQLInputValue>[]
  const audit = first<Record<string, SQLInputValue>>(
    'select * from audit where stream = ? and seq = 2',
    `case:${model}`,
  )
  if (closed_at === opened_at || lines.length === 0) throw new Error('The model case shows no completion of its own.')

  const begin = db.prepare('begin immediate')
  const task = db.prepare(
    'update task set status = ?, closed_at = ?, completed_by = ?, completed_by_name = ?, answers = ? where id = ?',
  )
  const offers = db.prepare(
    'delete from task_offer where task_id = ? and due_key = ? and offered_to = ? and area in (?, ?, ?, ?, ?, ?)',
  )
  const due = db.prepare('select due, roles from task where id = ?')
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
    const caseId = taskId.slice(0, taskId.indexOf('.'))
    const open = due.get(taskId) as { due: number; roles: string }
    begin.run()
    task.run('completed', closed_at, 'bench', '测试', answers, taskId)
    offers.run(taskId, open.due, `role:${(JSON.parse(open.roles) as string[])[0]}`, ...areas)
    cases.run('completed', closed_at, caseId)
    instance.run(state, version, 99, caseId, version - 1)
    history.run(
      ...lines.flatMap((line) => [
        caseId,
        line.seq!,
        line.at!,
        line.what!,
        line.element_id!,
        line.by_name!,
        line.detail!,
      ]),
    )
    audits.run(`case:${caseId}`, 2, audit.at!, audit.actor!, audit.action!, taskId, audit.previous_hash!, audit.hash!)
    commit.run()
  }
}
