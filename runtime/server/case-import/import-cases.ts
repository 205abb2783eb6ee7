import { createHash } from 'node:crypto'
import type { Answers } from '#forms'
import type { Deps } from '../deps.ts'
import { factsOf } from '../execution/process-facts.ts'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import { acceptForm } from '../use-cases/accept-form.ts'
import { startCase } from '../use-cases/start-case.ts'
import { answersOf, type Columns, columnsOf } from './columns.ts'
import { ImportRefusedError } from './import-refused-error.ts'
import { placeOfRegion, type RegionPlace } from './place-of-region.ts'
import { encodingOf, type Row, readRows } from './read-rows.ts'

export interface ImportCases {
  readonly file: string
  readonly processId: string
  /**
   * Code of the region of every case, or the header of the column that holds it. Left out: the column `region` or 区域,
   * and where there is none the one region that has definitions in force.
   */
  readonly region?: string
  /** Only check. */
  readonly dryRun: boolean
}

/** What is wrong in a row. `column` is the header, left out where it is about the whole row. */
export interface BadCell {
  readonly line: number
  readonly column?: string
  readonly reason: string
}

export interface ImportReport {
  readonly rows: number
  readonly good: number
  readonly bad: number
  /** Cases that this run started. */
  readonly started: number
  /** Rows that an earlier run had started already. */
  readonly before: number
}

export interface ImportWatcher {
  readonly bad: (cell: BadCell) => void
  readonly progress: (pass: 'check' | 'start', rows: number) => void
}

const atOnce = 32
const importer = { id: 'import', userName: 'import', displayName: '批量导入' } as const

/**
 * Starts a case for each row of a CSV file. All rows are looked at before the first case is started; a row that is wrong
 * is told to `watcher`, the others go in. A row that was started by an earlier run is left as it is.
 *
 * @throws {ImportRefusedError} where the header or the region cannot be used.
 * @throws {UnreadableFileError}
 */
export async function importCases(deps: Deps, asked: ImportCases, watcher: ImportWatcher): Promise<ImportReport> {
  const encoding = await encodingOf(asked.file)
  const read = rowReader(deps, asked)
  const bad = new Set<number>()
  let rows = 0
  for await (const row of withoutHeader(readRows(asked.file, encoding), read.head)) {
    rows += 1
    const cells = await read.check(row)
    if (cells.length > 0) bad.add(row.line)
    for (const cell of cells) watcher.bad(cell)
    watcher.progress('check', rows)
  }
  const report = { rows, good: rows - bad.size, bad: bad.size, started: 0, before: 0 }
  if (asked.dryRun) return report

  const start = startCase(deps)
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  const seen = new Map<string, number>()
  let done = 0
  for await (const row of withoutHeader(readRows(asked.file, encoding), read.head)) {
    if (bad.has(row.line)) continue
    const { user, region, answers, content } = await read.row(row)
    const times = (seen.get(content) ?? 0) + 1
    seen.set(content, times)
    const requestId = `${content}.${times}`
    const one = start({ user, processId: asked.processId, region, answers, requestId }).then(({ isNew }) => {
      if (isNew) report.started += 1
      else report.before += 1
      done += 1
      watcher.progress('start', done)
    })
    underWay.add(one)
    one.then(
      () => underWay.delete(one),
      (error) => failures.push(error),
    )
    if (underWay.size >= atOnce) await Promise.race(underWay)
    if (failures.length > 0) break
  }
  await Promise.allSettled(underWay)
  if (failures.length > 0) throw failures[0]
  return report
}

async function* withoutHeader(rows: AsyncGenerator<Row>, head: (headers: readonly string[]) => Promise<void>) {
  let first = true
  for await (const row of rows) {
    if (!first) yield row
    else await head(row.cells)
    first = false
  }
}

