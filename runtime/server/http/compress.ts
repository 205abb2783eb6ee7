import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Middleware } from 'koa'

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)
const worthIt = 1024

/** Compresses JSON answers. Static files come compressed already. */
export const compressAnswers: Middleware = async (ctx, next) => {
  await next()
  const body = ctx.body
  if (ctx.method === 'HEAD' || ctx.response.get('Content-Encoding')) return
  if (body === null || typeof body !== 'object' || Buffer.isBuffer(body) || 'pipe' in body) return
  ctx.vary('Accept-Encoding')
  const text = Buffer.from(JSON.stringify(body))
  ctx.type = 'application/json; charset=utf-8'
  const encoding = text.length < worthIt ? false : ctx.acceptsEncodings('br', 'gzip', 'identity')
  if (encoding === 'br') {
    ctx.body = await brotliAsync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
  } else if (encoding === 'gzip') ctx.body = await gzipAsync(text)
  else ctx.body = text
  if (encoding === 'br' || encoding === 'gzip') ctx.set('Content-Encoding', encoding)
}
