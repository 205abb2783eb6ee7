import { type Role, type RoleSight, roleSights } from '#definitions'
import type { SignedIn } from './access.ts'
import { contains } from './region-code.ts'

/**
 * How a person sees the masked answers of a case: the widest of what the roles say that the person holds at or above
 * its region, masked where none says anything. `roles` are those of the case's release. Whether the person sees the
 * case at all is another question (`accessOf`).
 */
export function sightOf(user: SignedIn, region: string, roles: Readonly<Record<string, Role>>): RoleSight {
  const sights = user.grants
    .filter((grant) => contains(grant.region, region))
    .map(({ role }) => (Object.hasOwn(roles, role) ? roles[role]?.sensitive : undefined) ?? 'masked')
  return roleSights[Math.max(0, ...sights.map((sight) => roleSights.indexOf(sight)))] ?? 'masked'
}
