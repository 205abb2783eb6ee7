import type { Context } from 'koa'
import rawBody from 'raw-body'
import { RefusedError } from '../refused-error.ts'

const mebibyte = 1024 * 1024
const ordinary = mebibyte
const definitions = 2 * mebibyte

/**
 * The JSON a request carries, within its limit: 1 MiB, 2 MiB for definitions.
 * @throws {RefusedError} `bad-request` where it is no JSON, `too-large`.
 */
export async function jsonBody(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json')) {
    throw new RefusedError('bad-request', { reason: 'body must be application/json' })
  }
  const limit = ctx.path.startsWith('/api/definitions/') ? definitions : ordinary
  const bytes = await boundedBody(ctx, limit)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new RefusedError('bad-request', { reason: 'body is no JSON in UTF-8' })
  }
}

/** The bytes a request carries. @throws {RefusedError} `too-large`, `incomplete-upload`. */
export async function boundedBody(ctx: Context, limit: number): Promise<Buffer> {
  try {
    return await rawBody(ctx.req, { limit, length: ctx.request.length ?? null })
  } catch (error) {
    const type = error instanceof Error && 'type' in error ? error.type : undefined
    if (type === 'entity.too.large') throw new RefusedError('too-large', { reason: `at most ${limit} bytes` })
    throw new RefusedError('incomplete-upload')
  }
}
