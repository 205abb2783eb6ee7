import { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { startMigration, stopMigration, undoMigration } from '../use-cases/migrations/carry-out-migration.ts'
import { exportMigratedCases } from '../use-cases/migrations/export-cases.ts'
import { planMigration } from '../use-cases/migrations/plan-migration.ts'
import { migrationSources, processDiagram, proposal } from '../use-cases/migrations/propose.ts'
import { listMigratedCases, listMigrations, readRun } from '../use-cases/migrations/read-migrations.ts'

/** HTTP for moving open cases to other releases. */
export function migrationRoutes(deps: Deps): Pick<Handlers, `${string} /api/migrations${string}` & keyof Handlers> {
  const sources = migrationSources(deps)
  const propose = proposal(deps)
  const diagram = processDiagram(deps)
  const plan = planMigration(deps)
  const list = listMigrations(deps)
  const read = readRun(deps)
  const cases = listMigratedCases(deps)
  const table = exportMigratedCases(deps)
  const start = startMigration(deps)
  const stop = stopMigration(deps)
  const undo = undoMigration(deps)

  return {
    'GET /api/migrations/sources': ({ user, query }) => sources({ user, ...query }),
    'GET /api/migrations/proposal': ({ user, query }) => propose({ user, ...query }),
    'GET /api/migrations/diagram': ({ user, query }) => diagram({ user, ...query }),
    'POST /api/migrations': ({ user, body }) => plan({ user, ...body }),
    'GET /api/migrations': ({ user, query }) => list({ user, ...query }),
    'GET /api/migrations/:migrationId': ({ user, params }) => read({ user, ...params }),
    'GET /api/migrations/:migrationId/cases': ({ user, params, query }) => cases({ user, ...params, ...query }),
    'GET /api/migrations/:migrationId/cases.csv': async ({ user, params, query, http }) => {
      const lines = await table({ user, ...params, ...query })
      http.set('Content-Type', 'text/csv; charset=utf-8')
      http.attachment(`migration-${params.migrationId}.csv`)
      http.body = Readable.from(lines)
      return undefined
    },
    'POST /api/migrations/:migrationId/start': ({ user, params, body }) => start({ user, ...params, ...body }),
    'POST /api/migrations/:migrationId/stop': ({ user, params, body }) => stop({ user, ...params, ...body }),
    'POST /api/migrations/:migrationId/undo': ({ user, params, body }) => undo({ user, ...params, ...body }),
  }
}
