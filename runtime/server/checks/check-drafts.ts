import type { Finding } from '#findings'
import type { Deps } from '../deps.ts'

/** What is wrong with all drafts of a region together; `by` names who asks. @throws {RefusedError} as `Checks` do. */
export async function findingsOfDrafts(
  { checks, jobTypes }: CheckDeps,
  by: string,
  region: string,
): Promise<readonly Finding[]> {
  return (await checks.resolverFor(by).resolve(region, { jobTypes, withDrafts: true, brief: true })).findings
}

/** What scenarios go through in the drafts, from the one of that number on. @throws {RefusedError} as `Checks` do. */
export function coverageOfDrafts({ checks, jobTypes }: CheckDeps, by: string, region: string, from: number) {
  return checks.ask(by, { type: 'coverage', region, from, jobTypes })
}

type CheckDeps = Pick<Deps, 'checks' | 'jobTypes'>
