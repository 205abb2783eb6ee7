import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { FormPage } from '../../fixtures/form-page/main.tsx'
import { builtPage } from '../../support/built-page.ts'
import { launchChromium } from '../../support/chromium.ts'

const pagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:"
const workerPolicy = "default-src 'none'; script-src 'self' 'unsafe-eval'"
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
  let workerIsThere = true
  const { url, close } = await builtPage('form-page', (file) => {
    const isWorker = file.includes('validation-worker')
    if (isWorker && !workerIsThere) return undefined
    return { 'content-security-policy': isWorker ? workerPolicy : pagePolicy }
  })
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
      await close()
    },
  }
}
