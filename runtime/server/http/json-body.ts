import type { Context } from 'koa'
import rawBody from 'raw-body'
import type { LocalizedText } from '#findings'
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

/** What is refused as too large is read away up to this, so that the browser hears the answer instead of a broken line. */
const readAway = 64 * mebibyte

/**
 * The bytes a request carries. `said` is for a person, where the limit is exceeded.
 * @throws {RefusedError} `too-large`, `incomplete-upload`.
 */
export async function boundedBody(ctx: Context, limit: number, said?: LocalizedText): Promise<Buffer> {
  const length = ctx.request.length ?? null
  const tooLarge = () => new RefusedError('too-large', { reason: `at most ${limit} bytes`, said })
  if (length !== null && length > limit) {
    if (length <= readAway) await readToTheEnd(ctx)
    throw tooLarge()
  }
  try {
    return await rawBody(ctx.req, { limit, length })
  } catch (error) {
    const type = error instanceof Error && 'type' in error ? error.type : undefined
    if (type === 'entity.too.large') throw tooLarge()
    throw new RefusedError('incomplete-upload')
  }
}

function readToTheEnd({ req }: Context): Promise<void> {
  return new Promise((resolve) => {
    for (const end of ['end', 'close', 'error']) req.once(end, () => resolve())
    req.resume()
  })
}
