import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import type { FormPage } from '../../fixtures/form-page/main.tsx'
import { launchChromium } from '../../support/chromium.ts'

const pagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:"
const workerPolicy = "default-src 'none'; script-src 'self' 'unsafe-eval'"
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  locale: 'zh-CN',
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
}

export interface OpenedPage {
  readonly page: Page
  /** What the browser complained of: errors on the console and thrown ones. */
  readonly complaints: readonly string[]
}

export interface FormPages {
  readonly open: (options?: BrowserContextOptions, given?: FormPage, query?: string) => Promise<OpenedPage>
  /** Whether the validation worker's script is there. */
  readonly serveWorker: (isThere: boolean) => void
  readonly close: () => Promise<void>
}

/** The page in tests/fixtures/form-page, built as the product is and served under its Content-Security-Policy. */
export async function formPages(): Promise<FormPages> {
  const folder = await mkdtemp(join(tmpdir(), 'form-page-'))
  await build({
    configFile: false,
    root: new URL('../../fixtures/form-page', import.meta.url).pathname,
    plugins: [react()],
    worker: { format: 'es' },
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
  })
  let workerIsThere = true
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = pathname === '/' ? '/index.html' : pathname
    try {
      if (!workerIsThere && file.includes('validation-worker')) throw new Error('not there')
      const body = readFileSync(join(folder, file))
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
      response.setHeader('content-security-policy', file.includes('validation-worker') ? workerPolicy : pagePolicy)
      response.end(body)
    } catch {
      response.writeHead(file === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await launchChromium()

  return {
    open: async (options = desk, given = {}, query = '') => {
      const page = await (await browser.newContext(options)).newPage()
      page.setDefaultTimeout(20_000)
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.addInitScript((value) => Object.assign(window, { formPage: value }), given)
      await page.goto(url + query)
      await page.locator('.gz-submit').waitFor()
      return { page, complaints }
    },
    serveWorker: (isThere) => {
      workerIsThere = isThere
    },
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
