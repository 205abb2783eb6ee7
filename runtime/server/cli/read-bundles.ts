import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bundle, readBundle } from '#definitions'
import type { Finding } from '#findings'
import { readBundleFolder } from './read-bundle-folder.ts'

/** The folder of the bundles that ship, each under its id. */
export const shipped = fileURLToPath(new URL('../../../definitions/bundles', import.meta.url))

export async function readFolder(folder: string): Promise<{ bundle?: Bundle; findings: Finding[] }> {
  const { files, findings: refused } = await readBundleFolder(folder)
  const { bundle, findings } = await readBundle(files)
  return { bundle: refused.length > 0 ? undefined : bundle, findings: [...refused, ...findings] }
}

/** The bundles that `bundle` requires, and what these require; what is not found is left to the resolver to name. */
export async function readRequired(
  bundle: Bundle,
  places: readonly string[],
): Promise<{ bundles: Bundle[]; findings: Finding[] }> {
  const found = new Map<string, Bundle>()
  const findings: Finding[] = []
  const open = Object.keys(bundle.manifest.requires ?? {})
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === bundle.manifest.id || found.has(id)) continue
    const folder = places.map((place) => join(place, String(id))).find((path) => existsSync(join(path, 'bundle.json')))
    if (!folder) continue
    const read = await readFolder(folder)
    findings.push(...read.findings.map((finding) => ({ ...finding, file: `${id}/${finding.file ?? ''}` })))
    if (!read.bundle) continue
    found.set(id, read.bundle)
    open.push(...Object.keys(read.bundle.manifest.requires ?? {}))
  }
  return { bundles: [...found.values()], findings }
}
