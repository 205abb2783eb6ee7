import { RefusedError } from '../refused-error.ts'

/** Where a page ended, opaque to clients: the last moment (or count) and the last id. */
export interface Cursor {
  readonly at: number
  readonly id: string
}

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/** @throws {RefusedError} `bad-request` where we did not write it. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(read) && read.length === 2) {
      const [at, id] = read as [unknown, unknown]
      if (Number.isSafeInteger(at) && typeof id === 'string' && !id.includes('\0')) return { at: at as number, id }
    }
  } catch {
    // Refused below.
  }
  throw new RefusedError('bad-request', { reason: 'query/cursor is none of ours' })
}
