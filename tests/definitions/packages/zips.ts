import { zipSync } from 'fflate'

/** What a test wants wrong with an entry of a zip. */
export interface Entry {
  readonly name: string
  readonly content?: Uint8Array | string
  /** Unix mode of the entry, e.g. 0o120777 for a link. */
  readonly mode?: number
}

/** A zip with these entries, as careless or evil tools write them. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const files = entries.map(({ name, content = '', mode }, at) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return [`${at}${'_'.repeat(Math.max(0, Buffer.byteLength(name) - String(at).length))}`, bytes, name, mode] as const
  })
  const zip = Buffer.from(
    zipSync(
      Object.fromEntries(
        files.map(([placeholder, bytes, , mode]) => [
          placeholder,
          mode === undefined ? bytes : [bytes, { os: 3, attrs: mode * 65_536 }],
        ]),
      ),
    ),
  )
  for (const [placeholder, , name] of files) rename(zip, placeholder, name)
  return zip
}

/** The writer refuses no name, but keeps an object of them: names are put in afterwards, byte for byte. */
function rename(zip: Buffer, from: string, to: string): void {
  const [old, wanted] = [Buffer.from(from), Buffer.from(to)]
  if (old.length !== wanted.length) throw new Error(`${from} and ${to} differ in length`)
  for (let at = zip.indexOf(old); at >= 0; at = zip.indexOf(old, at + old.length)) wanted.copy(zip, at)
}

/** The declared size of every entry, changed in both of its headers. */
export function declaring(zip: Buffer, size: number): Buffer {
  const changed = Buffer.from(zip)
  const marks: readonly (readonly [mark: number, offset: number])[] = [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ]
  for (let at = 0; at + 46 < changed.length; at += 1) {
    for (const [mark, offset] of marks) if (changed.readUInt32LE(at) === mark) changed.writeUInt32LE(size, at + offset)
  }
  return changed
}

/** Every entry of the directory points to the bytes of the first one. */
export function overlapping(zip: Buffer): Buffer {
  const changed = Buffer.from(zip)
  for (let at = 0; at + 46 < changed.length; at += 1) {
    if (changed.readUInt32LE(at) === 0x02014b50) changed.writeUInt32LE(0, at + 42)
  }
  return changed
}
