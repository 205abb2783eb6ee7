import type { Deps } from '../deps.ts'
import { keepFile, largestFile, readFile } from '../files/files.ts'
import type { Handlers } from '../http/handlers.ts'
import { boundedBody } from '../http/json-body.ts'

/** HTTP for files: taken as bytes, given back as attachments that no browser opens in our name. */
export function fileRoutes({ store, clock }: Deps): Pick<Handlers, 'POST /api/files' | 'GET /api/files/:fileId'> {
  return {
    'POST /api/files': async ({ user, query, http }) =>
      keepFile(store, { user, name: query.name, content: await boundedBody(http, largestFile), now: clock.now() }),
    'GET /api/files/:fileId': async ({ user, params, http }) => {
      const { name, type, content } = await readFile(store, user, params.fileId)
      http.set('Content-Disposition', `attachment; filename="file"; filename*=UTF-8''${encodeHeader(name)}`)
      http.set('Content-Security-Policy', "default-src 'none'; sandbox")
      http.set('Cache-Control', 'private, no-cache')
      http.type = type
      http.body = Buffer.from(content)
      return undefined
    },
  }
}

/** RFC 8187. */
function encodeHeader(name: string) {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
