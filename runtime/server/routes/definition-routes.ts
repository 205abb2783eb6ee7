import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { publishDrafts } from '../releases/publish.ts'
import { followFor, seenToFollow } from '../releases/upgrades.ts'
import { coverDrafts } from '../use-cases/cover-drafts.ts'
import { checkDrafts, dropDraft, listDefinitions, readDefinition, saveDraft } from '../use-cases/definitions.ts'
import { beneathDefinition, explainNode, listSettings } from '../use-cases/explain-definitions.ts'
import { listReleases, releaseSummary } from '../use-cases/list-releases.ts'

type DefinitionEndpoints =
  | 'GET /api/definitions'
  | 'GET /api/definitions/:kind/:id'
  | 'PUT /api/definitions/:kind/:id/draft'
  | 'DELETE /api/definitions/:kind/:id/draft'
  | 'POST /api/check'
  | 'POST /api/releases'
  | 'GET /api/releases'
  | 'GET /api/definitions/:kind/:id/beneath'
  | 'GET /api/definitions/:kind/:id/explain'
  | 'GET /api/settings'
  | 'POST /api/coverage'

/** HTTP for designers. Whether the user designs for the region was checked at the door. */
export function definitionRoutes(deps: Deps): Pick<Handlers, DefinitionEndpoints> {
  const { store, clock, regions, jobTypes, checks } = deps
  const list = listDefinitions(deps)
  const read = readDefinition(deps)
  const save = saveDraft(deps)
  const drop = dropDraft(deps)
  const check = checkDrafts(deps)
  const releasesOf = listReleases(deps)
  const beneath = beneathDefinition(deps)
  const explain = explainNode(deps)
  const settings = listSettings(deps)

  return {
    'GET /api/definitions': ({ query }) => list(query.region),
    'GET /api/definitions/:kind/:id': ({ params, query }) => read({ ...params, ...query }),
    'PUT /api/definitions/:kind/:id/draft': async ({ params, query, body, user }) => {
      const { version, findings } = await save({ ...params, ...query, ...body, user })
      return { version, findings: findings.map((finding) => ({ ...finding })) }
    },
    'DELETE /api/definitions/:kind/:id/draft': async ({ params, query }) => {
      await drop({ ...params, ...query })
      return undefined
    },
    'POST /api/check': async ({ body, user }) => ({
      findings: (await check(body.region, user)).map((finding) => ({ ...finding })),
    }),
    'POST /api/releases': async ({ body, user }) => {
      const resolver = checks.resolverFor(user.id)
      const { region, number } = await publishDrafts(
        { store, resolver },
        { ...body, by: user, now: clock.now(), jobTypes },
      )
      await followFor(deps, seenToFollow)
      deps.wake()
      const row = await store.db
        .selectFrom('publication')
        .selectAll()
        .where('region', '=', region)
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
      return releaseSummary(row, (await regions.names([region])).get(region) ?? region, true)
    },
    'GET /api/releases': ({ query }) => releasesOf(query),
    'GET /api/definitions/:kind/:id/beneath': ({ params, query }) => beneath({ ...params, ...query }),
    'GET /api/definitions/:kind/:id/explain': ({ params, query }) => explain({ ...params, ...query }),
    'GET /api/settings': async ({ query }) => ({ items: [...(await settings(query.region))] }),
    'POST /api/coverage': ({ body, user }) => coverDrafts(deps, user, body),
  }
}
