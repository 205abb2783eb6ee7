import { type InstanceState, overview, type Process } from '#engine'
import type { LocalizedText } from '#findings'
import type { Answers } from '#forms'
import type { CaseDetail } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { factsOf } from '../execution/process-facts.ts'
import type { LineDetail } from '../execution/timeline.ts'
import { caseView } from '../masks/case-view.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { writeAudit } from '../store/audit.ts'
import type { Db } from '../store/store.ts'
import { asksSensitive, formForBrowser } from './form-for-browser.ts'
import { caseColumns, caseSummary } from './list-cases.ts'
import { taskColumns, taskSummary } from './task-summary.ts'
import { timeline } from './timeline.ts'

export interface ReadCase {
  readonly user: SignedIn
  readonly caseId: string
}

/** A case with its timeline and every form as it was filled. @throws {RefusedError} `not-found`. */
export function readCase(deps: Deps) {
  const { store, releases, regions, clock } = deps

  return async ({ user, caseId }: ReadCase): Promise<CaseDetail> => {
    const row = await visibleCase(store.db, user, caseId)
    const ready = await releases.ready(row.release)
    const process = await releases.process(row.release, row.process_id)
    const [tasks, lines, { state }] = await Promise.all([
      store.db
        .selectFrom('task')
        .innerJoin('cases', 'cases.id', 'task.case_id')
        .select(taskColumns)
        .select(['task.form_id', 'task.release', 'task.answers', 'task.closed_at', 'task.completed_by_name'])
        .where('task.case_id', '=', caseId)
        .orderBy('task.opened_at')
        .execute(),
      store.db.selectFrom('history').selectAll().where('case_id', '=', caseId).orderBy('seq').execute(),
      store.db.selectFrom('instance').select('state').where('case_id', '=', caseId).executeTakeFirstOrThrow(),
    ])
    const own = lines.filter(({ detail }) => detail === null || (JSON.parse(detail) as LineDetail).call === undefined)
    const names = await regions.names([row.region])
    const earlier = earlierReleases(lines)
    const readyOf = await readyReleases(releases, ready, [row.start_release, ...tasks.map((task) => task.release)])
    const forms = filledForms(readyOf, process, row, tasks)
    const view = await caseView(ready, {
      user,
      region: row.region,
      processId: row.process_id,
      filled: async () => forms,
    })
    const now = clock.now()
    if (forms.some(({ form }) => asksSensitive(form))) {
      const entry = { stream: `case:${caseId}`, at: now, actor: user.id, action: 'open-case', subject: caseId }
      await store.write((tx) => writeAudit(tx, entry))
    }
    return {
      ...caseSummary(row, names),
      release: row.release,
      openTasks: tasks.filter(({ status }) => status === 'open').map((task) => taskSummary(task, names, now)),
      elements: elements(process, JSON.parse(state) as InstanceState, own),
      flowsTaken: [
        ...new Set(own.flatMap(({ what, element_id }) => (what === 'flowTaken' && element_id ? [element_id] : []))),
      ],
      historyLevel: process.historyLevel,
      timeline: view.hide(timeline(lines, await titlesOf(releases, row, earlier), ready.release.roles)),
      forms: forms.map(({ facts, form, answers, of }) => {
        const shown = view.show(form, answers)
        return {
          ...{ ...facts, form: formForBrowser(of, form) },
          ...{ answers: { ...shown.answers }, masked: [...shown.masked] },
        }
      }),
      mayReveal: view.sight !== 'masked',
    }
  }
}

