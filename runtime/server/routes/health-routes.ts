import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { version } from '../version.ts'

/** HTTP for whoever watches the server. */
export function healthRoutes({ store }: Deps): Pick<Handlers, 'GET /api/health'> {
  return {
    'GET /api/health': async () => {
      await store.ping()
      return { status: 'ok', version, database: store.dialect }
    },
  }
}
