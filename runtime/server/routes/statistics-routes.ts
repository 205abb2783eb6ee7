import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { readStatistics } from '../statistics/read-statistics.ts'

/** HTTP for figures. */
export function statisticsRoutes(deps: Deps): Pick<Handlers, 'GET /api/statistics/processes/:processId'> {
  const read = readStatistics(deps)
  return {
    'GET /api/statistics/processes/:processId': ({ user, params, query }) => read({ user, ...params, ...query }),
  }
}
