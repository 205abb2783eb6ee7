import { type DefinitionChange, diffReleases, type LayerChange, type Release } from '#definitions'
import { armStartTriggers, type ProcessStart } from '../execution/start-triggers.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import type { Db, Store, Tx } from '../store/store.ts'
import type { Draft } from './drafted-layer.ts'
import { markBelow, upgradeWaits } from './due-upgrades.ts'
import { putLayer } from './region-layers.ts'
import type { Resolver } from './resolver.ts'

export interface Publication {
  readonly region: string
  readonly number: number
  readonly release: Release
}

export interface Publish {
  readonly region: string
  readonly comment: string
  readonly by: { readonly id: string; readonly displayName: string }
  readonly now: number
  /** The jobs that plugins offer; a process that asks for another one is told of. Unchecked where left out. */
  readonly jobTypes?: readonly string[]
  /** Who approved it, where two persons publish. */
  readonly approvedBy?: { readonly id: string; readonly displayName: string }
}

/**
 * Makes the region's drafts its layer and puts the release that follows from them in force, all in one transaction. The
 * regions below it that have releases of their own follow after that.
 * @throws {RefusedError} `nothing-to-publish`; `upgrade-waiting` where the region must settle conflicts first;
 * `invalid-definitions` with the findings, of scenarios too; `draft-changed` where someone else edited or published
 * meanwhile; `review-needed` where the region says that two persons publish. Then nothing has changed.
 */
export async function publishDrafts({ store, resolver }: PublishDeps, publish: Publish): Promise<Publication> {
  const { region, jobTypes, now: at } = publish
  const seen = await lastNumber(store.db, region)
  const asked = { jobTypes, withDrafts: true, scenarios: true, at }
  const { release, starts, findings, drafts, changes, carried } = await resolver.resolve(region, asked)
  if (drafts.length === 0) throw new RefusedError('nothing-to-publish')
  if (await upgradeWaits(store.db, region)) throw new RefusedError('upgrade-waiting')
  if (!release || !starts) throw new RefusedError('invalid-definitions', { findings })
  if (!publish.approvedBy && (await needsReview(store.db, region))) throw new RefusedError('review-needed')

  return store.write(async (tx) => {
    const now = await draftVersions(tx.db, region)
    if (!sameDrafts(now, drafts) || (await lastNumber(tx.db, region)) !== seen) throw new RefusedError('draft-changed')
    await putLayer(tx, region, changes, carried)
    await tx.db.deleteFrom('draft').where('region', '=', region).execute()
    return putInForce(tx, { release, starts }, { ...publish, layer: changes })
  })
}

export interface PublishDeps {
  readonly store: Store
  readonly resolver: Resolver
}

export interface InForce extends Publish {
  /** The region's own layer, which the release contains. */
  readonly layer: readonly LayerChange[]
}