/** The case where the user may see it. @throws {RefusedError} `not-found` otherwise: whether it exists is not told. */
export async function visibleCase(db: Db, user: SignedIn, caseId: string) {
  const row = await db
    .selectFrom('cases')
    .select(caseColumns)
    .select(['release', 'started_by', 'start_element_id', 'start_form_id', 'start_answers', 'start_release'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row || !accessOf(user).maySeeCase({ region: row.region, startedBy: row.started_by })) {
    throw new RefusedError('not-found')
  }
  return row
}

function elements(
  process: Process,
  state: InstanceState,
  lines: readonly { what: string; element_id: string | null }[],
) {
  const times = new Map<string, number>()
  for (const { what, element_id } of lines) {
    if (what === 'left' && element_id) times.set(element_id, (times.get(element_id) ?? 0) + 1)
  }
  const standing = new Map(overview(process, state).map((one) => [one.elementId, one.state]))
  return [...new Set([...times.keys(), ...standing.keys()])].map((elementId) => ({
    elementId,
    state: standing.get(elementId) ?? ('done' as const),
    times: times.get(elementId) ?? 0,
  }))
}

interface CompletedTask {
  readonly id: string
  readonly element_id: string
  readonly name: string
  readonly status: string
  readonly form_id: string | null
  readonly release: string | null
  readonly answers: string | null
  readonly closed_at: number | null
  readonly completed_by_name: string | null
}

type StartOf = Awaited<ReturnType<typeof visibleCase>>

/** The releases a case was on before it was moved, as its history tells. */
function earlierReleases(lines: readonly { readonly what: string; readonly detail: string | null }[]): string[] {
  const told = lines
    .filter(({ what }) => what === 'migrated' || what === 'migrationUndone')
    .map(({ detail }) => (JSON.parse(detail ?? '{}') as LineDetail).release)
  return [...new Set(told.filter((release) => release !== undefined))]
}

/** What the elements of a case are called, those included that only an earlier version of its process has. */
async function titlesOf(
  releases: Deps['releases'],
  { release, process_id }: { readonly release: string; readonly process_id: string },
  earlier: readonly string[],
): Promise<ReadonlyMap<string, LocalizedText>> {
  const process = await releases.process(release, process_id)
  if (earlier.length === 0) return factsOf(process).titles
  const older = await Promise.all(earlier.map((digest) => releases.process(digest, process_id)))
  return new Map([...older, process].flatMap((each) => [...factsOf(each).titles]))
}

/** A form is shown by the release it was filled on; null stands for the case's own. */
type ReadyOf = (digest: string | null) => ReadyRelease

async function readyReleases(
  releases: Deps['releases'],
  own: ReadyRelease,
  digests: readonly (string | null)[],
): Promise<ReadyOf> {
  const others = [...new Set(digests.filter((digest) => digest !== null))]
  const ready = new Map(
    await Promise.all(others.map(async (digest) => [digest, await releases.ready(digest)] as const)),
  )
  return (digest) => (digest === null ? own : (ready.get(digest) ?? own))
}

function filledForms(readyOf: ReadyOf, process: Process, of: StartOf, tasks: readonly CompletedTask[]) {
  const filled = (
    { formId, release }: { formId: string | null; release: string | null },
    rest: { elementId: string; taskId?: string; name: LocalizedText },
    by: By,
  ) => {
    const of = readyOf(release)
    const form = formId === null ? undefined : of.compiled.forms.get(formId)
    if (!form) return []
    const { elementId, taskId, name } = rest
    return [
      {
        form,
        of,
        answers: JSON.parse(by.answers) as Answers,
        facts: { ...(taskId !== undefined && { taskId }), elementId, taskName: name, by: by.name, at: iso(by.at) },
      },
    ]
  }
  const startName = factsOf(process).titles.get(of.start_element_id) ?? { 'zh-CN': of.start_element_id }
  const started = filled(
    { formId: of.start_form_id, release: of.start_release },
    { elementId: of.start_element_id, name: startName },
    { name: of.started_by_name, at: of.started_at, answers: of.start_answers },
  )
  const completed = tasks
    .filter(({ status, answers }) => status === 'completed' && answers !== null)
    .sort((a, b) => (a.closed_at ?? 0) - (b.closed_at ?? 0))
    .flatMap((task) =>
      filled(
        { formId: task.form_id, release: task.release },
        { elementId: task.element_id, taskId: task.id, name: JSON.parse(task.name) as LocalizedText },
        { name: task.completed_by_name ?? '', at: task.closed_at ?? 0, answers: task.answers ?? '{}' },
      ),
    )
  return [...started, ...completed]
}

interface By {
  readonly name: string
  readonly at: number
  readonly answers: string
}
