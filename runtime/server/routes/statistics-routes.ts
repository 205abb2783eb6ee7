import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { readCaseStatistics } from '../statistics/read-case-statistics.ts'
import { readStatistics } from '../statistics/read-statistics.ts'

type StatisticsEndpoints = 'GET /api/statistics/processes/:processId' | 'GET /api/statistics/cases'

/** HTTP for figures. */
export function statisticsRoutes(deps: Deps): Pick<Handlers, StatisticsEndpoints> {
  const read = readStatistics(deps)
  const readCases = readCaseStatistics(deps)
  return {
    'GET /api/statistics/processes/:processId': ({ user, params, query }) => read({ user, ...params, ...query }),
    'GET /api/statistics/cases': ({ user, query }) => readCases({ user, ...query }),
  }
}
