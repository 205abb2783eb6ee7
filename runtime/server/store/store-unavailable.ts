/** The database cannot be reached or cannot be written: nothing of the request was stored. */
export class StoreUnavailableError extends Error {
  readonly code: 'store-unavailable' | 'disk-full'

  constructor(code: 'store-unavailable' | 'disk-full', cause: unknown) {
    super(
      code === 'disk-full'
        ? 'The disk of the database is full, so nothing was stored. Make room and try again.'
        : 'The database does not answer, so nothing was stored. Check that it runs and try again.',
      { cause },
    )
    this.code = code
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const sqliteFull = 13
const sqliteUnavailable = new Set([5, 6, 8, 10, 11, 14, 15, 26])

/** PostgreSQL's error classes (appendix A): no connection, no resources, stopped by an operator; and what Node says. */
const postgresFull = new Set(['53100'])
const postgresUnavailable = /^(08...|53[0-9A-Z]{3}|57P0[0-9]|55000|25006|58[0-9A-Z]{3})$/
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'])

/** The error as a `StoreUnavailableError`, or undefined where the database works and the request was at fault. */
export function storeFailure(error: unknown): StoreUnavailableError | undefined {
  if (error instanceof StoreUnavailableError) return error
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') {
    const primary = error.errcode & 0xff
    if (primary === sqliteFull) return new StoreUnavailableError('disk-full', error)
    if (sqliteUnavailable.has(primary)) return new StoreUnavailableError('store-unavailable', error)
  }
  const code = 'code' in error ? String(error.code) : ''
  if (postgresFull.has(code)) return new StoreUnavailableError('disk-full', error)
  if (
    postgresUnavailable.test(code) ||
    network.has(code) ||
    /connection terminated|timeout exceeded/i.test(error.message)
  )
    return new StoreUnavailableError('store-unavailable', error)
  return error.cause instanceof Error ? storeFailure(error.cause) : undefined
}
