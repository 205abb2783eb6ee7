import { contains } from './region-code.ts'

/** Someone signed in. */
export interface SignedIn {
  readonly id: string
  readonly userName: string
  readonly displayName: string
  readonly grants: readonly { readonly role: string; readonly region: string }[]
}

/** What a permission asks of a task. */
export interface TaskFacts {
  readonly region: string
  readonly assignee: string | null
  readonly roles: readonly string[]
}

export interface CaseFacts {
  readonly region: string
  readonly startedBy: string
}

/** One run of the index of task offers, or one area of the index of cases. */
export interface Offer {
  readonly offeredTo: string
  readonly area: string
}

/**
 * Who may see and do what. Made once from a person's grants; lists, details, files and completion all ask it,
 * the lists in the form of index runs (`taskOffers`, `caseAreas`), the rest as a question about one thing.
 * Both forms say the same: tests hold them together.
 */
export interface Access {
  readonly mayDo: (task: TaskFacts) => boolean
  readonly maySeeCase: (facts: CaseFacts) => boolean
  /** True where a role is held in the region or above it. */
  readonly holds: (role: string, region: string) => boolean
  readonly covers: (region: string) => boolean
  /** The offers to walk for an inbox, within `region` where one is named. */
  readonly taskOffers: (region?: string) => readonly Offer[]
  /** The areas whose cases the person sees, within `region` where one is named. The cases the person started come on top. */
  readonly caseAreas: (region?: string) => readonly string[]
}

export function accessOf(user: SignedIn): Access {
  const { grants } = user
  const areas = outermost(grants.map(({ region }) => region))

  return {
    mayDo: ({ region, assignee, roles }) =>
      assignee === null
        ? grants.some((grant) => roles.includes(grant.role) && contains(grant.region, region))
        : assignee === user.userName,
    maySeeCase: ({ region, startedBy }) => startedBy === user.id || areas.some((area) => contains(area, region)),
    holds: (role, region) => grants.some((grant) => grant.role === role && contains(grant.region, region)),
    covers: (region) => areas.some((area) => contains(area, region)),
    taskOffers: (region) => {
      const byRole = Map.groupBy(grants, ({ role }) => role)
      const offers = [...byRole].flatMap(([role, held]) =>
        within(outermost(held.map((grant) => grant.region)), region).map((area) => ({
          offeredTo: offeredToRole(role),
          area,
        })),
      )
      return [...offers, { offeredTo: offeredToPerson(user.userName), area: region ?? '' }]
    },
    caseAreas: (region) => within(areas, region),
  }
}

/** Keys of `task_offer`: a role's and a person's never meet. */
export const offeredToRole = (role: string): string => `role:${role}`
export const offeredToPerson = (userName: string): string => `user:${userName}`

/** The regions that no other one of them contains. */
function outermost(regions: readonly string[]): string[] {
  const distinct = [...new Set(regions)]
  return distinct.filter((region) => !distinct.some((other) => other !== region && contains(other, region)))
}

/** What `areas` and `region` have in common. */
function within(areas: readonly string[], region?: string): string[] {
  if (region === undefined) return [...areas]
  if (areas.some((area) => contains(area, region))) return [region]
  return areas.filter((area) => contains(region, area))
}
