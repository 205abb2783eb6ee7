import { createHash } from 'node:crypto'
import { type Insertable, sql } from 'kysely'
import { prepared } from './prepared.ts'
import type { Db, Tables, Tx } from './store.ts'

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

const addLine = prepared((db, line: Insertable<Tables['audit']>) => {
  const { stream, seq, at, actor, action, subject, previous_hash, hash } = line
  return db.insertInto('audit').values({ stream, seq, at, actor, action, subject, previous_hash, hash })
})

const origin = '0'.repeat(64)

/** Adds a line that holds the hash of the one before it: a line that is changed or left out breaks the chain. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { stream, at, actor, action, subject } = entry
  if (tx.dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${stream}, 0))`.execute(tx.db)
  const [last] = await lastLine(tx, { stream })
  const seq = (last?.seq ?? 0) + 1
  const previous_hash = last?.hash ?? origin
  const hash = hashOf({ stream, seq, at, actor, action, subject, previous_hash })
  await addLine(tx, { stream, seq, at, actor, action, subject, previous_hash, hash })
}

/** The first line of the stream that does not follow from the one before it, or undefined where the chain is whole. */
export async function brokenAuditLine(db: Db, stream: string): Promise<number | undefined> {
  const lines = await db.selectFrom('audit').selectAll().where('stream', '=', stream).orderBy('seq').execute()
  let previous = origin
  for (const [index, line] of lines.entries()) {
    const { hash, ...rest } = line
    if (line.seq !== index + 1 || line.previous_hash !== previous || hash !== hashOf(rest)) return index + 1
    previous = hash
  }
  return undefined
}

function hashOf(line: { stream: string; seq: number; previous_hash: string } & Omit<AuditEntry, 'stream'>) {
  const { stream, seq, at, actor, action, subject, previous_hash } = line
  return createHash('sha256')
    .update(JSON.stringify([previous_hash, stream, seq, at, actor, action, subject]))
    .digest('hex')
}
