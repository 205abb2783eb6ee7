import type { CoveragePart } from '#runtime/api'
import { coverageOfDrafts } from '../checks/check-drafts.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../permissions/access.ts'

/**
 * Runs scenarios on the drafts of a region, from the one of that number on: as many as fit in a short while. The caller
 * asks again until all have run, and adds up. @throws {RefusedError} as `Checks` do.
 */
export async function coverDrafts(
  deps: Deps,
  user: SignedIn,
  { region, from }: { readonly region: string; readonly from: number },
): Promise<CoveragePart> {
  const { all = 0, ran = [], coverage, findings } = await coverageOfDrafts(deps, user.id, region, from)
  // What comes from a thread is a copy of its own; the wire's types are not readonly.
  return structuredClone({ all, ran, findings, ...(coverage && { coverage }) }) as CoveragePart
}
