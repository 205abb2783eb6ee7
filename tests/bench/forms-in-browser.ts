import type { Browser, Page } from 'playwright-core'
import type { Figure } from '../../scripts/bench.ts'
import type { FormBench } from '../fixtures/form-bench/main.tsx'
import { builtPage } from '../support/built-page.ts'
import { launchChromium } from '../support/chromium.ts'

const slowdown = 4
const manyLetters = 40
/** Of the baseline: it takes seconds a letter on long forms. */
const fewLetters = 8

/**
 * Figures `FORM-key-p50`, `FORM-key-p95` and `FORM-mount` in ms, FORM being `25-fields`, `200-fields`, `500-fields` and
 * `500-row-table`: what a person waits at a CPU slowed four times, beside `@rjsf/antd` as it comes. Two runs each; the
 * better counts, as nothing but other work on the machine makes one worse.
 */
export async function measureForms(report: (figure: Figure) => void): Promise<void> {
  const page = await builtPage('form-bench')
  const browser = await launchChromium()
  try {
    for (const form of ['25', '200', '500', 'table']) {
      const name = form === 'table' ? '500-row-table' : `${form}-fields`
      const ours = better(
        await measured(browser, `${page.url}?form=${form}`, manyLetters),
        await measured(browser, `${page.url}?form=${form}`, manyLetters),
      )
      // Its table takes minutes to appear and a quarter of one for each letter: two letters must do.
      const letters = form === 'table' ? 2 : fewLetters
      const baseline = await measured(browser, `${page.url}?form=${form}&renderer=baseline`, letters)
      for (const what of ['key-p50', 'key-p95', 'mount'] as const)
        report({
          name: `${name}-${what}`,
          value: ours[what],
          unit: 'ms',
          baseline: baseline[what],
          ratio: ours[what] / baseline[what],
        })
    }
  } finally {
    await browser.close()
    await page.close()
  }
}

type Times = Readonly<Record<'key-p50' | 'key-p95' | 'mount', number>>

async function measured(browser: Browser, url: string, count: number): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(240_000)
    const devTools = await context.newCDPSession(page)
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    // The page tells when a letter is drawn: asking it again and again would be work of its own, in every frame.
    let drawn: () => void = () => undefined
    await page.exposeFunction('letterDrawn', () => drawn())
    await page.goto(url)
    await page.waitForFunction(() => window.formBench?.mount)
    await beginTyping(page)
    // The first letters of a page are typed into code that was never run.
    await page.keyboard.type(count > 2 ? 'ab' : 'a', { delay: 200 })
    await page.evaluate(() => window.formBench.keys.splice(0))
    for (let letter = 1; letter <= count; letter += 1) {
      const isDrawn = new Promise<void>((resolve) => {
        drawn = resolve
      })
      await page.keyboard.press('x', { delay: 10 })
      await isDrawn
      await page.waitForTimeout(30)
    }
    const { keys, mount } = (await page.evaluate(() => window.formBench)) as Required<FormBench>
    return { 'key-p50': percentile(keys, 0.5), 'key-p95': percentile(keys, 0.95), mount }
  } finally {
    await context.close()
  }
}

/** Puts the cursor into the first field; of a table, into its first cell. */
async function beginTyping(page: Page) {
  const cell = page.locator('[role=gridcell]').first()
  if ((await cell.count()) === 0) return page.locator('input[type=text], input:not([type])').first().click()
  await cell.click()
  await page.keyboard.press('Enter')
}

function better(a: Times, b: Times): Times {
  return {
    'key-p50': Math.min(a['key-p50'], b['key-p50']),
    'key-p95': Math.min(a['key-p95'], b['key-p95']),
    mount: Math.min(a.mount, b.mount),
  }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!
}
