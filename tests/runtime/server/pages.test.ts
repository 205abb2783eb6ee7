import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type DataPlace, dataPlace, type TestServer, testServer } from '../../support/server.ts'

let place: DataPlace
let server: TestServer
let visitor: Client

beforeAll(async () => {
  place = await dataPlace()
  const dist = join(place.data, 'dist')
  for (const folder of ['assets', 'designer', 'runtime/workbench']) mkdirSync(join(dist, folder), { recursive: true })
  writeFileSync(join(dist, 'runtime/workbench/index.html'), '<!doctype html><title>workbench</title>')
  writeFileSync(join(dist, 'designer/index.html'), '<!doctype html><title>designer</title>')
  writeFileSync(join(dist, 'assets/app-1a2b.js'), 'console.log(1)\n'.repeat(1000))
  writeFileSync(join(place.data, 'secret.txt'), 'secret')
  server = await testServer(place, { dist })
  visitor = server.visitor()
})
afterAll(async () => {
  await server.stop()
  await place.remove()
})

describe('the pages', () => {
  it.each([
    ['/', 'workbench'],
    ['/tasks/0190-ab.12', 'workbench'],
    ['/cases/abc', 'workbench'],
    ['/designer', 'designer'],
    ['/designer/330683/form/rental', 'designer'],
    ['/designers', 'workbench'],
  ])('%s is answered by %s', async (path, page) => {
    const { status, body, headers } = await visitor.get<string>(path)

    expect(status).toBe(200)
    expect(body).toContain(page)
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  it('come compressed, and are kept for good where their name holds their hash', async () => {
    const { headers, body } = await visitor.request<string>('GET', '/assets/app-1a2b.js', undefined, {
      'accept-encoding': 'br',
    })

    expect(headers.get('content-encoding')).toBe('br')
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('content-type')).toContain('text/javascript')
    expect(body).toContain('console.log(1)')
    const again = await visitor.request('GET', '/assets/app-1a2b.js', undefined, {
      'accept-encoding': 'br',
      'cache-control': 'max-age=0',
      'if-none-match': headers.get('etag') ?? '',
    })
    expect(again.status).toBe(304)
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/%00', '/%E0%A4%A'])(
    'leave nothing outside their folder: %s',
    async (path) => {
      const { body } = await visitor.get<unknown>(path)

      expect(JSON.stringify(body)).not.toContain('secret')
    },
  )

  it('that are missing are not found, without a page in their place', async () => {
    expect((await visitor.get('/assets/gone.js')).status).toBe(404)
  })
})