/** Reads rows as start forms: each region may have a release, and so a form, of its own. */
function rowReader(deps: Deps, { processId, region: asked }: ImportCases) {
  let place: RegionPlace = { region: '' }
  const forms = new Map<string, { ready: ReadyRelease; user: SignedIn; formId: string | undefined; columns: Columns }>()
  let headers: readonly string[] = []

  const formAt = async (region: string) => {
    const ready = await deps.releases.readyAt(region)
    const known = forms.get(ready.release.digest)
    if (known) return known
    const process = ready.compiled.processes.get(processId)
    const event = process && factsOf(process).startEvents.find(({ startableBy }) => startableBy.length > 0)
    if (!event) {
      throw new ImportRefusedError(`没有可发起的流程“${processId}”。 There is no process "${processId}" to start.`)
    }
    const form = event.formId === undefined ? undefined : ready.compiled.forms.get(event.formId)
    const leftOut = new Set('column' in place ? [place.column] : [])
    const columns = form ? columnsOf(form, headers, leftOut) : { columns: [], unknown: headers }
    if (columns.unknown.length > 0) {
      const names = columns.unknown.join('”“')
      throw new ImportRefusedError(
        `表头“${names}”不是表单的字段，请改为字段名称或标题，或删去该列。\n` +
          `The header has columns that the form does not know ("${columns.unknown.join('", "')}"). Rename or remove them.`,
      )
    }
    // Whoever may run this command may start what grid workers may: it stands above the grants.
    const user = { ...importer, grants: event.startableBy.map((role) => ({ role, region: '' })) }
    const made = { ready, user, formId: event.formId, columns }
    forms.set(ready.release.digest, made)
    return made
  }
  const regionOf = (cells: readonly string[]) =>
    'region' in place ? place.region : (cells[headers.indexOf(place.column)]?.trim() ?? '')
  const readRow = async ({ cells }: Row) => {
    const region = regionOf(cells)
    const { ready, user, formId, columns } = await formAt(region)
    const answers: Answers = answersOf(columns.columns, cells)
    return { region, ready, user, formId, columns, answers, content: contentHash(processId, region, answers) }
  }

  return {
    head: async (row: readonly string[]) => {
      headers = row
      const twice = row.find((header, at) => header !== '' && row.indexOf(header) !== at)
      if (twice) throw new ImportRefusedError(`表头“${twice}”重复。 The column "${twice}" is there twice.`)
      place = await placeOfRegion(deps, asked, row)
    },
    row: readRow,
    check: async (row: Row): Promise<BadCell[]> => {
      const { line, cells } = row
      if (cells.length > headers.length) {
        const [found, named] = [cells.length, headers.length]
        return [{ line, reason: `有 ${found} 列，表头只有 ${named} 列。 ${found} cells under ${named} headers.` }]
      }
      const code = regionOf(cells)
      if (!(await deps.regions.get(code))) {
        return [
          {
            line,
            column: 'column' in place ? place.column : undefined,
            reason: `没有区域“${code}”。 There is no region "${code}".`,
          },
        ]
      }
      const { ready, user, formId, columns, answers } = await readRow(row)
      const form = formId === undefined ? undefined : ready.compiled.forms.get(formId)
      if (!form) return []
      try {
        const now = deps.clock.now()
        await acceptForm(deps.store.db, form, { answers, caseVariables: {}, userId: user.id, now })
        return []
      } catch (error) {
        if (!(error instanceof RefusedError) || !error.details.problems) throw error
        return error.details.problems.map(({ path, message }) => ({
          line,
          column: columns.columns.find(
            (column) => column && (path === column.path || path.startsWith(`${column.path}/`)),
          )?.header,
          reason: message.en ? `${message['zh-CN']} ${message.en}` : message['zh-CN'],
        }))
      }
    },
  }
}

/** Names a row by what it says: the same row sent again is the same request. */
function contentHash(processId: string, region: string, answers: Answers) {
  return createHash('sha256')
    .update(JSON.stringify([processId, region, answers]))
    .digest('hex')
    .slice(0, 48)
}
