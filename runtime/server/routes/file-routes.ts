import type { Context } from 'koa'
import type { Deps } from '../deps.ts'
import { type FileDownload, keepFile, largestFile, readFile, readThumbnail } from '../files/files.ts'
import type { Handlers } from '../http/handlers.ts'
import { boundedBody } from '../http/json-body.ts'

type FileEndpoints = 'POST /api/files' | 'GET /api/files/:fileId' | 'GET /api/files/:fileId/thumbnail'

/** HTTP for files: taken as bytes, given back as attachments that no browser opens in our name. */
export function fileRoutes(deps: Deps): Pick<Handlers, FileEndpoints> {
  const { clock } = deps
  return {
    'POST /api/files': async ({ user, query, http }) => {
      const content = await boundedBody(http, largestFile, tooLarge)
      return keepFile(deps, { user, name: query.name, content, now: clock.now() })
    },
    'GET /api/files/:fileId': async ({ user, params, http }) =>
      download(http, await readFile(deps, user, params.fileId)),
    'GET /api/files/:fileId/thumbnail': async ({ user, params, http }) =>
      download(http, await readThumbnail(deps, user, params.fileId)),
  }
}

const tooLarge = {
  'zh-CN': `文件超过 ${largestFile / 1024 / 1024} MB，请压缩后再上传。`,
  en: `This file is larger than ${largestFile / 1024 / 1024} MB. Make it smaller first.`,
}

function download(http: Context, { name, type, content }: FileDownload): undefined {
  http.set('Content-Disposition', `attachment; filename="file"; filename*=UTF-8''${encodeHeader(name)}`)
  http.set('Content-Security-Policy', "default-src 'none'; sandbox")
  http.set('Cache-Control', 'private, no-cache')
  http.type = type
  http.body = Buffer.from(content)
  return undefined
}

/** RFC 8187. */
function encodeHeader(name: string) {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
