import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export interface BuiltPage {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * A page of tests/fixtures, built as the product is and served with the headers that `headersOf` gives a file;
 * a file it gives `undefined` for is not there.
 */
export async function builtPage(
  fixture: string,
  headersOf: (file: string) => Readonly<Record<string, string>> | undefined = () => ({}),
): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), `${fixture}-`))
  await build({
    configFile: false,
    root: new URL(`../fixtures/${fixture}`, import.meta.url).pathname,
    plugins: [react()],
    worker: { format: 'es' },
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = pathname === '/' ? '/index.html' : pathname
    try {
      const headers = headersOf(file)
      if (!headers) throw new Error('not there')
      const body = readFileSync(join(folder, file))
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...headers })
      response.end(body)
    } catch {
      response.writeHead(file === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
