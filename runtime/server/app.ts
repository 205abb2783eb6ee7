import Koa from 'koa'
import type { Deps } from './deps.ts'
import { apiRouter } from './http/api-router.ts'
import { compressAnswers } from './http/compress.ts'
import { errorResponses } from './http/error-responses.ts'
import type { Handlers } from './http/handlers.ts'
import { purse } from './http/request-cost.ts'
import { requestLog } from './http/request-log.ts'
import { sameOrigin } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { staticFiles } from './http/static-files.ts'
import { caseRoutes } from './routes/case-routes.ts'
import { definitionRoutes } from './routes/definition-routes.ts'
import { draftRoutes } from './routes/draft-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { historyRoutes } from './routes/history-routes.ts'
import { messageRoutes } from './routes/message-routes.ts'
import { migrationRoutes } from './routes/migration-routes.ts'
import { operationRoutes } from './routes/operation-routes.ts'
import { regionRoutes } from './routes/region-routes.ts'
import { releaseRoutes } from './routes/release-routes.ts'
import { sessionRoutes, userOfRequest } from './routes/session-routes.ts'
import { statisticsRoutes } from './routes/statistics-routes.ts'
import { taskRoutes } from './routes/task-routes.ts'
import { workerOfRequest, workerRoutes } from './routes/worker-routes.ts'
import type { WaitingWorkers } from './workers/waiting-workers.ts'

export interface AppOptions {
  /** Folder of the built browser apps. */
  readonly dist: string
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only where a proxy of ours sets them. */
  readonly behindProxy: boolean
  readonly waitingWorkers: WaitingWorkers
}

/** The server's whole face: every request passes these in this order. */
export function createApp(deps: Deps, { dist, behindProxy, waitingWorkers }: AppOptions): Koa {
  const handlers: Handlers = {
    ...healthRoutes(deps),
    ...sessionRoutes(deps),
    ...regionRoutes(deps),
    ...caseRoutes(deps),
    ...taskRoutes(deps),
    ...draftRoutes(deps),
    ...fileRoutes(deps),
    ...definitionRoutes(deps),
    ...historyRoutes(deps),
    ...messageRoutes(deps),
    ...migrationRoutes(deps),
    ...operationRoutes(deps),
    ...workerRoutes(deps, waitingWorkers),
    ...statisticsRoutes(deps),
    ...releaseRoutes(deps),
  }
  const app = new Koa({ proxy: behindProxy })
  app.on('error', (error) => deps.log.error({ err: error }, 'answer could not be sent'))
  app.use(requestLog(deps.log))
  app.use(securityHeaders)
  app.use(compressAnswers)
  app.use(errorResponses(deps.log))
  app.use(sameOrigin)
  app.use(
    apiRouter(handlers, {
      user: (ctx) => userOfRequest(deps, ctx),
      worker: workerOfRequest(deps),
      mayDesign: (user, region) => deps.releases.mayDesign(user, region),
      purse: purse(deps.clock),
    }),
  )
  app.use(staticFiles(dist))
  return app
}
