import { isDeepStrictEqual } from 'node:util'
import type { CaseDetail, CaseSummary, TaskSummary } from '#runtime/api'
import { receipt } from './errand.ts'
import type { Ledger } from './ledger.ts'
import { persistently, type Visitor } from './visitor.ts'

/** What people see is what was acknowledged. `admin` sees every case; the others do the tasks. */
export async function faultsSeen(admin: Visitor, workers: readonly Visitor[], ledger: Ledger): Promise<string[]> {
  const faults: string[] = []
  const listed = await all<CaseSummary>(admin, '/api/cases?limit=100')
  const known = new Map(
    ledger.starts.flatMap(({ acknowledged }) => (acknowledged ? [[acknowledged.caseId, acknowledged]] : [])),
  )
  const seen = new Set(listed.map(({ id }) => id))
  if (seen.size < listed.length) faults.push(`The list of cases names ${listed.length - seen.size} twice.`)
  for (const [id, { caseNumber }] of known) if (!seen.has(id)) faults.push(`Case ${caseNumber} is not listed.`)
  for (const { id, number, processId } of listed) {
    if (!known.has(id) && processId !== receipt) faults.push(`Nobody knows of the listed case ${number}.`)
  }

  const acknowledged = acknowledgedByCase(ledger)
  const open = new Set<string>()
  const queue = [...listed]
  const look = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const detail = await get<CaseDetail>(admin, `/api/cases/${next.id}`)
      for (const { id } of detail.openTasks) open.add(id)
      faults.push(...faultsOfDetail(detail, acknowledged.get(detail.id) ?? []))
    }
  }
  await Promise.all(Array.from({ length: 4 }, look))

  const inboxes = await Promise.all(workers.map((who) => all<TaskSummary>(who, '/api/tasks?limit=100')))
  const offered = inboxes.flat().map(({ id }) => id)
  if (!isDeepStrictEqual(new Set(offered), open)) {
    faults.push(`The inboxes offer ${offered.length} tasks, and ${open.size} are open.`)
  }
  return faults
}

/** The tasks whose completion was acknowledged. */
function acknowledgedByCase({ completions }: Ledger): Map<string, string[]> {
  const done = completions.filter(({ outcome }) => outcome === 'completed').map(({ taskId }) => taskId)
  return Map.groupBy(done, (taskId) => taskId.slice(0, taskId.indexOf('.')))
}

function faultsOfDetail(
  { number, processId, status, openTasks, forms, timeline }: CaseDetail,
  acknowledged: readonly string[],
) {
  const filled = forms.flatMap(({ taskId }) => (taskId === undefined ? [] : [taskId]))
  const completed = timeline.filter(({ what }) => what === 'taskCompleted').length
  return [
    ...(new Set(filled).size < filled.length ? [`Case ${number} shows a form twice.`] : []),
    ...(forms.length === filled.length + (processId === receipt ? 0 : 1)
      ? []
      : [`Case ${number} does not show the form it began with.`]),
    ...(completed === filled.length ? [] : [`Case ${number} shows ${filled.length} forms of ${completed} tasks.`]),
    ...(status !== 'open' && openTasks.length > 0 ? [`Case ${number} is ${status} and has open tasks.`] : []),
    ...acknowledged
      .filter((taskId) => !filled.includes(taskId))
      .map((taskId) => `Case ${number} does not show the form of task ${taskId}.`),
  ]
}

/** All pages of a list. */
async function all<T>(who: Visitor, path: string): Promise<T[]> {
  const items: T[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: { items: T[]; next?: string } = await get(
      who,
      next === '' ? path : `${path}&cursor=${encodeURIComponent(next)}`,
    )
    items.push(...page.items)
    next = page.next
  }
  return items
}

async function get<T>(who: Visitor, path: string): Promise<T> {
  const { status, body } = await persistently(() => who.request('GET', path))
  if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
  return body as T
}
