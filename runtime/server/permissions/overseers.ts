import { RefusedError } from '../refused-error.ts'
import type { Releases } from '../releases/releases.ts'
import { accessOf, type SignedIn } from './access.ts'
import { operatorRole } from './operators.ts'

/**
 * The areas whose figures the user sees, within `region` where one is named: where the user administers, designs or
 * holds a role that oversees (领导).
 * @throws {RefusedError} `forbidden`; `not-found` where the user may not even know of the region.
 */
export async function overseenAreas(
  releases: Releases,
  user: SignedIn,
  region?: string,
): Promise<readonly [string, ...string[]]> {
  const held = await Promise.all(
    user.grants.map(async (grant) =>
      grant.role === operatorRole || (await releases.roleMay(grant, ['designs', 'oversees'])) ? [grant] : [],
    ),
  )
  const [first, ...others] = accessOf({ ...user, grants: held.flat() }).caseAreas(region)
  if (first !== undefined) return [first, ...others]
  throw new RefusedError(region === undefined || accessOf(user).covers(region) ? 'forbidden' : 'not-found')
}
