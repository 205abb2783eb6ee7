import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Middleware } from 'koa'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const

/** The built browser apps: files by name, `/designer` and below by the designer's page, everything else by the workbench's. */
export function staticFiles(dist: string): Middleware {
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.path.startsWith('/api/')) return next()
    const named = fileNamed(dist, ctx.path)
    if (named && (await isFile(named))) return send(ctx, named)
    if (ctx.path.startsWith('/assets/') || extname(ctx.path) !== '') return next()
    const page = /^\/designer(\/|$)/.test(ctx.path) ? 'designer/index.html' : 'runtime/workbench/index.html'
    const file = join(dist, page)
    if (await isFile(file)) return send(ctx, file)
    ctx.status = 503
    ctx.body = '页面尚未构建，请运行 npm run build。 The pages are not built yet: run npm run build.'
  }
}

/** Undefined where the path leaves the folder or cannot be decoded. */
function fileNamed(dist: string, path: string) {
  try {
    const decoded = decodeURIComponent(path)
    if (decoded.includes('\0')) return undefined
    const file = normalize(join(dist, decoded))
    return file.startsWith(dist + sep) ? file : undefined
  } catch {
    return undefined
  }
}

async function isFile(path: string) {
  return existsSync(path) && (await stat(path)).isFile()
}

async function send(ctx: Context, file: string) {
  ctx.state.route = 'static'
  const hashed = ctx.path.startsWith('/assets/')
  ctx.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.vary('Accept-Encoding')
  const encoding = encodings.find(
    ({ name, ending }) => ctx.acceptsEncodings(name) === name && existsSync(file + ending),
  )
  const chosen = encoding ? file + encoding.ending : file
  const { size, mtimeMs } = await stat(chosen)
  ctx.etag = `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`
  ctx.status = 200
  ctx.type = types[extname(file)] ?? 'application/octet-stream'
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  if (encoding) ctx.set('Content-Encoding', encoding.name)
  ctx.length = size
  if (ctx.method === 'HEAD') return
  ctx.body = createReadStream(chosen)
  ctx.type = types[extname(file)] ?? 'application/octet-stream'
}
