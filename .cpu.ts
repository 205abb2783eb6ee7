import { builtPage } from './tests/support/built-page.ts'
import { launchChromium } from './tests/support/chromium.ts'
import { loadavg } from 'node:os'
const page = await builtPage('form-bench'); const browser = await launchChromium()
for (const form of ['200', '200', '500', 'table', '200&renderer=baseline']) {
  const c = await browser.newContext({ viewport: { width: 1280, height: 800 } }); const p = await c.newPage(); const d = await c.newCDPSession(p)
  await d.send('Performance.enable', { timeDomain: 'threadTicks' })
  const task = async () => Object.fromEntries((await d.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]))
  await p.goto(page.url + '?form=' + form, { waitUntil: 'commit' })
  await p.waitForFunction(() => window.formBench, undefined, { polling: 5 })
  const a = await task()
  await p.waitForFunction(() => window.formBench.mount, undefined, { polling: 50 })
  const b = await task()
  const cell = p.locator('[role=gridcell]').first()
  if (await cell.count()) { await cell.click(); await p.keyboard.press('Enter') } else await p.locator('input[type=text], input:not([type])').first().click()
  await p.keyboard.type('ab', { delay: 300 })
  await p.waitForTimeout(1500)
  const k0 = await task()
  for (let i = 0; i < 20; i++) await p.keyboard.press('x', { delay: 10 })
  await p.waitForTimeout(500)
  const k1 = await task()
  const f = (x, y) => ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map((n) => n + ' ' + ((y[n] - x[n]) * 1000).toFixed(0)).join(', ')
  console.log(form, 'MOUNT', f(a, b), '| 20 KEYS', f(k0, k1), loadavg()[0])
  await c.close()
}
await browser.close(); await page.close(); process.exit(0)
