import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Middleware } from 'koa'
import { type CompressedFile, compressedFiles, type Encoding } from './compressed-files.ts'

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

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>格治</title>
<p>页面尚未构建，请运行 npm run build。</p><p lang="en">The pages are not built yet: run npm run build.</p></html>`

/** The built browser apps: files by name, `/designer` and below by the designer's page, everything else by the workbench's. */
export function staticFiles(dist: string): Middleware {
  const compressed = compressedFiles()

  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.path.startsWith('/api/')) return next()
    ctx.state.route = 'static'
    const named = fileNamed(dist, ctx.path)
    if (named && (await isFile(named))) return send(ctx, named, compressed)
    // Ids may hold a dot, so only the endings of files we serve tell a file from a page.
    if (ctx.path.startsWith('/assets/') || Object.hasOwn(types, extname(ctx.path))) return next()
    const page = /^\/designer(\/|$)/.test(ctx.path) ? 'designer/index.html' : 'runtime/workbench/index.html'
    const file = join(dist, page)
    if (await isFile(file)) return send(ctx, file, compressed)
    ctx.status = 503
    ctx.type = 'html'
    ctx.body = notBuilt
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

async function send(ctx: Context, file: string, compressed: CompressedFile) {
  const { size, mtimeMs } = await stat(file)
  const hashed = ctx.path.startsWith('/assets/')
  const type = types[extname(file)] ?? 'application/octet-stream'
  const encoding = (ctx.acceptsEncodings('br', 'gzip', 'identity') || 'identity') as Encoding | 'identity'
  ctx.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.vary('Accept-Encoding')
  ctx.etag = `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}-${encoding}`
  ctx.status = 200
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  const isText = /^(text\/|application\/(json|manifest)|image\/svg)/.test(type)
  if (isText && encoding !== 'identity') {
    ctx.body = await compressed(file, encoding, mtimeMs)
    ctx.set('Content-Encoding', encoding)
  } else ctx.body = await readFile(file)
  ctx.type = type
}
