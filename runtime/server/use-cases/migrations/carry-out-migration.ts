import type { MigrationDetail } from '#runtime/api'
import type { Deps } from '../../deps.ts'
import { type Run, requireState } from '../../migration/run-migration.ts'
import { RefusedError } from '../../refused-error.ts'
import { writeAudit } from '../../store/audit.ts'
import { doneBefore } from '../operations/once.ts'
import { operatedRun, type ReadMigration, readRun } from './read-migrations.ts'

export interface CarryOutMigration extends ReadMigration {
  readonly reason: string
  readonly requestId?: string
}

type State = Run['state']

/** Moves the cases as planned, or goes on where it was stopped. Cases are looked at again: some may have gone on since. */
export const startMigration = changing('start-migration', 'running', ['planned', 'stopped'])

/** Stops after the case at hand; what is moved stays moved. */
export const stopMigration = changing('stop-migration', 'stopped', ['running'])

/** Takes back the cases that nobody has worked on since. */
export const undoMigration = changing('undo-migration', 'undoing', ['done', 'stopped', 'running'])

function changing(action: string, to: State, from: readonly State[]) {
  return (deps: Deps) => {
    const read = readRun(deps)

    return async ({ user, migrationId, reason, requestId }: CarryOutMigration): Promise<MigrationDetail> => {
      const run = await operatedRun(deps, { user, migrationId })
      await deps.store.write(async (tx) => {
        const at = deps.clock.now()
        if ((await doneBefore(tx, { userId: user.id, requestId, about: migrationId, at })) !== undefined) return
        const row = tx.db.selectFrom('migration_run').selectAll().where('id', '=', migrationId)
        const now = await (tx.dialect === 'postgres' ? row.forUpdate() : row).executeTakeFirst()
        if (!now) throw new RefusedError('not-found')
        requireState(now, from)
        await tx.db
          .updateTable('migration_run')
          .set({ state: to, reason, by_id: user.id, by_name: user.displayName, ended_at: null })
          .where('id', '=', migrationId)
          .execute()
        const entry = { stream: `region:${run.region}`, at, actor: user.id, action }
        await writeAudit(tx, { ...entry, subject: `${migrationId} ${reason}` })
      })
      deps.wake()
      return read({ user, migrationId })
    }
  }
}
