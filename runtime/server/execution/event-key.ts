import { createHash } from 'node:crypto'

const longest = 200

/**
 * The name or correlation key of a message as it stands in an index: as it is, or its hash where it is too long for one
 * or holds what a database does not take. Names and keys come from expressions, so they may be anything.
 */
export function eventKey(text: string): string {
  if (text.length <= longest && !text.includes('\0')) return text
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

export const optionalEventKey = (text: string | undefined): string | null =>
  text === undefined ? null : eventKey(text)