/** Stores the release and makes it the one that new cases of the region are started on, by themselves too. */
export async function putInForce(
  tx: Tx,
  { release, starts }: { readonly release: Release; readonly starts: readonly ProcessStart[] },
  { region, comment, by, now, layer, approvedBy }: InForce,
): Promise<Publication> {
  const { db } = tx
  const before = await lastRelease(db, region)
  await db
    .insertInto('stored_release')
    .values({ digest: release.digest, region, content: JSON.stringify(release) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const number = (before?.number ?? 0) + 1
  await db
    .insertInto('publication')
    .values({
      region,
      number,
      digest: release.digest,
      published_at: now,
      published_by: approvedBy ? `${by.displayName}、${approvedBy.displayName}` : by.displayName,
      comment,
      changed: JSON.stringify(before ? diffReleases(before.release, release) : []),
      layer: JSON.stringify(layer),
    })
    .execute()
  await armStartTriggers(tx, region, release.digest, starts)
  await markBelow(tx, region, now)
  const audit = { stream: `region:${region}`, at: now, subject: release.digest }
  await writeAudit(tx, { ...audit, actor: by.id, action: 'publish-release' })
  if (approvedBy) await writeAudit(tx, { ...audit, actor: approvedBy.id, action: 'approve-release' })
  return { region, number, release }
}

/**
 * Puts an older release of the region in force again, and its layer with it. Drafts stay.
 * @throws {RefusedError} `not-found` where the region never had it; `nothing-to-publish` where it is in force;
 * `review-needed`.
 */
export async function rollBack(
  { store, resolver }: PublishDeps,
  publish: Publish & { readonly digest: string },
): Promise<Publication> {
  const { region, digest } = publish
  const wanted = await publicationOf(store.db, region, digest)
  if (!wanted) throw new RefusedError('not-found')
  if ((await lastRelease(store.db, region))?.release.digest === digest) throw new RefusedError('nothing-to-publish')
  if (!publish.approvedBy && (await needsReview(store.db, region))) throw new RefusedError('review-needed')
  const release = JSON.parse(wanted.content) as Release
  const starts = await resolver.startsOf(digest, publish.now)
  const layer = JSON.parse(wanted.layer ?? '[]') as readonly LayerChange[]
  return store.write(async (tx) => {
    await putLayer(tx, region, layer)
    return putInForce(tx, { release, starts }, { ...publish, layer })
  })
}

/** What putting an older release in force again would change. */
export async function rollBackChanges(db: Db, region: string, digest: string): Promise<DefinitionChange[]> {
  const wanted = await publicationOf(db, region, digest)
  if (!wanted) throw new RefusedError('not-found')
  return diffReleases((await lastRelease(db, region))?.release, JSON.parse(wanted.content) as Release)
}

function publicationOf(db: Db, region: string, digest: string) {
  return db
    .selectFrom('publication')
    .innerJoin('stored_release', 'stored_release.digest', 'publication.digest')
    .select(['content', 'layer'])
    .where('publication.region', '=', region)
    .where('publication.digest', '=', digest)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The setting by which a region says that two persons publish. */
const reviewSetting = 'publishingByTwo'

/** Whether what is in force in the region says that two persons publish. Nobody escapes it by a draft that says otherwise. */
export async function needsReview(db: Db, region: string): Promise<boolean> {
  const settings = (await lastRelease(db, region))?.release.settings ?? {}
  return Object.hasOwn(settings, reviewSetting) && settings[reviewSetting]?.value === true
}

export function sameDrafts(left: readonly DraftVersion[], right: readonly DraftVersion[]): boolean {
  const version = ({ kind, id, version: of }: DraftVersion) => `${kind}/${id} ${of}`
  return left.length === right.length && left.every((draft, at) => version(draft) === version(right[at]!))
}

/** Which drafts there are, without what is in them. */
export type DraftVersion = Pick<Draft, 'kind' | 'id' | 'version' | 'by'>

export async function draftVersions(db: Db, region: string): Promise<DraftVersion[]> {
  const rows = await db
    .selectFrom('draft')
    .select(['kind', 'definition_id', 'version', 'edited_by'])
    .where('region', '=', region)
    .orderBy('kind')
    .orderBy('definition_id')
    .execute()
  return rows.map(({ kind, definition_id, version, edited_by }) => ({
    kind: kind as LayerChange['kind'],
    id: definition_id,
    version,
    by: edited_by,
  }))
}

export async function draftsOf(db: Db, region: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('draft')
    .selectAll()
    .where('region', '=', region)
    .orderBy('kind')
    .orderBy('definition_id')
    .execute()
  return rows.map(({ kind, definition_id, content, base, version, edited_by, edited_at }) => ({
    kind: kind as LayerChange['kind'],
    id: definition_id,
    content,
    ...(base !== null && { base }),
    version,
    by: edited_by,
    at: new Date(edited_at).toISOString(),
  }))
}

export async function lastNumber(db: Db, region: string) {
  const row = await db
    .selectFrom('publication')
    .select('number')
    .where('region', '=', region)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** The release before this one: the region's own last one, or else the one that held from above. */
export async function lastRelease(db: Db, region: string) {
  const row = await db
    .selectFrom('publication')
    .innerJoin('stored_release', 'stored_release.digest', 'publication.digest')
    .select(['publication.region', 'number', 'content'])
    .where('publication.region', 'in', areasOf(region))
    .orderBy('publication.region', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { number: row.region === region ? row.number : 0, release: JSON.parse(row.content) as Release }
}
