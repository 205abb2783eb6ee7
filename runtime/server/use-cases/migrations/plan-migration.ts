import { checkMigration, hasErrors, type Migration, readMigration } from '#definitions'
import type { Finding } from '#findings'
import type { MigrationDetail } from '#runtime/api'
import type { Deps } from '../../deps.ts'
import { endOf } from '../../execution/correlation.ts'
import type { SignedIn } from '../../permissions/access.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { areasOf, contains } from '../../permissions/region-code.ts'
import { RefusedError } from '../../refused-error.ts'
import { writeAudit } from '../../store/audit.ts'
import { newId } from '../../store/id.ts'
import type { Db } from '../../store/store.ts'
import { doneBefore } from '../operations/once.ts'
import { readRun } from './read-migrations.ts'

export interface PlanMigration {
  readonly user: SignedIn
  readonly region: string
  /** Only cases on this release; all that are not on `to` where left out. */
  readonly from?: string
  /** The release in force for the region where left out. */
  readonly to?: string
  /** As a bundle's file holds it; left out, everything keeps its id. */
  readonly migration?: unknown
  readonly reason: string
  readonly requestId?: string
}

/**
 * Notes the open cases of a region that a migration is about. Verdict and reasons for each come after this answers; no
 * case is changed. @throws {RefusedError} `not-found`, `forbidden`, `no-release`, `invalid-definitions` with findings.
 */
export function planMigration(deps: Deps) {
  const { store, releases, clock, wake } = deps
  const read = readRun(deps)

  return async (asked: PlanMigration): Promise<MigrationDetail> => {
    const { user, region, from, reason, requestId } = asked
    requireOperator(user, region)
    const to = asked.to ?? (await releases.inForce(region))
    if (to === undefined) throw new RefusedError('no-release')
    await knownRelease(store.db, region, to)
    if (from !== undefined) await knownRelease(store.db, region, from)
    const migration = await checked(deps, { migration: asked.migration, region, from, to })
    const at = clock.now()
    const id = newId(at)
    const about = await store.write(async (tx) => {
      const before = await doneBefore(tx, { userId: user.id, requestId, about: id, at })
      if (before !== undefined) return before
      await tx.db
        .insertInto('migration_run')
        .values({
          id,
          region,
          from_release: from ?? null,
          to_release: to,
          migration: migration ? JSON.stringify(migration) : null,
          state: 'planning',
          total: 0,
          reason,
          by_id: user.id,
          by_name: user.displayName,
          at,
          ended_at: null,
        })
        .execute()
      await noteCases(tx.db, id, { region, from, to })
      const { count } = await tx.db
        .selectFrom('migrated_case')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('run_id', '=', id)
        .executeTakeFirstOrThrow()
      await tx.db
        .updateTable('migration_run')
        .set({ total: Number(count) })
        .where('id', '=', id)
        .execute()
      const entry = { stream: `region:${region}`, at, actor: user.id, action: 'plan-migration' }
      await writeAudit(tx, { ...entry, subject: `${id} ${to} ${reason}` })
      return id
    })
    wake()
    return read({ user, migrationId: about })
  }
}

interface Way {
  readonly region: string
  readonly from?: string
  readonly to: string
}

async function noteCases(db: Db, runId: string, { region, from, to }: Way): Promise<void> {
  await db
    .insertInto('migrated_case')
    .columns(['run_id', 'case_id', 'outcome', 'reasons'])
    .expression((eb) => {
      const open = eb
        .selectFrom('cases')
        .select((of) => [of.val(runId).as('run_id'), 'id', of.val('waiting').as('outcome'), of.val('[]').as('reasons')])
        .where('status', '=', 'open')
        .where('region', '>=', region)
        .where('region', '<', endOf(region))
      return from === undefined ? open.where('release', '!=', to) : open.where('release', '=', from)
    })
    .execute()
}

/** A release that is or was in force for the region, or for one that contains it or lies in it. */
async function knownRelease(db: Db, region: string, digest: string): Promise<void> {
  const rows = await db.selectFrom('publication').select('region').where('digest', '=', digest).execute()
  const isNear = rows.some((row) => areasOf(region).includes(row.region) || contains(region, row.region))
  if (!isNear) throw new RefusedError('not-found')
}

/** The migration as it is kept. @throws {RefusedError} `invalid-definitions` */
async function checked(
  { store, releases }: Deps,
  { migration: given, region, from, to }: Way & { readonly migration?: unknown },
): Promise<Migration | undefined> {
  if (given === undefined || given === null) return undefined
  const { migration, findings } = readMigration(given)
  if (!migration) throw new RefusedError('invalid-definitions', { findings })
  const target = await releases.ready(to)
  const sources = from === undefined ? await openReleases(store.db, { region, to }) : [from]
  const found: Finding[] = []
  for (const source of sources) {
    found.push(...checkMigration(migration, (await releases.ready(source)).compiled, target.compiled))
  }
  if (hasErrors(found)) throw new RefusedError('invalid-definitions', { findings: found })
  return migration
}

async function openReleases(db: Db, { region, to }: Way): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('release')
    .distinct()
    .where('status', '=', 'open')
    .where('region', '>=', region)
    .where('region', '<', endOf(region))
    .where('release', '!=', to)
    .execute()
  return rows.map(({ release }) => release)
}
