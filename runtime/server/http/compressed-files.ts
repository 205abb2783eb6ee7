import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

/** A file's bytes in an encoding. */
export type CompressedFile = (file: string, encoding: Encoding, changedAt: number) => Promise<Buffer>

const endings: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' }
const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)
/** Close to the best ratio at a tenth of its time; a file is compressed once in the life of a server. */
const brotliQuality = 9

/** Files that the build compressed already, and the others compressed when they are first asked for. */
export function compressedFiles(): CompressedFile {
  const kept = new Map<string, { readonly changedAt: number; readonly bytes: Promise<Buffer> }>()

  return (file, encoding, changedAt) => {
    const key = file + endings[encoding]
    const known = kept.get(key)
    if (known?.changedAt === changedAt) return known.bytes
    const bytes = existsSync(key) ? readFile(key) : compress(file, encoding)
    kept.set(key, { changedAt, bytes })
    bytes.catch(() => kept.delete(key))
    return bytes
  }
}

async function compress(file: string, encoding: Encoding): Promise<Buffer> {
  const content = await readFile(file)
  if (encoding === 'gzip') return gzipAsync(content, { level: 9 })
  const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  return brotliAsync(content, { params })
}
