import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { readDiagram } from '../use-cases/diagram.ts'
import { caseColumns, caseSummary, listCases } from '../use-cases/list-cases.ts'
import { listStartable } from '../use-cases/list-startable.ts'
import { readCase } from '../use-cases/read-case.ts'
import { reveal } from '../use-cases/reveal.ts'
import { startCase } from '../use-cases/start-case.ts'
import { startForm } from '../use-cases/start-form.ts'

type CaseEndpoints =
  | 'GET /api/processes'
  | 'GET /api/processes/:processId/start-form'
  | 'POST /api/cases'
  | 'GET /api/cases'
  | 'GET /api/cases/:caseId'
  | 'GET /api/cases/:caseId/diagram'
  | 'POST /api/cases/:caseId/reveal'

/** HTTP for cases: what may be started, starting, finding, reading. */
export function caseRoutes(deps: Deps): Pick<Handlers, CaseEndpoints> {
  const { store, regions } = deps
  const start = startCase(deps)
  const form = startForm(deps)
  const startable = listStartable(deps)
  const list = listCases(deps)
  const read = readCase(deps)
  const diagram = readDiagram(deps)
  const show = reveal(deps)

  return {
    'GET /api/processes': async ({ user }) => ({ items: await startable(user) }),
    'GET /api/processes/:processId/start-form': ({ user, params, query }) => form({ user, ...params, ...query }),
    'POST /api/cases': async ({ user, body }) => {
      const { caseId } = await start({ user, ...body })
      const row = await store.db
        .selectFrom('cases')
        .select(caseColumns)
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow()
      return caseSummary(row, await regions.names([row.region]))
    },
    'GET /api/cases': ({ user, query }) => list({ user, ...query }),
    'GET /api/cases/:caseId': ({ user, params }) => read({ user, ...params }),
    'POST /api/cases/:caseId/reveal': ({ user, params, body }) => show({ user, ...params, ...body }),
    'GET /api/cases/:caseId/diagram': ({ user, params, query }) => diagram({ user, ...params, ...query }),
  }
}
