import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { type BundleFiles, bundleLimits } from '#definitions'
import type { Finding } from '#findings'
import { packageProblem } from './package-problem.ts'

/** The largest zip that is opened, in bytes. */
export const largestPackage = 100_000_000
const largestFile = bundleLimits.characters * 4
const largestTotal = bundleLimits.totalCharacters * 4

/**
 * The text files of a zip. Nothing is written anywhere, and nothing of it is trusted: names that lead out of the package,
 * links, encrypted and overlapping entries, names said twice, zips in the zip, and whatever is larger than the limits, by
 * what it declares or by what comes out of it, are findings; then there are no files.
 */
export async function readZip(bytes: Buffer): Promise<{ files?: BundleFiles; findings: Finding[] }> {
  if (bytes.length > largestPackage) return { findings: [tooLarge()] }
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true })
    if (zip.entryCount > bundleLimits.files) return { findings: [tooMany(zip.entryCount)] }
    const { entries, findings } = await entriesOf(zip)
    return findings.length > 0 ? { findings } : await contents(zip, entries)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const path = /relative path|absolute path|invalid characters in fileName/i.test(said)
    return { findings: [path ? outside(said) : broken(said)] }
  }
}

async function entriesOf(zip: ZipFile): Promise<{ entries: Entry[]; findings: Finding[] }> {
  const entries: Entry[] = []
  const findings: Finding[] = []
  const names = new Set<string>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= bundleLimits.files) return { entries, findings: [tooMany(entries.length + 1)] }
    total += entry.uncompressedSize
    findings.push(...entryFindings(entry))
    if (names.has(entry.fileName)) findings.push(twice(entry.fileName))
    names.add(entry.fileName)
    entries.push(entry)
  }
  if (total > largestTotal) findings.push(tooLarge())
  if (overlap(entries)) findings.push(broken('two entries share their bytes'))
  return { entries: entries.filter(({ fileName }) => !fileName.endsWith('/')), findings }
}

function entryFindings(entry: Entry): Finding[] {
  const { fileName } = entry
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) return [link(fileName)]
  if (entry.isEncrypted())
    return [packageProblem('package-encrypted', fileName, [`“${fileName}”已加密`, `"${fileName}" is encrypted`])]
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return [broken(`${fileName}: compression ${entry.compressionMethod}`)]
  return entry.uncompressedSize > largestFile ? [tooLarge(fileName)] : []
}

/** Entries that share bytes let a small zip grow without end. A local header has 30 bytes and the name. */
function overlap(entries: readonly Entry[]): boolean {
  const inOrder = entries.toSorted(
    (left, right) => left.relativeOffsetOfLocalHeader - right.relativeOffsetOfLocalHeader,
  )
  return inOrder.some((entry, at) => {
    const next = inOrder[at + 1]
    const end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize
    return next !== undefined && end > next.relativeOffsetOfLocalHeader
  })
}

async function contents(
  zip: ZipFile,
  entries: readonly Entry[],
): Promise<{ files?: BundleFiles; findings: Finding[] }> {
  const files = new Map<string, string>()
  const findings: Finding[] = []
  for (const entry of entries) {
    const bytes = await inflated(zip, entry)
    if (bytes.subarray(0, 4).equals(zipMark)) findings.push(nested(entry.fileName))
    else {
      const text = decode(bytes)
      if (text === undefined) findings.push(notText(entry.fileName))
      else files.set(entry.fileName, text)
    }
  }
  return findings.length > 0 ? { findings } : { files, findings }
}

/** The stream itself fails where more comes out than the entry declared. */
async function inflated(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const zipMark = Buffer.from('PK\u0003\u0004', 'latin1')

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function tooLarge(file?: string): Finding {
  const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000)
  return packageProblem(
    'bundle-too-large',
    file,
    file === undefined
      ? ['包过大', 'The package is too large']
      : [`“${file}”解压后过大`, `"${file}" is too large when unpacked`],
    [
      `请拆分：包不超过 ${megabytes(largestPackage)} MB，解压后每个文件不超过 ${megabytes(largestFile)} MB、合计不超过 ${megabytes(largestTotal)} MB`,
      `Split it: at most ${megabytes(largestPackage)} MB packed, ${megabytes(largestFile)} MB a file and ${megabytes(largestTotal)} MB together unpacked`,
    ],
  )
}

function tooMany(count: number): Finding {
  return packageProblem(
    'bundle-too-many-files',
    undefined,
    [
      `包中有 ${count} 个文件，最多 ${bundleLimits.files} 个`,
      `The package has ${count} files; ${bundleLimits.files} are allowed`,
    ],
    ['请拆分为多个定义包', 'Split it into several bundles'],
  )
}

function link(file: string): Finding {
  return packageProblem('bundle-link', file, [`“${file}”是链接或特殊文件`, `"${file}" is a link or a special file`])
}

function twice(file: string): Finding {
  return packageProblem('package-name-twice', file, [`“${file}”在包中出现两次`, `"${file}" is in the package twice`])
}

function nested(file: string): Finding {
  return packageProblem(
    'package-nested',
    file,
    [`“${file}”是包中的压缩包`, `"${file}" is a zip within the package`],
    ['请解开后再打包', 'Unpack it and make the package again'],
  )
}

function notText(file: string): Finding {
  return packageProblem('bundle-encoding', file, [`“${file}”不是 UTF-8 文本`, `"${file}" is not UTF-8 text`])
}

function outside(said: string): Finding {
  const file = said.slice(said.indexOf(':') + 1).trim()
  return packageProblem('bundle-path', file, [
    `文件路径“${file}”指向包外`,
    `The path "${file}" leads out of the package`,
  ])
}

function broken(said: string): Finding {
  return packageProblem('package-broken', undefined, [`包文件损坏：${said}`, `The package is damaged: ${said}`])
}
