import { type Choice, hasErrors, type LayerConflict, layerName, withSettled } from '#definitions'
import type { Finding } from '#findings'
import { notChecked } from '../checks/not-checked.ts'
import type { Deps } from '../deps.ts'
import { RefusedError } from '../refused-error.ts'
import { lastNumber, lastRelease, type Publication, type Publish, type PublishDeps, putInForce } from './publish.ts'
import { layersAbove, putCarried, putLayer } from './region-layers.ts'
import type { Resolved } from './resolver.ts'

/** Milliseconds that an answer to who published waits for the regions below. */
export const seenToFollow = 3000

const machine = { id: 'system', displayName: '系统' }

export interface UpgradeDeps extends Pick<Deps, 'store' | 'clock' | 'jobTypes'> {
  readonly checks: Pick<Deps['checks'], 'resolverFor'>
}

/**
 * Lets the next region follow that something changed under: it gets a release with what changed and its own layer. Where
 * both changed the same, where the result has errors or a scenario fails, it keeps its release and waits for a person.
 * False where none is due.
 */
export async function followNext(deps: UpgradeDeps): Promise<boolean> {
  const { store, clock } = deps
  const due = await store.db
    .selectFrom('region_upgrade')
    .selectAll()
    .where('status', '=', 'due')
    .orderBy('region')
    .limit(1)
    .executeTakeFirst()
  if (!due) return false
  const { region, since } = due
  const seen = await lastNumber(store.db, region)
  const now = clock.now()
  const { release, starts, conflicts, findings, changes, carried } = await resolvedForMachine(deps, region, now)
  await store.write(async (tx) => {
    const { numUpdatedRows } = await tx.db
      .updateTable('region_upgrade')
      .set({ status: 'waiting', why: JSON.stringify(findings.filter(({ severity }) => severity === 'error')) })
      .where('region', '=', region)
      .where('status', '=', 'due')
      .where('since', '=', since)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n || (await lastNumber(tx.db, region)) !== seen) return
    if (!release || !starts || conflicts.length > 0 || hasErrors(findings)) return
    await putLayer(tx, region, changes, carried)
    if ((await lastRelease(tx.db, region))?.release.digest === release.digest) {
      await tx.db.deleteFrom('region_upgrade').where('region', '=', region).execute()
      return
    }
    await putInForce(tx, { release, starts }, { region, comment: '随上级更新', by: machine, now, layer: changes })
  })
  return true
}

/** A region whose definitions take too long waits for a person like one that has errors, and holds up no other. */
async function resolvedForMachine({ checks, jobTypes }: UpgradeDeps, region: string, at: number): Promise<Resolved> {
  try {
    return await checks.resolverFor(machine.id).resolve(region, { jobTypes, scenarios: true, at })
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'check-too-costly') throw error
    return { findings: [notChecked], conflicts: [], changes: [], carried: [], drafts: [] }
  }
}

/** Lets regions follow for about so many milliseconds, so that who published sees them follow; the rest goes on by itself. */
export async function followFor(deps: UpgradeDeps, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  try {
    while (performance.now() < end && (await followNext(deps)));
  } catch (error) {
    // They follow by themselves when the threads that resolve have time again.
    if (!(error instanceof RefusedError)) throw error
  }
}

/** What a region waits for. */
export interface WaitingUpgrade {
  readonly since: number
  readonly conflicts: readonly LayerConflict[]
  /** What else keeps it from following. */
  readonly findings: readonly Finding[]
}

/** What the region must decide; nothing where it does not wait. */
export async function waitingUpgrade(
  { store, jobTypes, checks }: UpgradeDeps,
  region: string,
): Promise<WaitingUpgrade | undefined> {
  const row = await store.db.selectFrom('region_upgrade').selectAll().where('region', '=', region).executeTakeFirst()
  if (!row) return undefined
  const { conflicts, findings } = await checks
    .resolverFor(machine.id)
    .resolve(region, { jobTypes, scenarios: true, brief: true })
  return { since: row.since, conflicts, findings: findings.filter(({ severity }) => severity === 'error') }
}

export interface Settle {
  readonly region: string
  /** Bundle id, or `region:CODE`; the layer of the region itself where left out. */
  readonly layer?: string
  readonly kind: LayerConflict['kind']
  readonly id: string
  /** Id of the conflict. */
  readonly conflict: string
  /** Left out, the choice is taken back. */
  readonly choice?: Choice
  readonly by: string
  readonly now: number
}

/**
 * Keeps what a person chose in the layer that it is about; it is applied when the region follows.
 * @throws {RefusedError} `not-found` where there is no such conflict, or it does not offer that choice.
 */
export async function settle(deps: UpgradeDeps, asked: Settle): Promise<void> {
  const { region, kind, id, conflict, choice, by, now } = asked
  const layer = asked.layer ?? layerName({ region })
  const { conflicts } = await deps.checks.resolverFor(by).resolve(region, { jobTypes: deps.jobTypes, brief: true })
  const open = conflicts.find(
    (other) => other.layer === layer && other.kind === kind && other.id === id && other.conflict.id === conflict,
  )
  if (choice && !open?.conflict.choices.some((offered) => offered.choice === choice))
    throw new RefusedError('not-found')
  const below = open?.conflict.below
  const settling = { kind, id, conflict, below, choice, by, at: new Date(now).toISOString() }
  await deps.store.write(async (tx) => {
    const layers = await layersAbove(tx.db, region)
    const stored = layers.find((other) => layerName(other) === layer && other.settledIn === region)
    if (!stored) throw new RefusedError('not-found')
    const settled = { ...stored, ...withSettled(stored, settling) }
    if (stored.bundle) await putCarried(tx, region, settled)
    else await putLayer(tx, region, settled.changes)
  })
}

/**
 * Puts the release in force that follows from what lies below now and what was chosen.
 * @throws {RefusedError} `nothing-to-publish` where nothing waits; `upgrade-waiting` where conflicts are left;
 * `invalid-definitions`.
 */
export async function follow({ store, resolver }: PublishDeps, publish: Publish): Promise<Publication> {
  const { region, jobTypes, now: at } = publish
  const waits = await store.db
    .selectFrom('region_upgrade')
    .select('since')
    .where('region', '=', region)
    .executeTakeFirst()
  if (!waits) throw new RefusedError('nothing-to-publish')
  const seen = await lastNumber(store.db, region)
  const asked = { jobTypes, scenarios: true, at }
  const { release, starts, conflicts, findings, changes, carried } = await resolver.resolve(region, asked)
  if (conflicts.length > 0) throw new RefusedError('upgrade-waiting')
  if (!release || !starts) throw new RefusedError('invalid-definitions', { findings })
  return store.write(async (tx) => {
    if ((await lastNumber(tx.db, region)) !== seen) throw new RefusedError('draft-changed')
    await putLayer(tx, region, changes, carried)
    return putInForce(tx, { release, starts }, { ...publish, layer: changes })
  })
}
