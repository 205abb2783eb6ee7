import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Finding } from '#findings'
import type { BundleFiles } from '../bundle.ts'
import { canonicalJson } from '../digest.ts'
import { problem } from '../finding.ts'
import { parseJson } from '../parse-json.ts'
import {
  isObject,
  list,
  matching,
  object,
  oneOf,
  type Shape,
  shapeFindings,
  shapeOf,
  text,
  where,
  wholeNumber,
} from '../shape.ts'

/** 定义包文件 or an exported release: what a package says it holds. Its text is what is signed. */
export interface PackageManifest {
  readonly format: 1
  readonly kind: 'bundle' | 'release'
  /** Id of the bundle; region code of a release. */
  readonly id: string
  /** Version of the bundle; digest of a release. */
  readonly version: string
  /** Every other file of the package but the signature, in the order of their paths. */
  readonly files: readonly PackagedFile[]
}

export interface PackagedFile {
  readonly path: string
  /** Bytes of its UTF-8 text. */
  readonly size: number
  /** Hex. */
  readonly sha256: string
}

export const packagePaths = { manifest: 'gezhi-package.json', signature: 'gezhi-package.sig.json' } as const

/** The manifest of a package with these files. The same files give the same manifest. */
export function packageManifest(
  { kind, id, version }: Pick<PackageManifest, 'kind' | 'id' | 'version'>,
  files: BundleFiles,
): PackageManifest {
  const packaged = [...files]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, content]) => describe(path, content))
  return { format: 1, kind, id, version, files: packaged }
}

/** The text of `gezhi-package.json`: canonical JSON, so that one manifest has one text. */
export function manifestText(manifest: PackageManifest): string {
  return canonicalJson(manifest)
}

/** Reads `gezhi-package.json`. */
export function readPackageManifest(json: string): { manifest?: PackageManifest; findings: Finding[] } {
  const file = packagePaths.manifest
  const { value, findings } = parseJson(json, { file })
  if (findings.length > 0) return { findings }
  const misfits = shapeFindings(shape, value).map((finding) => ({ ...finding, file }))
  return misfits.length > 0 ? { findings: misfits } : { manifest: value as PackageManifest, findings: [] }
}

/** Where the files of a package are not what its manifest says: altered, missing, or added. */
export function checkAgainstManifest(manifest: PackageManifest, files: BundleFiles): Finding[] {
  const said = new Map(manifest.files.map((file) => [file.path, file]))
  const findings = manifest.files.flatMap(({ path, size, sha256: digest }) => {
    const content = files.get(path)
    if (content === undefined) return [missing(path)]
    const found = describe(path, content)
    return found.size === size && found.sha256 === digest ? [] : [altered(path)]
  })
  return [...findings, ...[...files.keys()].filter((path) => !said.has(path)).map(added)]
}

function describe(path: string, content: string): PackagedFile {
  const bytes = utf8ToBytes(content)
  return { path, size: bytes.length, sha256: bytesToHex(sha256(bytes)) }
}

const packagedFile: Shape = object({
  path: text(200),
  size: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  sha256: matching(/^[0-9a-f]{64}$/u, 64, ['64 位十六进制 SHA-256', 'a SHA-256 of 64 hexadecimal digits']),
})

const manifestShape: Shape = object({
  format: where((format) => format === 1, ['1', '1'], { const: 1 }),
  kind: oneOf(['bundle', 'release']),
  id: text(100),
  version: text(100),
  files: list(packagedFile, 5_000),
})

const shape: Shape = shapeOf(manifestShape.schema, (value, at) =>
  isObject(value) && value.format !== undefined && value.format !== 1
    ? [{ at: `${at}/format`, expected: ['1：更新的格式需要更新的格治', '1: a newer format needs a newer Gezhi'] }]
    : manifestShape(value, at),
)

const askAgain = ['请向制作者重新索取原始包文件', 'Ask whoever made the package for the original file'] as const

function altered(file: string): Finding {
  return problem(
    'package-file-altered',
    { file },
    [
      `“${file}”与包内清单记录的摘要不符，已被改动`,
      `"${file}" is not what the package's manifest recorded: it was altered`,
    ],
    askAgain,
  )
}

function missing(file: string): Finding {
  return problem(
    'package-file-missing',
    { file },
    [`包内清单列有“${file}”，包中却没有`, `The package's manifest lists "${file}", but it is not there`],
    askAgain,
  )
}

function added(file: string): Finding {
  return problem(
    'package-file-added',
    { file },
    [`包内清单没有“${file}”`, `The package's manifest does not list "${file}"`],
    askAgain,
  )
}
