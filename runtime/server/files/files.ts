import type { FileInfo } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { accessOf, type SignedIn } from '../permissions/access.ts'
import { sightOf } from '../permissions/sight.ts'
import { RefusedError } from '../refused-error.ts'
import { newId } from '../store/id.ts'
import type { Store } from '../store/store.ts'
import { nameOfImage, sniffType, tidyName } from './sniff.ts'

type FileDeps = Pick<Deps, 'store' | 'images' | 'releases' | 'clock'>

/** Bytes. */
export const largestFile = 10 * 1024 * 1024
/** How long an upload waits for an answer or a draft to name it. */
const unattachedFor = 7 * 24 * 3_600_000

export interface Upload {
  readonly user: SignedIn
  readonly name: string
  readonly content: Buffer
  readonly now: number
}

/**
 * Keeps an uploaded file until an answer names it; a picture is made anew from its pixels.
 * @throws {RefusedError} `unsupported-file`, `heic-image`, `broken-image`, `image-too-large`, `busy`.
 */
export async function keepFile({ store, images }: FileDeps, { user, name, content, now }: Upload): Promise<FileInfo> {
  const type = await sniffType(content, name)
  if (type === undefined) throw new RefusedError('unsupported-file')
  const image = type.startsWith('image/') ? await images.encode(content, type) : undefined
  const kept = image
    ? { name: nameOfImage(name, image.full.type), type: image.full.type, content: Buffer.from(image.full.content) }
    : { name: tidyName(name), type, content }
  const file = { id: newId(now), name: kept.name, type: kept.type, size: kept.content.length }
  await store.write(async ({ db }) => {
    await db
      .insertInto('file')
      .values({
        ...file,
        uploaded_by: user.id,
        uploaded_at: now,
        case_id: null,
        kept_until: now + unattachedFor,
        masked: 0,
      })
      .execute()
    await db.insertInto('file_content').values({ file_id: file.id, content: kept.content }).execute()
    if (!image) return
    const { type, content } = image.small
    await db
      .insertInto('file_thumbnail')
      .values({ file_id: file.id, type, content: Buffer.from(content) })
      .execute()
  })
  return file
}

export interface FileDownload extends FileInfo {
  readonly content: Uint8Array
}

/** A file for those who see its case; one that no answer names yet, for who uploaded it. @throws {RefusedError} `not-found`. */
export async function readFile(deps: FileDeps, user: SignedIn, id: string): Promise<FileDownload> {
  const file = await visibleFile(deps, user, id)
  const { content } = await deps.store.db
    .selectFrom('file_content')
    .select('content')
    .where('file_id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...file, content }
}

/** The small picture of an image; of one that has none, itself. @throws {RefusedError} `not-found`. */
export async function readThumbnail(deps: FileDeps, user: SignedIn, id: string): Promise<FileDownload> {
  const file = await visibleFile(deps, user, id)
  if (!file.type.startsWith('image/')) throw new RefusedError('not-found')
  const small = await deps.store.db
    .selectFrom('file_thumbnail')
    .select(['type', 'content'])
    .where('file_id', '=', id)
    .executeTakeFirst()
  return small
    ? { ...file, type: small.type, size: small.content.length, content: small.content }
    : readFile(deps, user, id)
}

async function visibleFile({ store, releases, clock }: FileDeps, user: SignedIn, id: string): Promise<FileInfo> {
  const file = await store.db
    .selectFrom('file')
    .leftJoin('cases', 'cases.id', 'file.case_id')
    .select(['file.id', 'name', 'type', 'size', 'uploaded_by', 'case_id', 'masked', 'region', 'started_by', 'release'])
    .where('file.id', '=', id)
    .executeTakeFirst()
  if (!file) throw new RefusedError('not-found')
  const { case_id, region, started_by, release } = file
  if (case_id === null || region === null || started_by === null || release === null) {
    if (file.uploaded_by !== user.id) throw new RefusedError('not-found')
  } else {
    if (!accessOf(user).maySeeCase({ region, startedBy: started_by })) throw new RefusedError('not-found')
    if (file.masked === 1) {
      const { roles } = (await releases.ready(release)).release
      const isClear = sightOf(user, region, roles) === 'clear' || (await wasShown(store, user, id, clock.now()))
      if (!isClear) throw new RefusedError('not-found')
    }
  }
  return { id: file.id, name: file.name, type: file.type, size: file.size }
}

async function wasShown({ db }: Store, user: SignedIn, id: string, now: number): Promise<boolean> {
  const sight = await db
    .selectFrom('file_sight')
    .select('until')
    .where('user_id', '=', user.id)
    .where('file_id', '=', id)
    .executeTakeFirst()
  return sight !== undefined && sight.until > now
}

/** Keeps the files of this person that no answer names yet, if they are that, until then. */
export async function keepFor(store: Store, user: SignedIn, ids: readonly string[], until: number): Promise<void> {
  if (ids.length === 0) return
  await store.write(({ db }) =>
    db
      .updateTable('file')
      .set({ kept_until: until })
      .where('id', 'in', [...ids])
      .where('uploaded_by', '=', user.id)
      .where('case_id', 'is', null)
      .where('kept_until', '<', until)
      .execute(),
  )
}

/** Removes what was uploaded and then never named by an answer or a draft. */
export async function removeUnattachedFiles(store: Store, now: number): Promise<void> {
  await store.write(async ({ db }) => {
    const old = db.selectFrom('file').select('id').where('case_id', 'is', null).where('kept_until', '<', now)
    await db.deleteFrom('file_thumbnail').where('file_id', 'in', old).execute()
    await db.deleteFrom('file_content').where('file_id', 'in', old).execute()
    await db.deleteFrom('file').where('case_id', 'is', null).where('kept_until', '<', now).execute()
  })
}
