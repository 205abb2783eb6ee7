import { RefusedError } from '../refused-error.ts'
import { type Access, accessOf, type SignedIn } from './access.ts'

/** 系统管理员: mends what the machine cannot go on with, in a region and below it. */
export const operatorRole = 'admin'

/** @throws {RefusedError} `forbidden`; `not-found` where the user may not even know of the region. */
export function requireOperator(user: SignedIn, region: string): Access {
  const access = accessOf(user)
  if (!access.holds(operatorRole, region)) throw new RefusedError(access.covers(region) ? 'forbidden' : 'not-found')
  return access
}

/** The areas that the user administers, within `region` where one is named. @throws {RefusedError} `forbidden`, `not-found`. */
export function operatorAreas(user: SignedIn, region?: string): readonly string[] {
  const held = accessOf({ ...user, grants: user.grants.filter(({ role }) => role === operatorRole) })
  const areas = held.caseAreas(region)
  if (areas.length > 0) return areas
  throw new RefusedError(region === undefined || accessOf(user).covers(region) ? 'forbidden' : 'not-found')
}
