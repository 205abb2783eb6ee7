import type { Selectable } from 'kysely'
import type { OperatedProcess, ProcessSuspension } from '#runtime/api'
import { iso } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { areasOf } from '../../permissions/region-code.ts'
import { RefusedError } from '../../refused-error.ts'
import { writeAudit } from '../../store/audit.ts'
import type { Db, Tables } from '../../store/store.ts'
import { doneBefore } from './once.ts'

type Row = Selectable<Tables['process_suspension']>

const countedAtMost = 1000

/** The processes in force for a region, how many cases of each are open there, and whether it is suspended. */
export function listOperatedProcesses({ store, regions, releases }: Deps) {
  return async ({ user, region }: { user: SignedIn; region: string }): Promise<OperatedProcess[]> => {
    requireOperator(user, region)
    const { compiled } = await releases.readyAt(region)
    const rows = await store.db
      .selectFrom('process_suspension')
      .selectAll()
      .where('region', 'in', areasOf(region))
      .orderBy('region')
      .execute()
    const names = await regions.names(rows.map((row) => row.region))
    return Promise.all(
      [...compiled.processes.values()].map(async ({ id, title }): Promise<OperatedProcess> => {
        const open = await openCases(store.db, region, id)
        const suspension = rows.find(({ process_id }) => process_id === id)
        return {
          processId: id,
          title,
          openCases: Math.min(open, countedAtMost),
          moreOpenCases: open > countedAtMost,
          ...(suspension && { suspension: shown(suspension, names.get(suspension.region)) }),
        }
      }),
    )
  }
}

async function openCases(db: Db, region: string, processId: string): Promise<number> {
  const some = db
    .selectFrom('cases')
    .select('id')
    .where('region', '>=', region)
    .where('region', '<', endOf(region))
    .where('process_id', '=', processId)
    .where('status', '=', 'open')
    .limit(countedAtMost + 1)
    .as('some')
  const { count } = await db
    .selectFrom(some)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function shown(row: Row, regionName = row.region): ProcessSuspension {
  return {
    region: row.region,
    regionName,
    processId: row.process_id,
    by: row.by_name,
    at: iso(row.at),
    reason: row.reason,
    casesToo: row.cases_too === 1,
    state: row.state,
  }
}

export interface SuspendProcess {
  readonly user: SignedIn
  readonly region: string
  readonly processId: string
  /** Hold open cases back as well. */
  readonly casesToo: boolean
  readonly reason: string
  readonly requestId?: string
}

/**
 * Begins no more cases of a process in a region and below it; what would begin by itself waits. With `casesToo` the open
 * ones are held back, a few at a time after this answers. @throws {RefusedError}
 */
export function suspendProcess({ store, regions, releases, clock, wake }: Deps) {
  return async ({
    user,
    region,
    processId,
    casesToo,
    reason,
    requestId,
  }: SuspendProcess): Promise<ProcessSuspension> => {
    requireOperator(user, region)
    const { compiled } = await releases.readyAt(region)
    if (!compiled.processes.has(processId)) throw new RefusedError('not-found')
    const row = await store.write(async (tx) => {
      const at = clock.now()
      const about = `${region} ${processId}`
      if ((await doneBefore(tx, { userId: user.id, requestId, about, at })) === undefined) {
        const given = {
          cases_too: casesToo ? 1 : 0,
          state: casesToo ? ('holding' as const) : ('held' as const),
          reason,
          by_id: user.id,
          by_name: user.displayName,
          at,
        }
        await tx.db
          .insertInto('process_suspension')
          .values({ region, process_id: processId, ...given })
          .onConflict((conflict) => conflict.columns(['region', 'process_id']).doUpdateSet(given))
          .execute()
        const entry = { stream: `region:${region}`, at, actor: user.id, action: 'suspend-process' }
        await writeAudit(tx, { ...entry, subject: `${processId} ${casesToo ? 'cases too ' : ''}${reason}` })
      }
      return suspensionRow(tx.db, region, processId)
    })
    if (!row) throw new RefusedError('wrong-state')
    wake()
    return shown(row, (await regions.names([region])).get(region))
  }
}

/** Lets cases begin again, and those go on that were held back with it. @throws {RefusedError} `wrong-state` */
export function endSuspension({ store, clock, wake }: Deps) {
  return async ({
    user,
    region,
    processId,
    reason,
    requestId,
  }: Omit<SuspendProcess, 'casesToo'>): Promise<undefined> => {
    requireOperator(user, region)
    await store.write(async (tx) => {
      const at = clock.now()
      const about = `${region} ${processId}`
      if ((await doneBefore(tx, { userId: user.id, requestId, about, at })) !== undefined) return
      const row = await suspensionRow(tx.db, region, processId)
      if (!row || row.state === 'resuming') throw new RefusedError('wrong-state')
      const given = { state: 'resuming' as const, reason, by_id: user.id, by_name: user.displayName, at }
      await tx.db
        .updateTable('process_suspension')
        .set(given)
        .where('region', '=', region)
        .where('process_id', '=', processId)
        .execute()
      const entry = { stream: `region:${region}`, at, actor: user.id, action: 'resume-process' }
      await writeAudit(tx, { ...entry, subject: `${processId} ${reason}` })
    })
    wake()
    return undefined
  }
}

function suspensionRow(db: Db, region: string, processId: string): Promise<Row | undefined> {
  return db
    .selectFrom('process_suspension')
    .selectAll()
    .where('region', '=', region)
    .where('process_id', '=', processId)
    .executeTakeFirst()
}
