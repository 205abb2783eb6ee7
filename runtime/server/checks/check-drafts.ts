import type { Finding } from '#findings'
import type { Deps } from '../deps.ts'
import { draftsOf } from '../releases/publish.ts'
import { layersAbove } from '../releases/region-layers.ts'
import type { RegionDrafts } from './check-work.ts'

/** What is wrong with all drafts of a region together; `by` names who asks. @throws {RefusedError} as `Checks` do. */
export async function findingsOfDrafts(deps: CheckDeps, by: string, region: string): Promise<readonly Finding[]> {
  return (await deps.checks.ask(by, { type: 'drafts', ...(await regionDrafts(deps, region)) })).findings
}

/** What scenarios go through in the drafts, from the one of that number on. @throws {RefusedError} as `Checks` do. */
export async function coverageOfDrafts(deps: CheckDeps, by: string, region: string, from: number) {
  return deps.checks.ask(by, { type: 'coverage', from, ...(await regionDrafts(deps, region)) })
}

type CheckDeps = Pick<Deps, 'store' | 'checks' | 'jobTypes'>

async function regionDrafts({ store: { db }, jobTypes }: CheckDeps, region: string): Promise<RegionDrafts> {
  const [rows, layers, drafts] = await Promise.all([
    db.selectFrom('installed_bundle').select('files').orderBy('id').execute(),
    layersAbove(db, region),
    draftsOf(db, region),
  ])
  return { region, bundles: rows.map(({ files }) => files), layers, drafts, jobTypes }
}
