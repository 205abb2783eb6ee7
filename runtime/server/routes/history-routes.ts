import type { historyEndpoints } from '#runtime/api'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { definitionHistory, definitionVersion } from '../use-cases/definition-history.ts'

/** HTTP for what definitions were before. */
export function historyRoutes(deps: Deps): Pick<Handlers, keyof typeof historyEndpoints> {
  const list = definitionHistory(deps)
  const read = definitionVersion(deps)
  return {
    'GET /api/definitions/:kind/:id/history': ({ params, query }) => list({ ...params, ...query }),
    'GET /api/definitions/:kind/:id/history/:version': ({ params, query }) => read({ ...params, ...query }),
  }
}
