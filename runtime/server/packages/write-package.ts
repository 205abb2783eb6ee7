import { strToU8, zipSync } from 'fflate'
import { type BundleFiles, manifestText, type PackageManifest, packageManifest, packagePaths } from '#definitions'
import { type SigningKey, signText } from './signing-key.ts'

/**
 * A package as a zip: the manifest, its signature where there is a key, and the files in the order of their paths. The same
 * files and the same key give the same bytes, on any machine: no clock, no file attributes, and compression in JavaScript.
 */
export function writePackage(
  what: Pick<PackageManifest, 'kind' | 'id' | 'version'>,
  files: BundleFiles,
  key?: SigningKey,
): Uint8Array {
  const manifest = manifestText(packageManifest(what, files))
  const texts: [path: string, text: string][] = [[packagePaths.manifest, manifest]]
  if (key) texts.push([packagePaths.signature, JSON.stringify(signText(manifest, key))])
  texts.push(...[...files].sort(([left], [right]) => (left < right ? -1 : 1)))
  const entries = Object.fromEntries(texts.map(([path, text]) => [path, strToU8(text)]))
  return zipSync(entries, { level: 9, mtime: firstDay(), os: 0, attrs: 0 })
}

/** The earliest moment a zip can name, which counts in local time. */
const firstDay = () => new Date(1980, 0, 1)
