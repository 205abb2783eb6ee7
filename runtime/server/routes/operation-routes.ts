import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { cancelCase, moveToken, resumeCase, setVariables, suspendCase } from '../use-cases/operations/change-case.ts'
import { listIncidents, retryIncident, retryIncidents } from '../use-cases/operations/incidents.ts'

type OperationEndpoints =
  | 'GET /api/incidents'
  | 'POST /api/incidents/retry'
  | 'POST /api/incidents/:incidentId/retry'
  | 'POST /api/cases/:caseId/variables'
  | 'POST /api/cases/:caseId/move'
  | 'POST /api/cases/:caseId/suspend'
  | 'POST /api/cases/:caseId/resume'
  | 'POST /api/cases/:caseId/cancel'

/** HTTP for those who mend what the machine cannot go on with. Translates requests into use cases; decides nothing. */
export function operationRoutes(deps: Deps): Pick<Handlers, OperationEndpoints> {
  const list = listIncidents(deps)
  const retry = retryIncident(deps)
  const retryMany = retryIncidents(deps)
  const set = setVariables(deps)
  const move = moveToken(deps)
  const suspend = suspendCase(deps)
  const resume = resumeCase(deps)
  const cancel = cancelCase(deps)

  return {
    'GET /api/incidents': ({ user, query }) => list({ user, ...query }),
    'POST /api/incidents/retry': ({ user, body }) => retryMany({ user, ...body }),
    'POST /api/incidents/:incidentId/retry': ({ user, params, body }) => retry({ user, ...params, ...body }),
    'POST /api/cases/:caseId/variables': ({ user, params, body }) => set({ user, ...params, ...body }),
    'POST /api/cases/:caseId/move': ({ user, params, body }) => move({ user, ...params, ...body }),
    'POST /api/cases/:caseId/suspend': ({ user, params, body }) => suspend({ user, ...params, ...body }),
    'POST /api/cases/:caseId/resume': ({ user, params, body }) => resume({ user, ...params, ...body }),
    'POST /api/cases/:caseId/cancel': ({ user, params, body }) => cancel({ user, ...params, ...body }),
  }
}
