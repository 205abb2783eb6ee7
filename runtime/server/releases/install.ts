import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bundle, type BundleFiles, compileRelease, hasErrors, readBundle, resolveRelease } from '#definitions'
import type { Finding } from '#findings'
import { chineseCalendar } from '../calendar/chinese-calendar.ts'
import { readBundleFolder } from '../cli/read-bundle-folder.ts'
import type { Db, Store } from '../store/store.ts'
import { notCarriedOutIn } from './carried-out.ts'
import { layersAbove, putInForce } from './publish.ts'

/** A bundle cannot be installed; nothing was. `findings` name file, node and remedy. */
export class BrokenBundleError extends Error {
  readonly code = 'broken-bundle'
  readonly findings: readonly Finding[]

  constructor(bundle: string, findings: readonly Finding[]) {
    super(`The bundle ${bundle} has errors, so nothing was installed. Mend what is listed and start again.`)
    this.findings = findings
  }
}

const calendar = chineseCalendar
const machine = { id: 'system', displayName: '系统' }

export interface Install {
  /** Holds one folder a bundle. */
  readonly folder: string
  /** The region the bundles are released for. */
  readonly region: string
  readonly now: number
}

/**
 * Installs the shipped bundles and puts their release in force for the region; where the installed ones are the same, does
 * nothing. Returns the findings of what was installed.
 *
 * @throws {BrokenBundleError} Then the bundles and the release from before stay.
 */
export async function installBundles(store: Store, { folder, region, now }: Install): Promise<readonly Finding[]> {
  const found = await bundleFolders(folder)
  if (await areInstalled(store, found)) return []
  const bundles: Bundle[] = []
  for (const [name, files] of found) {
    const { bundle, findings } = await readBundle(files)
    if (!bundle || hasErrors(findings)) throw new BrokenBundleError(name, inFolder(name, findings))
    bundles.push(bundle)
  }
  const { release, findings: resolved } = await resolveRelease(region, bundles, await layersAbove(store.db, region), {
    calendar,
  })
  const findings = [...resolved, ...(release ? await notCarriedOutIn(release) : [])]
  if (!release || hasErrors(findings)) throw new BrokenBundleError(folder, findings)

  const compiled = await compileRelease(release, { calendar })
  await store.write(async (tx) => {
    for (const { manifest } of bundles) {
      const files = JSON.stringify(Object.fromEntries(found.get(manifest.id) ?? []))
      const row = { version: manifest.version, files, installed_at: now }
      await tx.db
        .insertInto('installed_bundle')
        .values({ id: manifest.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    }
    // Another node may have installed the same meanwhile: the rows above have waited for it.
    if ((await digestInForce(tx.db, region)) === release.digest) return
    await putInForce(tx, compiled, { region, comment: '安装随附的定义包', by: machine, now })
  })
  return findings
}

async function bundleFolders(folder: string): Promise<Map<string, BundleFiles>> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const read = names.map(async ({ name }) => {
    const { files, findings } = await readBundleFolder(join(folder, name))
    if (hasErrors(findings)) throw new BrokenBundleError(name, inFolder(name, findings))
    return [name, files] as const
  })
  return new Map(await Promise.all(read))
}

async function areInstalled(store: Store, found: ReadonlyMap<string, BundleFiles>) {
  const rows = await store.db.selectFrom('installed_bundle').select(['id', 'files']).execute()
  const installed = new Map(rows.map(({ id, files }) => [id, files]))
  return [...found].every(([name, files]) => installed.get(name) === JSON.stringify(Object.fromEntries(files)))
}

async function digestInForce(db: Db, region: string) {
  const row = await db
    .selectFrom('publication')
    .select('digest')
    .where('region', '=', region)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.digest
}

function inFolder(name: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, file: finding.file ? `${name}/${finding.file}` : name }))
}
