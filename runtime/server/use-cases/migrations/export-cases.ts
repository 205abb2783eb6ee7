import { localize } from '#findings'
import type { CaseOutcome, CaseVerdict } from '#runtime/api'
import type { Deps } from '../../deps.ts'
import { byteOrderMark, csvLine } from '../../http/csv-text.ts'
import { casesOfRun, migratedCase, operatedRun, type ReadMigration } from './read-migrations.ts'

type Locale = 'zh-CN' | 'en'

const atOnce = 500

const heads: Record<Locale, readonly string[]> = {
  'zh-CN': ['办件编号', '名称', '流程', '区域', '结果', '结论', '原因'],
  en: ['Case number', 'Title', 'Process', 'Region', 'Outcome', 'Verdict', 'Reasons'],
}

const outcomes: Record<CaseOutcome, Record<Locale, string>> = {
  waiting: { 'zh-CN': '待判断', en: 'Not looked at yet' },
  planned: { 'zh-CN': '待迁移', en: 'To be moved' },
  refused: { 'zh-CN': '不能迁移', en: 'Stays' },
  moved: { 'zh-CN': '已迁移', en: 'Moved' },
  gone: { 'zh-CN': '已结束或已在新版本', en: 'Ended or moved already' },
  undone: { 'zh-CN': '已撤回', en: 'Taken back' },
  'gone-on': { 'zh-CN': '迁移后已继续办理，未撤回', en: 'Worked on since, not taken back' },
}

const verdicts: Record<CaseVerdict, Record<Locale, string>> = {
  unchanged: { 'zh-CN': '只换版本', en: 'Only the release changes' },
  moves: { 'zh-CN': '可以迁移', en: 'Moves' },
  caution: { 'zh-CN': '可以迁移，须留意', en: 'Moves, with care' },
  refused: { 'zh-CN': '不能迁移', en: 'Cannot move' },
}

/** The cases of a migration as CSV, a part at a time. @throws {RefusedError} `not-found`, `forbidden`. */
export function exportMigratedCases(deps: Deps) {
  return async ({ locale = 'zh-CN', ...asked }: ReadMigration & { readonly locale?: Locale }) => {
    const run = await operatedRun(deps, asked)
    return linesOf(deps, run.id, locale)
  }
}

async function* linesOf({ store, regions }: Deps, runId: string, locale: Locale): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(heads[locale])
  let last = ''
  for (;;) {
    const rows = await casesOfRun(store.db, runId).where('migrated_case.case_id', '>', last).limit(atOnce).execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.case_id
    const names = await regions.names(rows.map(({ region }) => region))
    const lines = rows
      .map((row) => migratedCase(row, names))
      .map(({ number, title, processTitle, regionName, outcome, verdict, reasons }) =>
        csvLine([
          number,
          title,
          localize(processTitle, locale),
          regionName,
          outcomes[outcome][locale],
          verdict ? verdicts[verdict][locale] : '',
          reasons.map(({ message }) => localize(message, locale)).join(locale === 'en' ? '; ' : '；'),
        ]),
      )
    yield lines.join('')
  }
}
