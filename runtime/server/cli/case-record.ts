import type { CaseRecord, CompiledRelease } from '#definitions'
import { processFacts } from '#engine'
import type { Answers } from '#forms'
import { releasesIn } from '../releases/releases.ts'
import type { Db } from '../store/store.ts'

/** A case as people worked on it, with the release it was pinned to; undefined where there is none of this number. */
export async function caseRecord(
  db: Db,
  number: string,
): Promise<{ record: CaseRecord; compiled: CompiledRelease } | undefined> {
  const of = await db.selectFrom('cases').selectAll().where('number', '=', number).executeTakeFirst()
  if (!of) return undefined
  const { compiled } = await releasesIn(db).ready(of.release)
  const form = (id: string | null) => (id === null ? undefined : compiled.release.forms[id])
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('case_id', '=', of.id)
    .where('status', '=', 'completed')
    .execute()
  const tasks = rows.sort(asTheyWereDone).map(({ id, element_id, form_id, answers, opened_at, closed_at }) => ({
    id,
    elementId: element_id,
    form: form(form_id),
    answers: JSON.parse(answers ?? '{}') as Answers,
    openedAt: opened_at,
    closedAt: closed_at ?? opened_at,
  }))
  const record: CaseRecord = {
    processId: of.process_id,
    startedAt: of.started_at,
    ...(of.ended_at !== null && { endedAt: of.ended_at }),
    start: { form: form(of.start_form_id), answers: JSON.parse(of.start_answers) as Answers },
    tasks,
    received: await received(db, of.id, compiled),
  }
  return { record, compiled }
}

/** Of one moment, the task that was opened first: what is numbered later in an instance came later. */
function asTheyWereDone(left: DoneTask, right: DoneTask): number {
  const number = ({ id }: DoneTask) => Number(/\d+$/.exec(id)?.[0] ?? 0)
  return (left.closed_at ?? 0) - (right.closed_at ?? 0) || number(left) - number(right)
}

interface DoneTask {
  readonly id: string
  readonly closed_at: number | null
}

async function received(db: Db, caseId: string, { processes }: CompiledRelease): Promise<CaseRecord['received']> {
  const lines = await db
    .selectFrom('history')
    .select(['at', 'element_id'])
    .where('case_id', '=', caseId)
    .where('what', 'in', ['messageReceived', 'signalReceived'])
    .orderBy('seq')
    .execute()
  const known = new Map(
    [...processes.values()].flatMap((process) =>
      processFacts(process).receives.map((facts) => [facts.elementId, facts] as const),
    ),
  )
  return lines.flatMap(({ at, element_id }) => {
    const facts = known.get(element_id ?? '')
    return facts ? [{ at, kind: facts.kind, name: facts.name }] : []
  })
}
