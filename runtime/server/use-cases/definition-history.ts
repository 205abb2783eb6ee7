import { type DefinitionKind, definitionsOf, definitionText, type Release } from '#definitions'
import type { DefinitionVersion } from '#runtime/api'
import { iso } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { areasOf } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'
import type { NamedDefinition } from './definitions.ts'

/** Versions kept of one definition in one region, and the characters they may have together. */
export const versionsKept = 50
export const charactersKept = 8 * 1024 * 1024
/** What one person saves within this long is one version. */
export const oneVersionFor = 10 * 60_000

interface SavedVersion {
  readonly content: string
  readonly by: string
  readonly at: number
  /** The draft begins here, or was put on something else: it is not taken together with what was saved before. */
  readonly isNew?: boolean
}

/** Keeps what a draft is now, in the transaction that saves it; the oldest versions give way. */
export async function keepVersion(db: Db, { region, kind, id }: NamedDefinition, saved: SavedVersion): Promise<void> {
  const { content, by, at, isNew = false } = saved
  const kept = await db
    .selectFrom('definition_version')
    .select((eb) => ['number', 'saved_by', 'begun_at', eb.fn<number>('length', ['content']).as('size')])
    .where('region', '=', region)
    .where('kind', '=', kind)
    .where('definition_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
  const last = kept[0]
  if (last && !isNew && last.saved_by === by && at - Number(last.begun_at) < oneVersionFor) {
    await db
      .updateTable('definition_version')
      .set({ content, saved_at: at })
      .where('region', '=', region)
      .where('kind', '=', kind)
      .where('definition_id', '=', id)
      .where('number', '=', last.number)
      .execute()
    return
  }
  await db
    .insertInto('definition_version')
    .values({
      region,
      kind,
      definition_id: id,
      number: (last?.number ?? 0) + 1,
      content,
      saved_by: by,
      begun_at: at,
      saved_at: at,
    })
    .execute()
  const tooOld = firstTooOld(kept, content.length)
  if (tooOld === undefined) return
  await db
    .deleteFrom('definition_version')
    .where('region', '=', region)
    .where('kind', '=', kind)
    .where('definition_id', '=', id)
    .where('number', '<=', tooOld)
    .execute()
}

/** The newest number beyond what is kept beside a new version of `size` characters. */
function firstTooOld(
  kept: readonly { readonly number: number; readonly size: number }[],
  size: number,
): number | undefined {
  let together = size
  return kept.find((version, index) => {
    together += Number(version.size)
    return index >= versionsKept - 1 || together > charactersKept
  })?.number
}

/** Earlier states of a definition, the newest first. */
export function definitionHistory({ store, releases }: Deps) {
  return async ({ region, kind, id }: NamedDefinition): Promise<{ items: DefinitionVersion[] }> => {
    await releases.readyAt(region)
    const drafts = await store.db
      .selectFrom('definition_version')
      .select(['number', 'saved_by', 'saved_at'])
      .where('region', '=', region)
      .where('kind', '=', kind)
      .where('definition_id', '=', id)
      .orderBy('number', 'desc')
      .limit(versionsKept)
      .execute()
    const published = (await publicationsFor(store.db, region)).filter(({ changed }) => names(changed, kind, id))
    const items = [
      ...drafts.map((draft) => ({
        at: Number(draft.saved_at),
        item: { version: `draft.${draft.number}`, source: 'draft', by: draft.saved_by } as const,
      })),
      ...published.slice(0, versionsKept).map((release) => ({
        at: Number(release.published_at),
        item: {
          version: `release.${release.number}`,
          source: 'release',
          by: release.published_by,
          comment: release.comment,
        } as const,
      })),
    ]
    return { items: items.sort((a, b) => b.at - a.at).map(({ at, item }) => ({ ...item, at: iso(at) })) }
  }
}

/** The text of an earlier state. @throws {RefusedError} `not-found` */
export function definitionVersion({ store }: Deps) {
  return async ({ region, kind, id, version }: NamedDefinition & { readonly version: string }) => {
    const [source, number] = version.split('.')
    const content =
      source === 'draft'
        ? await draftAt(store.db, { region, kind, id }, Number(number))
        : await publishedAt(store.db, { region, kind, id }, Number(number))
    if (content === undefined) throw new RefusedError('not-found')
    return { content }
  }
}

async function draftAt(db: Db, { region, kind, id }: NamedDefinition, number: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('definition_version')
    .select('content')
    .where('region', '=', region)
    .where('kind', '=', kind)
    .where('definition_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.content
}

async function publishedAt(db: Db, { region, kind, id }: NamedDefinition, number: number): Promise<string | undefined> {
  const publication = (await publicationsFor(db, region)).find((release) => release.number === number)
  if (!publication) return undefined
  const { content } = await db
    .selectFrom('stored_release')
    .select('content')
    .where('digest', '=', publication.digest)
    .executeTakeFirstOrThrow()
  const all: Readonly<Record<string, Parameters<typeof definitionText>[0]>> = definitionsOf(
    JSON.parse(content) as Release,
    kind,
  )
  return Object.hasOwn(all, id) ? definitionText(all[id]!) : undefined
}

/** The newest publications that hold in a region: its own, or those of the nearest region around it that has any. */
async function publicationsFor(db: Db, region: string) {
  const nearest = await db
    .selectFrom('publication')
    .select('region')
    .where('region', 'in', areasOf(region))
    .orderBy('region', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!nearest) return []
  return db
    .selectFrom('publication')
    .selectAll()
    .where('region', '=', nearest.region)
    .orderBy('number', 'desc')
    .limit(publicationsLookedAt)
    .execute()
}

const publicationsLookedAt = 200

function names(changed: string, kind: DefinitionKind, id: string): boolean {
  const all = JSON.parse(changed) as readonly { readonly kind: DefinitionKind; readonly id: string }[]
  return all.some((definition) => definition.kind === kind && definition.id === id)
}
