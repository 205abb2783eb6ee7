import type { Deps } from '../deps.ts'
import { wakeable } from '../execution/wakeable.ts'
import { workOnRun } from './run-migration.ts'

const second = 1000

/** Works on the migrations that are under way, those that a server left when it was killed included. */
export function migrationRunner(deps: Omit<Deps, 'wake'>, changed: () => void) {
  const { store, log } = deps
  return wakeable(
    5 * second,
    async () => {
      const runs = await store.db
        .selectFrom('migration_run')
        .selectAll()
        .where('state', 'in', ['planning', 'running', 'undoing'])
        .orderBy('at')
        .execute()
      let worked = 0
      for (const run of runs) worked += await workOnRun(deps, run)
      if (worked > 0) changed()
      return worked > 0 ? 0 : undefined
    },
    (error) => log.error({ err: error }, 'a migration could not go on'),
  )
}
