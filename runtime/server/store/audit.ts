import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { insertRows } from './insert-rows.ts'
import { prepared } from './prepared.ts'
import type { Db, Tx } from './store.ts'

export interface AuditEntry {
  /** What it is about: `case:ID`, `user:ID`, `region:CODE`. Each stream is a chain of its own, so that nodes do not wait for each other. */
  readonly stream: string
  readonly at: number
  /** Id of the user, or `system`. */
  readonly actor: string
  readonly action: string
  readonly subject: string
}

const lastLine = prepared((db, { stream }: { stream: string }) =>
  db.selectFrom('audit').select(['seq', 'hash']).where('stream', '=', stream).orderBy('seq', 'desc').limit(1),
)

const addLines = insertRows('audit', ['stream', 'seq', 'at', 'actor', 'action', 'subject', 'previous_hash', 'hash'])

const lockStream = prepared<{ stream: string }, unknown>((db, { stream }) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${stream}, 0))`.as('locked')),
)

const origin = '0'.repeat(64)

/** Adds a line that holds the hash of the one before it: a line that is changed or left out breaks the chain. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { stream, at, actor, action, subject } = entry
  // Both travel together; the second is done when the first is.
  const locked = tx.dialect === 'postgres' && lockStream(tx, { stream })
  const [[last]] = await Promise.all([lastLine(tx, { stream }), locked])
  const seq = (last?.seq ?? 0) + 1
  const previous_hash = last?.hash ?? origin
  const line = { stream, seq, at, actor, action, subject, previous_hash }
  tx.soon(addLines(tx, [{ ...line, hash: hashOf(line) }]))
}

/** The first line of the stream that does not follow from the one before it, or undefined where the chain is whole. */
export async function brokenAuditLine(db: Db, stream: string): Promise<number | undefined> {
  const lines = await db.selectFrom('audit').selectAll().where('stream', '=', stream).orderBy('seq').execute()
  let previous = origin
  for (const [index, line] of lines.entries()) {
    const { hash: stored, ...rest } = line
    if (line.seq !== index + 1 || line.previous_hash !== previous || stored !== hashOf(rest)) return index + 1
    previous = stored
  }
  return undefined
}

function hashOf(line: { stream: string; seq: number; previous_hash: string } & Omit<AuditEntry, 'stream'>) {
  const { stream, seq, at, actor, action, subject, previous_hash } = line
  return hash('sha256', JSON.stringify([previous_hash, stream, seq, at, actor, action, subject]))
}
