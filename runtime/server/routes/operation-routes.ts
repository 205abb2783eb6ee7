import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import {
  addInstance,
  cancelCase,
  moveToken,
  restartCase,
  resumeCase,
  setVariables,
  suspendCase,
} from '../use-cases/operations/change-case.ts'
import { deleteCase } from '../use-cases/operations/delete-case.ts'
import { holdCase, releaseHold } from '../use-cases/operations/hold-case.ts'
import { groupIncidents, listIncidents, retryIncident, retryIncidents } from '../use-cases/operations/incidents.ts'
import { readOperatedCase, readVariables } from '../use-cases/operations/operated-case.ts'
import { endSuspension, listOperatedProcesses, suspendProcess } from '../use-cases/operations/suspensions.ts'

type OperationEndpoints =
  | 'GET /api/incidents'
  | 'GET /api/incidents/groups'
  | 'POST /api/incidents/retry'
  | 'POST /api/incidents/:incidentId/retry'
  | 'GET /api/cases/:caseId/operation'
  | 'POST /api/cases/:caseId/variables/read'
  | 'POST /api/cases/:caseId/variables'
  | 'POST /api/cases/:caseId/move'
  | 'POST /api/cases/:caseId/restart'
  | 'POST /api/cases/:caseId/add-instance'
  | 'POST /api/cases/:caseId/suspend'
  | 'POST /api/cases/:caseId/resume'
  | 'POST /api/cases/:caseId/cancel'
  | 'POST /api/cases/:caseId/hold'
  | 'POST /api/cases/:caseId/release-hold'
  | 'POST /api/cases/:caseId/delete'
  | 'GET /api/operated-processes'
  | 'POST /api/suspensions'
  | 'POST /api/suspensions/end'

/** HTTP for those who mend what the machine cannot go on with. Translates requests into use cases; decides nothing. */
export function operationRoutes(deps: Deps): Pick<Handlers, OperationEndpoints> {
  const list = listIncidents(deps)
  const groups = groupIncidents(deps)
  const retry = retryIncident(deps)
  const retryMany = retryIncidents(deps)
  const read = readOperatedCase(deps)
  const readValues = readVariables(deps)
  const set = setVariables(deps)
  const move = moveToken(deps)
  const restart = restartCase(deps)
  const add = addInstance(deps)
  const suspend = suspendCase(deps)
  const resume = resumeCase(deps)
  const cancel = cancelCase(deps)
  const hold = holdCase(deps)
  const unhold = releaseHold(deps)
  const remove = deleteCase(deps)
  const processes = listOperatedProcesses(deps)
  const suspendAll = suspendProcess(deps)
  const endAll = endSuspension(deps)

  return {
    'GET /api/incidents': ({ user, query }) => list({ user, ...query }),
    'GET /api/incidents/groups': async ({ user, query }) => ({ items: await groups({ user, ...query }) }),
    'POST /api/incidents/retry': ({ user, body }) => retryMany({ user, ...body }),
    'POST /api/incidents/:incidentId/retry': ({ user, params, body }) => retry({ user, ...params, ...body }),
    'GET /api/cases/:caseId/operation': ({ user, params }) => read({ user, ...params }),
    'POST /api/cases/:caseId/variables/read': ({ user, params, body }) => readValues({ user, ...params, ...body }),
    'POST /api/cases/:caseId/variables': ({ user, params, body }) => set({ user, ...params, ...body }),
    'POST /api/cases/:caseId/move': ({ user, params, body }) => move({ user, ...params, ...body }),
    'POST /api/cases/:caseId/restart': ({ user, params, body }) => restart({ user, ...params, ...body }),
    'POST /api/cases/:caseId/add-instance': ({ user, params, body }) => add({ user, ...params, ...body }),
    'POST /api/cases/:caseId/suspend': ({ user, params, body }) => suspend({ user, ...params, ...body }),
    'POST /api/cases/:caseId/resume': ({ user, params, body }) => resume({ user, ...params, ...body }),
    'POST /api/cases/:caseId/cancel': ({ user, params, body }) => cancel({ user, ...params, ...body }),
    'POST /api/cases/:caseId/hold': ({ user, params, body }) => hold({ user, ...params, ...body }),
    'POST /api/cases/:caseId/release-hold': ({ user, params, body }) => unhold({ user, ...params, ...body }),
    'POST /api/cases/:caseId/delete': ({ user, params, body }) => remove({ user, ...params, ...body }),
    'GET /api/operated-processes': async ({ user, query }) => ({ items: await processes({ user, ...query }) }),
    'POST /api/suspensions': ({ user, body }) => suspendAll({ user, ...body }),
    'POST /api/suspensions/end': ({ user, body }) => endAll({ user, ...body }),
  }
}
