import { type DefinitionChange, diffReleases } from '#definitions'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import { newId } from '../store/id.ts'
import type { Db } from '../store/store.ts'
import { upgradeWaits } from './due-upgrades.ts'
import {
  draftVersions,
  lastNumber,
  lastRelease,
  type Publication,
  publishDrafts,
  rollBack,
  rollBackChanges,
} from './publish.ts'

export interface PublishRequest {
  readonly id: string
  readonly region: string
  readonly kind: 'drafts' | 'rollback'
  readonly digest: string
  readonly comment: string
  readonly changed: readonly DefinitionChange[]
  readonly status: 'open' | 'approved' | 'returned' | 'withdrawn' | 'outdated'
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: number
  readonly decidedByName?: string
  readonly decidedAt?: number
  readonly reason?: string
}

export interface Ask {
  readonly region: string
  readonly comment: string
  /** An older release to put in force again; the drafts where left out. */
  readonly digest?: string
  readonly user: SignedIn
}

type RequestDeps = Pick<Deps, 'store' | 'clock' | 'jobTypes' | 'checks'>

/**
 * Asks another person to publish the region's drafts, or an older release. What is asked for is what is there now: a
 * change after it ends the request.
 * @throws {RefusedError} `nothing-to-publish`, `invalid-definitions`, `upgrade-waiting`; `wrong-state` where a request is open.
 */
export function askToPublish(deps: RequestDeps) {
  const { store, clock } = deps
  return async ({ region, comment, digest, user }: Ask): Promise<PublishRequest> => {
    const asked = digest === undefined ? await drafted(deps, user, region) : await older(store.db, region, digest)
    const row = {
      id: newId(clock.now()),
      region,
      comment,
      status: 'open',
      ...asked,
      asked_by: user.id,
      asked_by_name: user.displayName,
      asked_at: clock.now(),
    }
    await store.write(async (tx) => {
      const made = await tx.db
        .insertInto('publish_request')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (made.numInsertedOrUpdatedRows !== 1n) throw new RefusedError('wrong-state')
      const audit = { stream: `region:${region}`, at: row.asked_at, actor: user.id, subject: asked.digest }
      await writeAudit(tx, { ...audit, action: 'ask-to-publish' })
    })
    return requestOf(row)
  }
}

async function drafted({ store: { db }, checks, jobTypes }: RequestDeps, user: SignedIn, region: string) {
  const seen = await lastNumber(db, region)
  const asked = { jobTypes, withDrafts: true, scenarios: true }
  const { release, findings, drafts } = await checks.resolverFor(user.id).resolve(region, asked)
  if (drafts.length === 0) throw new RefusedError('nothing-to-publish')
  if (await upgradeWaits(db, region)) throw new RefusedError('upgrade-waiting')
  if (!release) throw new RefusedError('invalid-definitions', { findings })
  const before = (await lastRelease(db, region))?.release
  return {
    kind: 'drafts',
    digest: release.digest,
    drafts: JSON.stringify({ seen, drafts: drafts.map(({ kind, id, version }) => ({ kind, id, version })) }),
    changed: JSON.stringify(diffReleases(before, release)),
  }
}

async function older(db: Db, region: string, digest: string) {
  const changed = await rollBackChanges(db, region, digest)
  if (changed.length === 0) throw new RefusedError('nothing-to-publish')
  return { kind: 'rollback', digest, drafts: '[]', changed: JSON.stringify(changed) }
}

export interface Decide {
  readonly id: string
  readonly region: string
  readonly user: SignedIn
}

/**
 * Publishes what was asked for. @throws {RefusedError} `own-request` for who asked or who edited a draft of it;
 * `request-outdated` where something changed after it; `not-found` where it is not open. Whatever publishing throws.
 */
export function approve(deps: RequestDeps) {
  return async ({ id, region, user }: Decide): Promise<Publication> => {
    const { store, clock, jobTypes, checks } = deps
    const request = await openRequest(store.db, id, region)
    if (request.askedBy === user.id) throw new RefusedError('own-request')
    if (request.kind === 'drafts') {
      const now = await drafted(deps, user, region)
      const editors = (await draftVersions(store.db, region)).map(({ by }) => by)
      if (editors.includes(user.displayName)) throw new RefusedError('own-request')
      if (now.digest !== request.digest || now.drafts !== request.drafts) {
        await decide(deps, request, { status: 'outdated', user })
        throw new RefusedError('request-outdated')
      }
    }
    const by = { id: request.askedBy, displayName: request.askedByName }
    const resolver = checks.resolverFor(user.id)
    const publish = { region, comment: request.comment, by, approvedBy: user, now: clock.now(), jobTypes }
    const made =
      request.kind === 'drafts'
        ? await publishDrafts({ store, resolver }, publish)
        : await rollBack({ store, resolver }, { ...publish, digest: request.digest })
    await decide(deps, request, { status: 'approved', user })
    return made
  }
}

/** Sends the request back with a reason, or takes it back where who asked does so. @throws {RefusedError} `not-found`. */
export function sendBack(deps: RequestDeps) {
  return async ({ id, region, user, reason }: Decide & { readonly reason: string }): Promise<void> => {
    const request = await openRequest(deps.store.db, id, region)
    const status = request.askedBy === user.id ? 'withdrawn' : 'returned'
    await decide(deps, request, { status, user, reason })
  }
}

async function decide(
  { store, clock }: RequestDeps,
  { id, region, digest }: PublishRequest,
  made: { readonly status: PublishRequest['status']; readonly user: SignedIn; readonly reason?: string },
) {
  const { status, user, reason } = made
  const at = clock.now()
  await store.write(async (tx) => {
    await tx.db
      .updateTable('publish_request')
      .set({ status, decided_by: user.id, decided_by_name: user.displayName, decided_at: at, reason: reason ?? null })
      .where('id', '=', id)
      .where('status', '=', 'open')
      .execute()
    const audit = { stream: `region:${region}`, at, actor: user.id, subject: digest }
    await writeAudit(tx, { ...audit, action: `publish-request-${status}` })
  })
}

async function openRequest(db: Db, id: string, region: string) {
  const row = await db
    .selectFrom('publish_request')
    .selectAll()
    .where('id', '=', id)
    .where('region', '=', region)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (!row) throw new RefusedError('not-found')
  return { ...requestOf(row), drafts: row.drafts }
}

/** The requests of a region, the newest first. */
export async function publishRequests(db: Db, region: string): Promise<PublishRequest[]> {
  const rows = await db
    .selectFrom('publish_request')
    .selectAll()
    .where('region', '=', region)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(requestOf)
}

interface Row {
  readonly id: string
  readonly region: string
  readonly kind: string
  readonly digest: string
  readonly comment: string
  readonly changed: string
  readonly status: string
  readonly asked_by: string
  readonly asked_by_name: string
  readonly asked_at: number
  readonly decided_by_name?: string | null
  readonly decided_at?: number | null
  readonly reason?: string | null
}

function requestOf(row: Row): PublishRequest {
  const { id, region, digest, comment, decided_by_name, decided_at, reason } = row
  return {
    id,
    region,
    kind: row.kind as PublishRequest['kind'],
    digest,
    comment,
    changed: JSON.parse(row.changed) as DefinitionChange[],
    status: row.status as PublishRequest['status'],
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    ...(decided_by_name && { decidedByName: decided_by_name }),
    ...(decided_at && { decidedAt: decided_at }),
    ...(reason && { reason }),
  }
}
