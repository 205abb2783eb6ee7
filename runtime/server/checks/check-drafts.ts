import type { Finding } from '#findings'
import type { Deps } from '../deps.ts'
import { draftsOf } from '../releases/publish.ts'
import { layersAbove } from '../releases/region-layers.ts'

/** What is wrong with all drafts of a region together; `by` names who asks. @throws {RefusedError} as `Checks` do. */
export async function findingsOfDrafts(
  { store, checks, jobTypes }: Pick<Deps, 'store' | 'checks' | 'jobTypes'>,
  by: string,
  region: string,
): Promise<readonly Finding[]> {
  const { db } = store
  const [rows, layers, drafts] = await Promise.all([
    db.selectFrom('installed_bundle').select('files').orderBy('id').execute(),
    layersAbove(db, region),
    draftsOf(db, region),
  ])
  const bundles = rows.map(({ files }) => files)
  return (await checks.ask(by, { type: 'drafts', region, bundles, layers, drafts, jobTypes })).findings
}
