import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { brokenAuditLine, depsOn, openData, type Store } from '#runtime/server'
import { type CheckedCase, faultsOfCase } from './check-case.ts'
import { faultsOfMessages, faultsOfOperations } from './check-mending.ts'
import { receipt } from './errand.ts'
import type { Place } from './killable-server.ts'
import type { Completion, Ledger } from './ledger.ts'
import { readStored, type Stored } from './stored.ts'

/**
 * Holds the store against the ledger: what was acknowledged is there exactly once, nothing is there that nobody asked
 * for, and each case is exactly what its history leads to. No server may run.
 */
export async function checkStore(place: Place, ledger: Ledger): Promise<Checked> {
  const store = await openData(place)
  try {
    const stored = await readStored(store)
    const { releases } = depsOn(store)
    const faults = [
      ...(await faultsOfDatabase(store)),
      ...stored.orphans.map((row) => `This belongs to nothing: ${row}`),
      ...faultsOfStarts(stored, ledger),
      ...faultsOfNumbers(stored),
      ...faultsOfCompletions(stored, ledger),
    ]
    const sent: CheckedCase['sent'][number][] = []
    for (const one of stored.cases) {
      const { compiled } = await releases.ready(one.release)
      const checked = faultsOfCase((id) => compiled.processes.get(id) ?? unknown(id), one, stored.messages)
      faults.push(...checked.faults)
      sent.push(...checked.sent)
    }
    faults.push(...faultsOfMessages(stored, ledger, sent), ...faultsOfOperations(stored, ledger))
    for (const stream of stored.streams) {
      const broken = await brokenAuditLine(store.db, stream)
      if (broken !== undefined) faults.push(`The audit of ${stream} is broken at line ${broken}.`)
    }
    return { faults, counted: counted(stored) }
  } finally {
    await store.close()
  }
}

function unknown(id: string): never {
  throw new Error(`The release has no process "${id}".`)
}

export interface Checked {
  readonly faults: string[]
  /** What has happened in all, for whoever watches. */
  readonly counted: string
}

function counted({ cases }: Stored): string {
  const lines = cases.flatMap(({ history }) => history)
  const times = (what: string) => lines.filter((line) => line.what === what).length
  const jobs = cases.flatMap((one) => one.jobs)
  return (
    `${cases.length} cases, ${times('ended')} of them ended: ${times('taskCompleted')} tasks and ${times('jobCompleted')} jobs ` +
    `done, ${times('jobFailed')} failed, ${times('timerFired')} timers fired, ${times('messageReceived')} messages and ` +
    `${times('signalReceived')} signals received, ${jobs.length} jobs waiting, ${lines.length} lines of history`
  )
}

async function faultsOfDatabase({ db, dialect }: Store): Promise<string[]> {
  if (dialect !== 'sqlite') return []
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  return rows.filter((row) => row.integrity_check !== 'ok').map((row) => `SQLite says: ${row.integrity_check}`)
}

function faultsOfStarts({ cases, requests, users }: Stored, { starts }: Ledger): string[] {
  const faults: string[] = []
  const caseOf = new Map(cases.map((one) => [one.id, one]))
  const requestOf = new Map(requests.map((one) => [`${users.get(one.user_id)} ${one.request_id}`, one.case_id]))
  for (const { userName, requestId, acknowledged, answers } of starts) {
    const caseId = requestOf.get(`${userName} ${requestId}`)
    const found = caseId === undefined ? undefined : caseOf.get(caseId)
    if (!found) {
      if (acknowledged) faults.push(`Start ${requestId} was acknowledged as ${acknowledged.caseNumber}, and is lost.`)
      continue
    }
    const told = acknowledged && { caseId: found.id, caseNumber: found.number }
    if (!isDeepStrictEqual(told, acknowledged)) {
      faults.push(`Start ${requestId} was acknowledged as ${acknowledged?.caseNumber}, and is ${found.number}.`)
    }
    if (!holds(found.start_answers, answers)) faults.push(`Case ${found.number} was started with other answers.`)
    if (users.get(found.started_by) !== userName) faults.push(`Case ${found.number} was started by someone else.`)
  }
  const asked = new Set(starts.map(({ userName, requestId }) => `${userName} ${requestId}`))
  const wanted = new Set([...requestOf].flatMap(([request, caseId]) => (asked.has(request) ? [caseId] : [])))
  const begun = cases.filter(({ process_id }) => process_id !== receipt)
  for (const { id, number } of begun) if (!wanted.has(id)) faults.push(`Nobody asked for case ${number}.`)
  if (requests.length !== begun.length) faults.push(`${requests.length} requests have made ${begun.length} cases.`)
  return faults
}

function faultsOfNumbers({ cases, numbers }: Stored): string[] {
  const distinct = new Set(cases.map(({ number }) => number))
  const given = numbers.reduce((sum, { last }) => sum + last, 0)
  return [
    ...(distinct.size < cases.length ? [`${cases.length} cases share ${distinct.size} numbers.`] : []),
    ...(given === cases.length ? [] : [`${given} numbers were given to ${cases.length} cases.`]),
  ]
}

/** Each task that is completed is so by one completion that was asked for; the acknowledged one, where there is one. */
function faultsOfCompletions({ cases, users }: Stored, { completions }: Ledger): string[] {
  const faults: string[] = []
  const askedFor = Map.groupBy(completions, ({ taskId }) => taskId)
  const tasks = new Map(cases.flatMap((one) => one.tasks.map((task) => [task.id, task] as const)))
  for (const task of tasks.values()) {
    if (task.status === 'open') continue
    const isStored = ({ userName, answers }: Completion) =>
      users.get(task.completed_by ?? '') === userName && holds(task.answers ?? '{}', answers)
    const [stored, ...more] = (askedFor.get(task.id) ?? []).filter(isStored)
    if (!stored || more.length > 0) faults.push(`Nobody asked for task ${task.id} to be ${task.status} as it is.`)
    else if (stored.outcome === 'refused' && stored.unanswered === 0) {
      faults.push(`Task ${task.id} is completed by what was refused.`)
    }
  }
  for (const [taskId, asked] of askedFor) {
    const acknowledged = asked.filter(({ outcome }) => outcome === 'completed')
    const refused = asked.some(({ outcome }) => outcome === 'refused')
    const task = tasks.get(taskId)
    if (acknowledged.length > 1) faults.push(`Task ${taskId} was completed ${acknowledged.length} times.`)
    if (refused && task?.status === 'open') faults.push(`Task ${taskId} was refused as completed, and is open.`)
    for (const { answers } of acknowledged) {
      if (task?.status !== 'completed' || !holds(task.answers ?? '{}', answers)) {
        faults.push(`Completing task ${taskId} was acknowledged, and is lost.`)
      }
    }
  }
  return faults
}

/** True where the stored answers say all that was sent; what the form fills in by itself comes on top. */
function holds(stored: string, sent: Readonly<Record<string, unknown>>): boolean {
  const answers = JSON.parse(stored) as Record<string, unknown>
  return Object.entries(sent).every(([key, value]) => isDeepStrictEqual(answers[key], value))
}
