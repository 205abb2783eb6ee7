import { type Bundle, hasErrors, readBundle } from '#definitions'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'

interface Kept {
  readonly version: string
  readonly installedAt: number
  readonly bundle: Bundle
}

/** Bundles that were read, by the database they are in: the same objects as long as they are the same, since resolving shares work by them. */
const keptFor = new WeakMap<Db, Map<string, Kept>>()

/** The bundles that are installed, read. @throws {RefusedError} `invalid-definitions` where one of them is broken. */
export async function installedBundles(db: Db): Promise<Bundle[]> {
  const kept = keptFor.get(db) ?? new Map<string, Kept>()
  keptFor.set(db, kept)
  const rows = await db.selectFrom('installed_bundle').select(['id', 'version', 'installed_at']).orderBy('id').execute()
  const stale = rows.filter(({ id, version, installed_at }) => {
    const known = kept.get(id)
    return known?.version !== version || known.installedAt !== installed_at
  })
  if (stale.length > 0)
    await read(
      db,
      kept,
      stale.map(({ id }) => id),
    )
  return rows.flatMap(({ id }) => kept.get(id)?.bundle ?? [])
}

async function read(db: Db, kept: Map<string, Kept>, ids: readonly string[]): Promise<void> {
  const rows = await db.selectFrom('installed_bundle').selectAll().where('id', 'in', ids).execute()
  await Promise.all(
    rows.map(async ({ id, version, installed_at: installedAt, files }) => {
      const { bundle, findings } = await readBundle(
        new Map(Object.entries(JSON.parse(files) as Record<string, string>)),
      )
      if (!bundle || hasErrors(findings)) throw new RefusedError('invalid-definitions', { findings })
      kept.set(id, { version, installedAt, bundle })
    }),
  )
}
