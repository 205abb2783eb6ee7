import {
  type Bundle,
  type CompiledRelease,
  compileRelease,
  diffReleases,
  hasErrors,
  type Layer,
  type LayerChange,
  type Release,
  readBundle,
  resolveRelease,
} from '#definitions'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { armStartTriggers } from '../execution/start-triggers.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import type { Db, Store, Tx } from '../store/store.ts'
import { notCarriedOutIn } from './carried-out.ts'

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
}

/** The bundles that are installed, read. @throws {RefusedError} `invalid-definitions` where one of them is broken. */
export async function installedBundles(db: Db): Promise<Bundle[]> {
  const rows = await db.selectFrom('installed_bundle').select(['id', 'files']).orderBy('id').execute()
  return Promise.all(
    rows.map(async ({ files }) => {
      const { bundle, findings } = await readBundle(
        new Map(Object.entries(JSON.parse(files) as Record<string, string>)),
      )
      if (!bundle || hasErrors(findings)) throw new RefusedError('invalid-definitions', { findings })
      return bundle
    }),
  )
}

/** What publishing the region's drafts now would give. */
export async function resolveDrafts(db: Db, region: string, jobTypes: readonly string[] | undefined) {
  const bundles = await installedBundles(db)
  const [layers, drafts] = await Promise.all([layersAbove(db, region), draftsOf(db, region)])
  const { release, findings } = await resolveRelease(region, bundles, withDrafts(layers, region, drafts), {
    jobTypes,
    calendar: chineseCalendar,
  })
  return { release, findings: [...findings, ...(release ? await notCarriedOutIn(release) : [])], drafts }
}

/**
 * Makes the region's drafts its layer and puts the release that follows from them in force, all in one transaction.
 * @throws {RefusedError} `nothing-to-publish`; `invalid-definitions` with the findings; `draft-changed` where
 * someone else edited or published meanwhile. Then nothing has changed.
 */
export async function publishDrafts(store: Store, publish: Publish): Promise<Publication> {
  const { region } = publish
  const seen = await lastNumber(store.db, region)
  const { release, findings, drafts } = await resolveDrafts(store.db, region, publish.jobTypes)
  if (drafts.length === 0) throw new RefusedError('nothing-to-publish')
  if (!release || hasErrors(findings)) throw new RefusedError('invalid-definitions', { findings })

  const compiled = await compileRelease(release, { calendar: chineseCalendar })
  return store.write(async (tx) => {
    const now = await draftsOf(tx.db, region)
    const same = now.length === drafts.length && now.every((draft, at) => draft.version === drafts[at]?.version)
    if (!same || (await lastNumber(tx.db, region)) !== seen) throw new RefusedError('draft-changed')
    for (const { kind, id, content } of drafts) {
      await tx.db
        .insertInto('published_change')
        .values({ region, kind, definition_id: id, content })
        .onConflict((conflict) => conflict.columns(['region', 'kind', 'definition_id']).doUpdateSet({ content }))
        .execute()
    }
    await tx.db.deleteFrom('draft').where('region', '=', region).execute()
    return putInForce(tx, compiled, publish)
  })
}

/** Stores the release and makes it the one that new cases of the region are started on, by themselves too. */
export async function putInForce(
  tx: Tx,
  compiled: CompiledRelease,
  { region, comment, by, now }: Publish,
): Promise<Publication> {
  const { db } = tx
  const { release } = compiled
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
      published_by: by.displayName,
      comment,
      changed: JSON.stringify(before ? diffReleases(before.release, release) : []),
    })
    .execute()
  await armStartTriggers(tx, region, compiled, now)
  await writeAudit(tx, {
    stream: `region:${region}`,
    at: now,
    actor: by.id,
    action: 'publish-release',
    subject: release.digest,
  })
  return { region, number, release }
}

export interface StoredDraft extends LayerChange {
  readonly version: number
}

async function draftsOf(db: Db, region: string): Promise<StoredDraft[]> {
  const rows = await db
    .selectFrom('draft')
    .select(['kind', 'definition_id', 'content', 'version'])
    .where('region', '=', region)
    .orderBy('kind')
    .orderBy('definition_id')
    .execute()
  return rows.map(({ kind, definition_id, content, version }) => ({
    kind: kind as LayerChange['kind'],
    id: definition_id,
    content,
    version,
  }))
}

/** The published layers of the regions that contain this one, itself included, from the outside in. */
export async function layersAbove(db: Db, region: string): Promise<Layer[]> {
  const rows = await db
    .selectFrom('published_change')
    .selectAll()
    .where('region', 'in', areasOf(region))
    .orderBy('region')
    .orderBy('kind')
    .orderBy('definition_id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.region)].map(([of, changes]) => ({
    region: of,
    changes: changes.map(({ kind, definition_id, content }) => ({
      kind: kind as LayerChange['kind'],
      id: definition_id,
      content,
    })),
  }))
}

function withDrafts(layers: readonly Layer[], region: string, drafts: readonly LayerChange[]): Layer[] {
  const published = layers.find((layer) => layer.region === region)?.changes ?? []
  const key = ({ kind, id }: LayerChange) => `${kind}/${id}`
  const changes = new Map(
    [...published, ...drafts].map(({ kind, id, content }) => [key({ kind, id, content }), { kind, id, content }]),
  )
  const others = layers.filter((layer) => layer.region !== region)
  return changes.size > 0 ? [...others, { region, changes: [...changes.values()] }] : others
}

async function lastNumber(db: Db, region: string) {
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
async function lastRelease(db: Db, region: string) {
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
