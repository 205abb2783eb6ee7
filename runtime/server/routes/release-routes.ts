import type { PublishRequest as ShownRequest } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { type Publication, rollBack } from '../releases/publish.ts'
import { approve, askToPublish, type PublishRequest, publishRequests, sendBack } from '../releases/publish-requests.ts'
import { follow, followFor, seenToFollow, settle } from '../releases/upgrades.ts'
import { rebaseDraft } from '../use-cases/definitions.ts'
import { releaseSummary } from '../use-cases/list-releases.ts'
import { listRegionReleases } from '../use-cases/region-releases.ts'
import { previewRelease } from '../use-cases/release-preview.ts'
import { readUpgrade } from '../use-cases/upgrade.ts'

type ReleaseEndpoints =
  | 'GET /api/release-preview'
  | 'POST /api/releases/:digest/rollback'
  | 'GET /api/region-releases'
  | 'GET /api/publish-requests'
  | 'POST /api/publish-requests'
  | 'POST /api/publish-requests/:id/approve'
  | 'POST /api/publish-requests/:id/return'
  | 'GET /api/upgrade'
  | 'POST /api/upgrade/settle'
  | 'POST /api/upgrade/follow'
  | 'POST /api/definitions/:kind/:id/rebase'

/** HTTP for publishing by two persons, rolling back, and following what changed below. */
export function releaseRoutes(deps: Deps): Pick<Handlers, ReleaseEndpoints> {
  const { store, clock, releases, jobTypes, checks } = deps
  const publishing = ({ id }: SignedIn) => ({ store, resolver: checks.resolverFor(id) })
  const preview = previewRelease(deps)
  const upgradeOf = readUpgrade(deps)
  const regionReleases = listRegionReleases(deps)
  const ask = askToPublish(deps)
  const approved = approve(deps)
  const back = sendBack(deps)
  const rebase = rebaseDraft(deps)
  const published = async (made: Publication) => {
    await followFor(deps, seenToFollow)
    deps.wake()
    return summaryOf(deps, made)
  }
  const mustReview = async (user: SignedIn, region: string) => {
    if (!(await releases.mayReview(user, region))) throw new RefusedError('forbidden')
  }

  return {
    'GET /api/release-preview': ({ query, user }) => preview(query.region, user.id),
    'POST /api/releases/:digest/rollback': async ({ params, body, user }) =>
      published(await rollBack(publishing(user), { ...params, ...body, by: user, now: clock.now(), jobTypes })),
    'GET /api/region-releases': async ({ query }) => ({ items: await regionReleases(query.region) }),
    'GET /api/publish-requests': async ({ query: { region }, user }) => {
      const mayReview = await releases.mayReview(user, region)
      if (!mayReview && !(await releases.mayDesign(user, region))) throw new RefusedError('forbidden')
      const items = (await publishRequests(store.db, region)).map((request) => shown(request, user))
      return { items, mayReview }
    },
    'POST /api/publish-requests': async ({ body, user }) => shown(await ask({ ...body, user }), user),
    'POST /api/publish-requests/:id/approve': async ({ params, body, user }) => {
      await mustReview(user, body.region)
      return published(await approved({ ...params, ...body, user }))
    },
    'POST /api/publish-requests/:id/return': async ({ params, body, user }) => {
      if (!(await releases.mayDesign(user, body.region))) await mustReview(user, body.region)
      await back({ ...params, ...body, user })
      return undefined
    },
    'GET /api/upgrade': async ({ query, user }) => {
      const upgrade = await upgradeOf(query.region, user.id)
      return upgrade ? { upgrade } : {}
    },
    'POST /api/upgrade/settle': async ({ body, user }) => {
      await settle(deps, { ...body, by: user.displayName, now: clock.now() })
      const upgrade = await upgradeOf(body.region, user.id)
      return upgrade ? { upgrade } : {}
    },
    'POST /api/upgrade/follow': async ({ body, user }) =>
      published(await follow(publishing(user), { ...body, by: user, now: clock.now(), jobTypes })),
    'POST /api/definitions/:kind/:id/rebase': ({ params, query, user }) => rebase({ ...params, ...query, user }),
  }
}

async function summaryOf({ store, regions }: Deps, { region, number }: Publication) {
  const row = await store.db
    .selectFrom('publication')
    .selectAll()
    .where('region', '=', region)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return releaseSummary(row, (await regions.names([region])).get(region) ?? region, true)
}

function shown(request: PublishRequest, user: SignedIn): ShownRequest {
  const { askedBy, askedAt, decidedAt, changed, ...rest } = request
  return {
    ...rest,
    changed: changed.map((one) => ({ ...one })),
    mine: askedBy === user.id,
    askedAt: iso(askedAt),
    ...(decidedAt !== undefined && { decidedAt: iso(decidedAt) }),
  }
}
