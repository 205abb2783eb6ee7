import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bundle, type BundleFiles, hasErrors, readBundle } from '#definitions'
import type { Finding } from '#findings'
import { readBundleFolder } from '../cli/read-bundle-folder.ts'
import type { Db, Store, Tx } from '../store/store.ts'
import { markBelow, markDue } from './due-upgrades.ts'
import { installedBundles } from './installed-bundles.ts'
import { putInForce } from './publish.ts'
import { putLayer } from './region-layers.ts'
import { resolveRegion, upperWaitsCode } from './resolve-region.ts'

/** A bundle cannot be installed; nothing was. `findings` name file, node and remedy. */
export class BrokenBundleError extends Error {
  readonly code = 'broken-bundle'
  readonly findings: readonly Finding[]

  constructor(bundle: string, findings: readonly Finding[]) {
    super(`The bundle ${bundle} has errors, so nothing was installed. Mend what is listed and start again.`)
    this.findings = findings
  }
}

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
  return (await installFiles(store, found, { region, now, comment: '安装随附的定义包' })).findings
}

export interface InstallFiles {
  readonly region: string
  readonly now: number
  readonly comment: string
  readonly jobTypes?: readonly string[]
}

/**
 * Installs bundles, by their folder or package, beside those that are installed, or in place of an older version. The
 * region gets the release that follows; where its own layer changed the same as a bundle, it keeps its release and
 * waits for a person (`waits`). Regions in it follow after that.
 *
 * @throws {BrokenBundleError} Then the bundles and the release from before stay.
 */
export async function installFiles(
  store: Store,
  found: ReadonlyMap<string, BundleFiles>,
  { region, now, comment, jobTypes }: InstallFiles,
): Promise<{ readonly findings: readonly Finding[]; readonly digest?: string; readonly waits: boolean }> {
  const read = await readAll(found)
  const isNew = new Set(read.map(({ bundle }) => bundle.manifest.id))
  const kept = (await installedBundles(store.db)).filter(({ manifest }) => !isNew.has(manifest.id))
  const bundles = [...kept, ...read.map(({ bundle }) => bundle)]
  const resolved = await resolveRegion(store.db, region, { bundles, jobTypes, scenarios: true, at: now })
  const waits = resolved.conflicts.length > 0
  const { release, starts, findings, changes, carried } = resolved
  if (!(release && starts) && !waits) throw new BrokenBundleError([...found.keys()].join(', '), findings)

  await store.write(async (tx) => {
    for (const { bundle, files } of read) {
      const row = {
        version: bundle.manifest.version,
        files: JSON.stringify(Object.fromEntries(files)),
        installed_at: now,
      }
      await tx.db
        .insertInto('installed_bundle')
        .values({ id: bundle.manifest.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    }
    if (waits) {
      await markBelow(tx, region, now)
      return markDue(tx, region, now)
    }
    // Another node may have installed the same meanwhile: the rows above have waited for it.
    if (!release || !starts) return
    await putLayer(tx, region, changes, carried)
    if ((await digestInForce(tx.db, region)) === release.digest) return markBelow(tx, region, now)
    await putInForce(tx, { release, starts }, { region, comment, by: machine, now, layer: changes })
  })
  await releaseNarrowerLayers(store, bundles, { region, now, comment, jobTypes })
  return { findings, waits, ...(release && { digest: release.digest }) }
}

/** A bundle that is a layer holds only where its region has a release of its own: those without one get their first. */
async function releaseNarrowerLayers(
  store: Store,
  bundles: readonly Bundle[],
  { region, now, comment, jobTypes }: InstallFiles,
): Promise<void> {
  const layered = new Set(bundles.flatMap(({ manifest }) => (manifest.kind === 'layer' && manifest.region) || []))
  for (const narrower of [...layered].filter((code) => code !== region && code.startsWith(region)).sort()) {
    if ((await digestInForce(store.db, narrower)) !== undefined) continue
    const { release, starts, findings, changes, carried } = await resolveRegion(store.db, narrower, {
      bundles,
      jobTypes,
      scenarios: true,
      at: now,
    })
    if (findings.some(({ code }) => code === upperWaitsCode)) {
      await store.write((tx) => markDue(tx, narrower, now))
      continue
    }
    if (!release || !starts) throw new BrokenBundleError(narrower, findings)
    await store.write(async (tx) => {
      await waitForOthers(tx)
      if ((await digestInForce(tx.db, narrower)) !== undefined) return
      await putLayer(tx, narrower, changes, carried)
      await putInForce(tx, { release, starts }, { region: narrower, comment, by: machine, now, layer: changes })
    })
  }
}

/** Another node may be installing the same: touching the rows of the bundles waits until it has. */
async function waitForOthers({ db }: Tx): Promise<void> {
  await db
    .updateTable('installed_bundle')
    .set((row) => ({ version: row.ref('version') }))
    .execute()
}

async function readAll(found: ReadonlyMap<string, BundleFiles>) {
  const read: { readonly bundle: Bundle; readonly files: BundleFiles }[] = []
  for (const [name, files] of found) {
    const { bundle, findings } = await readBundle(files)
    if (!bundle || hasErrors(findings)) throw new BrokenBundleError(name, inFolder(name, findings))
    read.push({ bundle, files })
  }
  return read
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
